// Drawing a link with the pointer: from a node's edge to another node, or to empty canvas, where a node is made for it.
import { createLink } from "#shared/map/edit.ts";
import { LINK_KINDS, suggestedLinkKind, type LinkKind } from "#shared/map/kinds.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import type { Canvas } from "./Canvas.ts";
import { createLinkedNodeAt } from "./createNodes.ts";
import { isPane, pointedAt } from "./pointing.ts";

/** Less than this is a click on the edge, not a link. In pixels. */
const THRESHOLD_PX = 8;

/** The node that is drawn at a point of the window, or whose edge is there; or null. */
export function nodeAt(canvas: Canvas, client: Point): NodeId | null {
  const element = document.elementFromPoint(client.x, client.y);
  const node = element?.closest<HTMLElement>(".react-flow__node");
  if (node !== null && node !== undefined) return node.dataset["id"] ?? null;
  const pointed = isPane(element) ? pointedAt(canvas, client) : null;
  return pointed?.what === "edge" ? pointed.id : null;
}

/** Begins at a press on a node's edge and lasts until the pointer is let go of, or Escape. */
export function startConnecting(canvas: Canvas, from: NodeId, startedAt: Point): void {
  const { view } = canvas;
  if (view === null || !canvas.mayChange) return;
  let isDrag = false;
  const at = (event: PointerEvent): Point => ({ x: event.clientX, y: event.clientY });
  const onMove = (event: PointerEvent): void => {
    const client = at(event);
    isDrag ||= Math.hypot(client.x - startedAt.x, client.y - startedAt.y) > THRESHOLD_PX;
    if (!isDrag) return;
    const over = nodeAt(canvas, client);
    canvas.connecting.set({ from, to: view.toMap(client), over: over === from ? null : over });
  };
  const stop = (): void => {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", stop);
    window.removeEventListener("keydown", onKey, true);
    canvas.connecting.set(null);
  };
  const onUp = (event: PointerEvent): void => {
    stop();
    const client = at(event);
    const target = nodeAt(canvas, client);
    if (!isDrag) canvas.session.flow.select({ nodes: [from] });
    else if (target === null) createLinkedNodeAt(canvas, from, view.toMap(client));
    else if (target !== from) connect(canvas, from, target, client);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    stop();
  };
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", stop);
  window.addEventListener("keydown", onKey, true);
}

/**
 * Makes a link of the kind that fits best and has not been said yet, and asks beside `askAt` (pixels of the window)
 * whether it is that. null: all that can be said between the two is said, or it is one and the same node.
 */
export function connect(
  canvas: Canvas,
  source: NodeId,
  target: NodeId,
  askAt: Point | null,
): LinkId | null {
  const { session } = canvas;
  const from = session.content.node(source);
  const to = session.content.node(target);
  if (from === undefined || to === undefined || source === target || !canvas.mayChange) return null;
  const best = suggestedLinkKind(from.kind, to.kind);
  const kinds: LinkKind[] = [best, ...LINK_KINDS.filter((kind) => kind !== best)];
  for (const kind of kinds) {
    const id = createLink(session.edit, { kind, source, target });
    if (id === null) continue;
    session.flow.select({ links: [id] });
    canvas.say("saidLinked", { source: from.title, target: to.title });
    if (askAt !== null) canvas.chooser.set({ linkId: id, at: askAt });
    return id;
  }
  return null;
}
