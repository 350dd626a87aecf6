// What keys do on the canvas, beside the commands' own: walking from node to node, moving, resizing, choosing the
// target of a link.
import type { NodeId } from "#shared/map/schema.ts";
import type { Box } from "./box.ts";
import { commentInView } from "../../comments/canvas/starting.ts";
import { SELECT, type Canvas } from "./Canvas.ts";
import { canvasCommands, isAvailable } from "./commands.ts";
import { connect } from "./connect.ts";
import { moveSelected } from "./drag.ts";
import { neighbour, readingOrder, type Direction } from "./focusOrder.ts";
import { isPressed, type KeyPress } from "./keys.ts";
import { resizeSelected } from "./resize.ts";

/** In map units. */
const STEP = 10;
const LONG_STEP = 50;
const PAN_STEP_PX = 80;

const ARROWS: Readonly<Record<string, { direction: Direction; x: number; y: number }>> = {
  ArrowLeft: { direction: "left", x: -1, y: 0 },
  ArrowRight: { direction: "right", x: 1, y: 0 },
  ArrowUp: { direction: "up", x: 0, y: -1 },
  ArrowDown: { direction: "down", x: 0, y: 1 },
};

/** Does what the key stands for; false if it stands for nothing here, and the browser may have it. */
export function press(canvas: Canvas, event: KeyPress, focused: NodeId | null): boolean {
  if (focused !== null && canvas.tool.get().mode === "link" && chooseTarget(canvas, event, focused))
    return true;
  if (event.key === "Enter" && canvas.tool.get().mode === "comment") {
    commentInView(canvas, focused);
    return true;
  }
  const arrow = ARROWS[event.key];
  if (arrow !== undefined && !event.metaKey) return pressArrow(canvas, event, arrow, focused);
  const { nodes, links } = canvas.session.flow.selection.get();
  // A node that is focused but not selected: Space takes it, and so does Enter where no link wants it.
  if (focused !== null && !nodes.has(focused) && !event.ctrlKey && !event.metaKey) {
    if (event.key === " " || (event.key === "Enter" && links.size === 0)) {
      canvas.session.flow.select({ nodes: event.shiftKey ? [...nodes, focused] : [focused] });
      return true;
    }
    if (event.key === "Tab") return false;
  } else if (event.key === " " && focused !== null) {
    canvas.session.flow.select({ nodes: [...nodes].filter((id) => id !== focused) });
    return true;
  }
  // Tab makes a linked node only on the node that has the focus: everywhere else it goes on through the page.
  if (event.key === "Tab" && (focused === null || canvas.onlyNode !== focused)) return false;
  for (const command of canvasCommands) {
    if (!command.keys.some((keys) => isPressed(event, keys))) continue;
    if (!isAvailable(canvas, command)) continue;
    command.run(canvas);
    return true;
  }
  return false;
}

/** While a link looks for its target, Enter and Space on a node are the answer. */
function chooseTarget(canvas: Canvas, event: KeyPress, focused: NodeId): boolean {
  const tool = canvas.tool.get();
  if (tool.mode !== "link" || (event.key !== "Enter" && event.key !== " ")) return false;
  finishLink(canvas, tool.from, focused, null);
  return true;
}

/** Ends "link from here" at a node; `askAt` in pixels of the window, null: beside the link. */
export function finishLink(
  canvas: Canvas,
  from: NodeId,
  target: NodeId,
  askAt: { x: number; y: number } | null,
): void {
  if (from === target) return;
  canvas.tool.set(SELECT);
  const id = connect(canvas, from, target, askAt);
  if (id === null) {
    canvas.say("saidNothingToLink");
    return;
  }
  const path = canvas.links.path(id);
  if (askAt === null && path !== null && canvas.view !== null) {
    canvas.chooser.set({ linkId: id, at: canvas.view.toClient(path.label) });
  }
}

function pressArrow(
  canvas: Canvas,
  event: KeyPress,
  { direction, x, y }: { direction: Direction; x: number; y: number },
  focused: NodeId | null,
): boolean {
  const { nodes } = canvas.session.flow.selection.get();
  const step = event.shiftKey ? LONG_STEP : STEP;
  if (event.altKey) {
    if (nodes.size === 0 || !canvas.mayChange) return false;
    resizeSelected(canvas, { width: x * step, height: y * step });
    return true;
  }
  const isLinking = canvas.tool.get().mode === "link";
  if (event.ctrlKey) return focused !== null && walkLinks(canvas, focused, x + y);
  if (nodes.size > 0 && canvas.mayChange && !isLinking) {
    moveSelected(canvas, { x: x * step, y: y * step });
    return true;
  }
  if (event.shiftKey) canvas.view?.panBy({ x: -x * PAN_STEP_PX, y: -y * PAN_STEP_PX });
  else walk(canvas, focused, direction);
  return true;
}

function allBoxes({ links, session }: Canvas): Map<NodeId, Box> {
  const boxes = new Map<NodeId, Box>();
  for (const id of session.content.nodes.keys()) {
    const box = links.box(id);
    if (box !== undefined) boxes.set(id, box);
  }
  return boxes;
}

/** To the nearest node in a direction; from the canvas itself to the first one in view. */
function walk(canvas: Canvas, focused: NodeId | null, direction: Direction): void {
  const boxes = allBoxes(canvas);
  const from = focused === null ? undefined : boxes.get(focused);
  if (from === undefined) {
    const seen = new Set(canvas.view === null ? [] : canvas.links.nodesIn(canvas.view.visible()));
    const order = readingOrder(boxes);
    const first = order.find((id) => seen.has(id)) ?? order[0];
    if (first !== undefined) canvas.view?.focus(first);
    return;
  }
  const next = neighbour(boxes, from, direction);
  if (next !== null) canvas.view?.focus(next);
}

/** Through the links of the focused node, one after the other. */
function walkLinks(canvas: Canvas, focused: NodeId, step: number): boolean {
  const { session, links } = canvas;
  const ids = [...links.linksOf(focused)].toSorted();
  if (ids.length === 0) return false;
  const [selected] = session.flow.selection.get().links;
  const at = selected === undefined ? -1 : ids.indexOf(selected);
  const next = ids[at === -1 ? 0 : (at + step + ids.length) % ids.length];
  const link = next === undefined ? undefined : session.content.link(next);
  if (link === undefined) return false;
  session.flow.select({ links: [link.id] });
  canvas.say("saidLinkSelected", {
    kind: link.kind,
    source: canvas.nameOf(link.source),
    target: canvas.nameOf(link.target),
  });
  return true;
}
