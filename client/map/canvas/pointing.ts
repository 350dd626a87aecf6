// What the pointer is on besides nodes: the edge of one, from which a link is drawn, or a link. Found by geometry: an
// element for each edge and each link would be asked by the browser with every movement of the pointer.
import type { NodeId } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import { holdsPoint, inflate } from "./box.ts";
import type { Canvas, Pointed } from "./Canvas.ts";

/** How wide the edge of a node is, in map units. */
export const EDGE = 10;
/** So near to a line the pointer is on it: in map units, and never less than this on the screen. */
const LINE_REACH = 9;
const LEAST_LINE_REACH_PX = 4;

/** The edge or link at a point of the window on which no node lies; edges lie above links. */
export function pointedAt(canvas: Canvas, client: Point): Pointed | null {
  const { view, links, detail } = canvas;
  if (view === null) return null;
  const point = view.toMap(client);
  const node = canvas.mayChange ? edgeAt(canvas, point) : null;
  if (node !== null) return { what: "edge", id: node };
  const reach = Math.max(LINE_REACH, LEAST_LINE_REACH_PX / view.viewport().zoom);
  const link = links.linkAt(point, reach, detail.get() === "near");
  return link === null ? null : { what: "link", id: link };
}

/** The uppermost node whose edge lies here. */
function edgeAt({ links, session }: Canvas, point: Point): NodeId | null {
  let found: { id: NodeId; layer: number } | null = null;
  for (const id of links.nodesIn(inflate({ ...point, width: 0, height: 0 }, EDGE))) {
    const box = links.box(id);
    if (box === undefined || holdsPoint(box, point)) continue;
    const layer = session.flow.flowNode(id)?.zIndex ?? 0;
    if (found === null || layer > found.layer) found = { id, layer };
  }
  return found?.id ?? null;
}

/** Whether what an event happened on is the canvas itself, where edges and links are. */
export function isPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains("react-flow__pane");
}

/** Keeps `canvas.pointed` up to date while the pointer moves over the canvas with no button held. */
export function watchPointing(canvas: Canvas, root: HTMLElement, signal: AbortSignal): void {
  let frame: number | null = null;
  let last: PointerEvent | null = null;
  const set = (pointed: Pointed | null): void => {
    const before = canvas.pointed.get();
    if (before?.what === pointed?.what && before?.id === pointed?.id) return;
    canvas.pointed.set(pointed);
    if (pointed === null) delete root.dataset["pointing"];
    else root.dataset["pointing"] = pointed.what;
  };
  const look = (): void => {
    frame = null;
    if (last === null || last.buttons !== 0 || last.pointerType === "touch") set(null);
    else if (canvas.tool.get().mode !== "select" || !isPane(last.target)) set(null);
    else set(pointedAt(canvas, { x: last.clientX, y: last.clientY }));
  };
  const later = (event: PointerEvent | null): void => {
    last = event;
    // Nothing is pointed at while something is dragged.
    if (event !== null && event.buttons !== 0 && canvas.pointed.get() === null) return;
    frame ??= requestAnimationFrame(look);
  };
  root.addEventListener("pointermove", later, { signal });
  root.addEventListener("pointerdown", later, { signal });
  root.addEventListener("pointerleave", () => later(null), { signal });
  signal.addEventListener("abort", () => {
    if (frame !== null) cancelAnimationFrame(frame);
    set(null);
  });
}
