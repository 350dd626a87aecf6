// The keyboard among marks: one of them is reached with Tab, the arrows lead from there to the nearest, Escape leads back
// to what the mark stands on.
import { neighbour, readingOrder, type Direction } from "../../map/canvas/focusOrder.ts";
import type { Canvas } from "../../map/canvas/Canvas.ts";
import type { MarkPicture } from "./MarkPicture.ts";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** Whether the key was for the marks. */
export function pressOnMark(canvas: Canvas, picture: MarkPicture, event: KeyboardEvent): boolean {
  const cluster = picture.clusterAt(event.target);
  if (cluster === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { id, x, y, what } = cluster.first;
  // The button's own: it is pressed.
  if (event.key === "Enter" || event.key === " ") return true;
  if (event.key === "Escape") {
    canvas.view?.focus(what === "node" ? id : null);
    return true;
  }
  const stands = picture.stands();
  const order = readingOrder(stands);
  const direction = DIRECTIONS[event.key];
  const next =
    event.key === "Home"
      ? order[0]
      : event.key === "End"
        ? order.at(-1)
        : direction === undefined
          ? undefined
          : neighbour(stands, { x, y, width: 0, height: 0 }, direction);
  if (next === undefined) return false;
  if (next !== null) {
    picture.keepReachable(next);
    picture.elementOf(next)?.focus({ preventScroll: true });
  }
  event.preventDefault();
  return true;
}
