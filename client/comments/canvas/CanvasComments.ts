// What belongs to comments on one canvas beside the store: the list from which one of several threads is chosen. Made
// once for each canvas on which there are comments.
import type { Point } from "#shared/protocol/presence.ts";
import type { Canvas } from "../../map/canvas/Canvas.ts";
import { Value } from "../../map/session/Store.ts";
import type { Anchor } from "#shared/comments/api.ts";
import type { CommentStore } from "../store/CommentStore.ts";
import { shownComments } from "../store/shownComments.ts";

export interface Choosing {
  /** In pixels of the window. */
  at: Point;
  threads: readonly string[];
  /** Where a new thread can be begun instead. */
  begin: Anchor | null;
}

export class CanvasComments {
  readonly canvas: Canvas;
  readonly store: CommentStore;
  readonly choosing = new Value<Choosing | null>(null);

  constructor(canvas: Canvas, store: CommentStore) {
    this.canvas = canvas;
    this.store = store;
  }
}

const byCanvas = new WeakMap<Canvas, CanvasComments>();

/** null where no comments are shown. */
export function commentsOn(canvas: Canvas): CanvasComments | null {
  const known = byCanvas.get(canvas);
  if (known !== undefined) return known;
  const store = shownComments(canvas.session);
  if (store === null) return null;
  const comments = new CanvasComments(canvas, store);
  byCanvas.set(canvas, comments);
  return comments;
}
