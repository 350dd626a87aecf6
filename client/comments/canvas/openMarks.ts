// What happens when a mark, a pin or a cluster is pressed: the thread opens, or a list of several, or the map moves nearer
// until they lie apart.
import type { Point } from "#shared/protocol/presence.ts";
import { boxAround, inflate } from "../../map/canvas/box.ts";
import type { CanvasComments } from "./CanvasComments.ts";
import type { MarkCluster } from "./MarkPicture.ts";

/** Around what a cluster held, in map units. */
const AIR = 160;
/** Fewer than this apart they do not come apart at natural size either. */
const TOO_CLOSE = 60;

/** `at`: where a list opens, in pixels of the window. With the keyboard nothing moves: a list always. */
export function openMark(
  comments: CanvasComments,
  { members, first }: MarkCluster,
  at: Point,
  isByKey: boolean,
): void {
  const { canvas, store, choosing } = comments;
  const threads = members.flatMap((item) => [...item.threads]);
  const [only] = threads;
  if (threads.length === 1 && only !== undefined) {
    store.open(only);
    return;
  }
  // The one that is just being written about.
  if (threads.length === 0) return;
  const around = boxAround(members.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
  const isApart = around !== null && Math.max(around.width, around.height) > TOO_CLOSE;
  if (!isByKey && isApart && members.length > 1 && (canvas.view?.viewport().zoom ?? 1) < 1) {
    canvas.view?.show(inflate(around, AIR));
    return;
  }
  choosing.set({ at, threads, begin: members.length === 1 ? first.anchor : null });
}
