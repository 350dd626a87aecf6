// Moving nodes: under the pointer (seen by others while it lasts, written once at the end), by keys and by single
// clicks. A node comes to lie in the region it is put into.
import { moveNodes } from "#shared/map/edit.ts";
import type { NodeId, Place } from "#shared/map/schema.ts";
import { isWithin } from "#shared/map/topology.ts";
import { MAX_GESTURE_NODES, type Point } from "#shared/protocol/presence.ts";
import type { Canvas } from "./Canvas.ts";
import { boxAround, centreOf } from "./box.ts";
import { placeOn } from "./regions.ts";

/** What others see while nodes are being dragged: absolute places, so that they need no history. */
export function showDrag({ links, session }: Canvas, ids: readonly NodeId[]): void {
  const nodes: Record<NodeId, number[]> = {};
  for (const id of ids.slice(0, MAX_GESTURE_NODES)) {
    const box = links.box(id);
    if (box !== undefined) nodes[id] = [Math.round(box.x), Math.round(box.y)];
  }
  session.presence.setGesture({ nodes });
}

/** The pointer lets go: one durable write, one undo step. */
export function dropDrag(canvas: Canvas, ids: readonly NodeId[]): void {
  const { session, links } = canvas;
  const places = new Map<NodeId, Place>();
  for (const id of ids) {
    const box = links.box(id);
    if (box !== undefined) places.set(id, placeOn(canvas, box, box, id));
  }
  session.presence.setGesture(null);
  session.flow.drop(session.edit, places);
  session.flow.flush();
  links.settle();
  sayMoved(canvas, ids);
}

/** The drag is given up. */
export function cancelDrag({ session, links }: Canvas): void {
  session.presence.setGesture(null);
  session.flow.letGo();
  links.settle();
}

/** Steps of a held key are one undo step. */
export function moveSelected(canvas: Canvas, by: Point): void {
  const { session } = canvas;
  const ids = outermost(canvas, canvas.selectedNodes);
  if (ids.length === 0 || !canvas.mayChange) return;
  moveNodes(session.merging(`move ${ids.join(" ")}`), placesAfter(canvas, ids, by));
  session.flow.flush();
  const moved = canvas.links.bounds(ids);
  if (moved !== null) canvas.view?.reveal(moved);
  sayMoved(canvas, ids);
}

/** Puts nodes with their common middle at a point of the map: moving without dragging. */
export function moveTo(canvas: Canvas, chosen: readonly NodeId[], middle: Point): void {
  const { session, links } = canvas;
  const ids = outermost(canvas, chosen);
  const box = links.bounds(ids);
  if (box === null || !canvas.mayChange) return;
  const from = centreOf(box);
  const by = { x: middle.x - from.x, y: middle.y - from.y };
  moveNodes(session.edit, placesAfter(canvas, ids, by));
  session.flow.flush();
  sayMoved(canvas, ids);
}

function placesAfter(canvas: Canvas, ids: readonly NodeId[], by: Point): Map<NodeId, Place> {
  const places = new Map<NodeId, Place>();
  for (const id of ids) {
    const box = canvas.links.box(id);
    if (box === undefined) continue;
    places.set(id, placeOn(canvas, { x: box.x + by.x, y: box.y + by.y }, box, id));
  }
  return places;
}

/** Without nodes that lie in another one of these: they move with it. */
function outermost({ session }: Canvas, ids: readonly NodeId[]): NodeId[] {
  const { nodes } = session.content;
  return ids.filter((id) => !ids.some((other) => other !== id && isWithin(nodes, id, other)));
}

/** The middle of what is drawn of these nodes, or null. */
export function middleOf({ links }: Canvas, ids: readonly NodeId[]): Point | null {
  const boxes = ids.map((id) => links.box(id)).filter((box) => box !== undefined);
  const around = boxAround(boxes);
  return around === null ? null : centreOf(around);
}

function sayMoved(canvas: Canvas, ids: readonly NodeId[]): void {
  const [first] = ids;
  if (first !== undefined) {
    canvas.say("saidMoved", { count: ids.length, title: canvas.nameOf(first) });
  }
}
