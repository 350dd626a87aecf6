// Pointer, keyboard and clipboard events of the canvas as a whole, turned into actions. Events of single nodes and
// links are theirs.
import { useEffect, useRef, type RefObject } from "react";
import type { NodeId } from "#shared/map/schema.ts";
import { isTyping } from "../../app/keyNames.ts";
import { SELECT, type Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { copySelected, cutSelected, paste } from "./clipboard.ts";
import { nodeAt } from "./connect.ts";
import { createNodeAt } from "./createNodes.ts";
import { moveTo } from "./drag.ts";
import { finishLink, press } from "./keyboard.ts";
import { openMenuAt, watchLongPress } from "./menu.ts";

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
    element.addEventListener("click", (event) => applyTool(canvas, event), capture);
    element.addEventListener("dblclick", (event) => createWhereClicked(canvas, event), { signal });
    element.addEventListener("contextmenu", (event) => openMenuAt(canvas, event), { signal });
    const ownHand = (): void => canvas.session.following.set(null);
    // React Flow keeps wheel events for itself.
    element.addEventListener("wheel", ownHand, { ...capture, passive: true });
    element.addEventListener(
      "pointerdown",
      (event) => {
        canvas.beginDrag();
        ownHand();
        focusPressed(element, event);
      },
      capture,
    );
    watchLongPress(canvas, element, signal);
    window.addEventListener(
      "keydown",
      (event) => {
        if (!isOnCanvas(element, event.target)) return;
        if (event.key === "Escape" && canvas.session.flow.holding) {
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

/** Placing, linking and moving by single clicks: the click is the tool's, nobody else hears of it. */
function applyTool(canvas: Canvas, event: MouseEvent): void {
  const tool = canvas.tool.get();
  const { view } = canvas;
  if (tool.mode === "select" || view === null) return;
  event.stopPropagation();
  const client = { x: event.clientX, y: event.clientY };
  if (tool.mode === "link") {
    const target = nodeAt(client);
    if (target !== null) finishLink(canvas, tool.from, target, client);
    return;
  }
  canvas.tool.set(SELECT);
  if (tool.mode === "place") createNodeAt(canvas, tool.kind, view.toMap(client));
  else moveTo(canvas, tool.nodes, view.toMap(client));
}

function createWhereClicked(canvas: Canvas, event: MouseEvent): void {
  const { target } = event;
  if (canvas.view === null || !(target instanceof Element)) return;
  if (!target.classList.contains("react-flow__pane")) return;
  createNodeAt(canvas, "note", canvas.view.toMap({ x: event.clientX, y: event.clientY }));
}
