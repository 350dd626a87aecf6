// What the thread window stands beside: the node, link or place it is about together with its mark, in pixels of the
// canvas. Knows where marks stand, not how the window is placed.
import { boxAround, type Box } from "../../map/canvas/box.ts";
import type { CanvasComments } from "./CanvasComments.ts";
import { drawnLinks, openedAnchor, standOf } from "./markItems.ts";

/** As in Marks.module.css. */
const MARK_PX = { width: 34, height: 30 };
/** A region that fills the view leaves no room beside it: then the mark alone is what the window stands at. */
const LARGEST = 0.5;

export interface SeenFrom {
  x: number;
  y: number;
  zoom: number;
  width: number;
  height: number;
}

/** null: nothing that lies on the map, or not any more. */
export function openedBox(
  { canvas, store }: CanvasComments,
  { x, y, zoom, width, height }: SeenFrom,
): Box | null {
  const anchor = openedAnchor(store)?.anchor;
  const stand = anchor === undefined ? null : standOf(canvas, anchor, drawnLinks(canvas));
  if (anchor === undefined || stand === null) return null;
  const scale = Math.max(1, zoom);
  const size = { width: MARK_PX.width * scale, height: MARK_PX.height * scale };
  const tip = { x: stand.x * zoom + x, y: stand.y * zoom + y };
  const left = anchor.on === "place" ? tip.x - size.width / 2 : tip.x;
  const mark = { x: left, y: tip.y - size.height, ...size };
  const own =
    anchor.on === "node"
      ? canvas.boxSeen(anchor.id)
      : anchor.on === "link"
        ? canvas.links.path(anchor.id)?.labelBox
        : undefined;
  if (own === undefined) return mark;
  const onScreen = {
    x: own.x * zoom + x,
    y: own.y * zoom + y,
    width: own.width * zoom,
    height: own.height * zoom,
  };
  if (onScreen.width > width * LARGEST || onScreen.height > height * LARGEST) return mark;
  return boxAround([mark, onScreen]);
}
