// Pointer, keyboard and clipboard events of the canvas as a whole, turned into actions. Events of single nodes and
// links are theirs.
import { useEffect, useRef, type RefObject } from "react";
import type { NodeId } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import { commentAt } from "../../comments/canvas/starting.ts";
import { isTyping } from "../../app/keyNames.ts";
import { SELECT, type Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { copySelected, cutSelected, paste } from "./clipboard.ts";
import { nodeAt, startConnecting } from "./connect.ts";
import { createNodeAt } from "./createNodes.ts";
import { moveTo } from "./drag.ts";
import { finishLink, press } from "./keyboard.ts";
import { holdPointer } from "./holdPointer.ts";
import { openMenuAt, watchLongPress } from "./menu.ts";
import { isPane, pointedAt, watchPointing } from "./pointing.ts";
import { WritingOn } from "./WritingOn.ts";

/** For React Flow's outermost element. */
export function useGestures(): RefObject<HTMLDivElement | null> {
  const canvas = useCanvas();
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    const capture = { signal, capture: true };
    element.addEventListener("pointermove", (event) => trackPointer(canvas, event), { signal });
    element.addEventListener("pointerleave", () => hidePointer(canvas), { signal });
    let isEdgePressed = false;
    element.addEventListener(
      "click",
      (event) => {
        // What a press on an edge sets off is no click on the canvas that lies there.
        if (isEdgePressed) event.stopPropagation();
        else if (canvas.tool.get().mode === "select") selectLink(canvas, event);
        else applyTool(canvas, event);
        isEdgePressed = false;
      },
      capture,
    );
    element.addEventListener("dblclick", (event) => openClicked(canvas, event), { signal });
    // Nor does it move the map.
    element.addEventListener(
      "touchstart",
      (event) => {
        if (isEdgePressed) event.stopPropagation();
      },
      capture,
    );
    element.addEventListener("contextmenu", (event) => openMenuAt(canvas, event), { signal });
    const ownHand = (): void => canvas.session.following.set(null);
    // React Flow keeps wheel events for itself.
    element.addEventListener("wheel", ownHand, { ...capture, passive: true });
    element.addEventListener(
      "pointerdown",
      (event) => {
        canvas.beginDrag();
        ownHand();
        const edge = edgeUnder(canvas, event);
        isEdgePressed = edge !== null;
        if (edge === null) focusPressed(element, event);
        else {
          event.preventDefault();
          cardOf(element, edge)?.focus({ preventScroll: true });
          startConnecting(canvas, edge, { x: event.clientX, y: event.clientY });
        }
      },
      capture,
    );
    watchLongPress(canvas, element, signal);
    watchPointing(canvas, element, signal);
    holdPointer(element, signal);
    const writing = new WritingOn();
    window.addEventListener("pointerdown", () => writing.ended(), capture);
    window.addEventListener(
      "keydown",
      (event) => {
        const { target } = event;
        if (target instanceof HTMLElement && isTyping(target)) writing.typed(target, event);
        else if (target !== document.body) writing.ended();
      },
      capture,
    );
    window.addEventListener(
      "keydown",
      (event) => {
        if (!isOnCanvas(element, event.target) || writing.isMeant(event)) return;
        if (event.key === "Escape" && canvas.session.flow.isHolding.get()) {
          canvas.giveUpDrag();
          return;
        }
        if (press(canvas, event, focusedNode(event.target))) event.preventDefault();
      },
      { signal },
    );
    for (const [type, act] of CLIPBOARD) {
      document.addEventListener(
        type,
        (event) => {
          if (isOnCanvas(element, document.activeElement)) act(canvas, event);
        },
        { signal },
      );
    }
    return () => listening.abort();
  }, [canvas]);

  return root;
}

const CLIPBOARD = [
  ["copy", copySelected],
  ["cut", cutSelected],
  ["paste", paste],
] as const;

/** Keys count when the focus is on the canvas or nowhere, and no text is being written. */
function isOnCanvas(root: HTMLElement, target: EventTarget | null): boolean {
  if (isTyping(target)) return false;
  return target === document.body || (target instanceof Node && root.contains(target));
}

function focusedNode(target: EventTarget | null): NodeId | null {
  return target instanceof HTMLElement ? (target.dataset["node"] ?? null) : null;
}

function trackPointer(canvas: Canvas, { clientX, clientY }: PointerEvent): void {
  const point = canvas.view?.toMap({ x: clientX, y: clientY }) ?? null;
  canvas.pointer = point;
  canvas.session.presence.setCursor(point);
}

function hidePointer(canvas: Canvas): void {
  canvas.pointer = null;
  canvas.session.presence.setCursor(null);
}

/** A press puts the keyboard where the hand is: on the node, or on the canvas itself. */
function focusPressed(root: HTMLElement, event: PointerEvent): void {
  const { target } = event;
  if (!(target instanceof Element) || isTyping(target)) return;
  const pressed = target.closest(".react-flow__node")?.querySelector<HTMLElement>("[data-node]");
  (pressed ?? root).focus({ preventScroll: true });
}

function cardOf(root: HTMLElement, id: NodeId): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
}

/** The node from whose edge this press draws a link. With Shift a frame is drawn instead. */
function edgeUnder(canvas: Canvas, event: PointerEvent): NodeId | null {
  if (event.button !== 0 || !event.isPrimary || event.shiftKey) return null;
  if (canvas.tool.get().mode !== "select" || !isPane(event.target)) return null;
  const pointed = pointedAt(canvas, { x: event.clientX, y: event.clientY });
  return pointed?.what === "edge" ? pointed.id : null;
}

/** A click on a link is one on the canvas to everybody else, who must not hear of it. */
function selectLink(canvas: Canvas, event: MouseEvent): void {
  if (!isPane(event.target)) return;
  const pointed = pointedAt(canvas, { x: event.clientX, y: event.clientY });
  if (pointed?.what !== "link") return;
  event.stopPropagation();
  const { flow } = canvas.session;
  const before = flow.selection.get();
  if (!event.shiftKey && !event.ctrlKey && !event.metaKey) flow.select({ links: [pointed.id] });
  else {
    const chosen = new Set(before.links);
    if (!chosen.delete(pointed.id)) chosen.add(pointed.id);
    flow.select({ nodes: before.nodes, links: chosen });
  }
}

/** Placing, linking and moving by single clicks: the click is the tool's, nobody else hears of it. */
function applyTool(canvas: Canvas, event: MouseEvent): void {
  const tool = canvas.tool.get();
  const { view } = canvas;
  if (tool.mode === "select" || view === null) return;
  const client = { x: event.clientX, y: event.clientY };
  if (tool.mode === "comment") {
    commentClicked(canvas, event, client);
    return;
  }
  event.stopPropagation();
  if (tool.mode === "link") {
    const target = nodeAt(canvas, client);
    if (target !== null) finishLink(canvas, tool.from, target, client);
    return;
  }
  canvas.tool.set(SELECT);
  if (tool.mode === "place") createNodeAt(canvas, tool.kind, view.toMap(client));
  else moveTo(canvas, tool.nodes, view.toMap(client));
}

/** A click on a mark opens it, as always. */
function commentClicked(canvas: Canvas, event: MouseEvent, client: Point): void {
  const { target } = event;
  canvas.tool.set(SELECT);
  if (target instanceof Element && target.closest("[data-comment-marks]") !== null) return;
  event.stopPropagation();
  const node = nodeAt(canvas, client);
  const pointed = node === null && isPane(target) ? pointedAt(canvas, client) : null;
  const link = pointed?.what === "link" ? { link: pointed.id } : null;
  if (canvas.view !== null)
    commentAt(canvas, canvas.view.toMap(client), node === null ? link : { node });
}

/** A double-click: on a link it asks for its kind, on an edge it opens the node's title, elsewhere it makes a node. */
function openClicked(canvas: Canvas, { target, clientX, clientY }: MouseEvent): void {
  if (canvas.view === null || !isPane(target)) return;
  const client = { x: clientX, y: clientY };
  const pointed = pointedAt(canvas, client);
  if (pointed === null) createNodeAt(canvas, "note", canvas.view.toMap(client));
  else if (pointed.what === "edge") canvas.editTitle(pointed.id);
  else if (canvas.mayChange) canvas.chooser.set({ linkId: pointed.id, at: client });
}
