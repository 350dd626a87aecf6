// Beginning to comment: on what is selected or focused, on what lies under a point, or on a place. Nothing of it changes
// the map, so whoever may comment may do it.
import { mayDo } from "#shared/access/policy.ts";
import type { Anchor } from "#shared/comments/api.ts";
import type { NodeId } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import { centreOf } from "../../map/canvas/box.ts";
import { SELECT, type Canvas } from "../../map/canvas/Canvas.ts";
import { commentsOn } from "./CanvasComments.ts";
import { drawnLinks, standOf } from "./markItems.ts";

/** A place is stored in whole map units. */
function place({ x, y }: Point): Anchor {
  return { on: "place", x: Math.round(x), y: Math.round(y) };
}

/** Whether this person may comment here, and on what is selected: on one thing, or on a place that is still to be chosen. */
export function mayComment(canvas: Canvas): boolean {
  if (!mayDo(canvas.session.role.get(), "comments.write") || commentsOn(canvas) === null) {
    return false;
  }
  const { nodes, links } = canvas.session.flow.selection.get();
  return nodes.size + links.size <= 1;
}

/** Whether there are marks here that could be shown or hidden. */
export function hasMarks(canvas: Canvas): boolean {
  return commentsOn(canvas) !== null && mayDo(canvas.session.role.get(), "comments.read");
}

/** On the selected node or link, or on the focused node; otherwise asks for a place. */
export function comment(canvas: Canvas): void {
  const { nodes, links } = canvas.session.flow.selection.get();
  const [node] = nodes;
  const [link] = links;
  const focused = document.activeElement;
  const focusedId = focused instanceof HTMLElement ? focused.dataset["node"] : undefined;
  if (link !== undefined) commentOn(canvas, { on: "link", id: link });
  else if (node !== undefined) commentOn(canvas, { on: "node", id: node });
  else if (focusedId !== undefined) commentOn(canvas, { on: "node", id: focusedId });
  else canvas.tool.set({ mode: "comment" });
}

/** Opens a new thread; where there are some already, asks which one. */
function commentOn(canvas: Canvas, anchor: Anchor): void {
  const comments = commentsOn(canvas);
  if (comments === null || (anchor.on !== "node" && anchor.on !== "link")) return;
  const { store, choosing } = comments;
  const threads = store.marks.get(anchor.id)?.threads ?? [];
  const at = standOf(canvas, anchor, drawnLinks(canvas));
  if (threads.length === 0 || at === null || canvas.view === null) store.draft(anchor);
  else choosing.set({ at: canvas.view.toClient(at), threads, begin: anchor });
}

/** The tool's click: on what lies there, `node` or `link`, or on the place itself. */
export function commentAt(
  canvas: Canvas,
  point: Point,
  on: { node: NodeId } | { link: string } | null,
): void {
  canvas.tool.set(SELECT);
  if (on === null) commentsOn(canvas)?.store.draft(place(point));
  else if ("node" in on) commentOn(canvas, { on: "node", id: on.node });
  else commentOn(canvas, { on: "link", id: on.link });
}

/** For those who have no pointer there: on the focused node, or on the middle of what is seen. */
export function commentInView(canvas: Canvas, focused: NodeId | null): void {
  if (canvas.view === null) return;
  commentAt(canvas, centreOf(canvas.view.visible()), focused === null ? null : { node: focused });
}

/** Hides all marks and pins, or shows them again. */
export function toggleMarks(canvas: Canvas): void {
  const areShown = commentsOn(canvas)?.store.areShown;
  if (areShown === undefined) return;
  areShown.set(!areShown.get());
  canvas.say(areShown.get() ? "saidMarksShown" : "saidMarksHidden");
}
