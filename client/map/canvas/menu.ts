// Where the context menu opens: by the right button, by Shift+F10, by a long press with a finger.
import type { Canvas } from "./Canvas.ts";
import { nodeAt } from "./connect.ts";
import { isPane, pointedAt } from "./pointing.ts";
import type { Point } from "#shared/protocol/presence.ts";

const LONG_PRESS_MS = 550;
const STILL_PX = 8;

export function openMenuAt(canvas: Canvas, event: MouseEvent): void {
  const { target } = event;
  if (!(target instanceof Element) || target.closest("textarea") !== null) return;
  event.preventDefault();
  // Shift+F10 comes without a place: beside the focused node then.
  const isByKey = event.clientX === 0 && event.clientY === 0;
  const box = target.getBoundingClientRect();
  const at = isByKey
    ? { x: box.left + Math.min(box.width, 40), y: box.top + Math.min(box.height, 40) }
    : { x: event.clientX, y: event.clientY };
  open(canvas, target, at);
}

function open(canvas: Canvas, target: Element, at: Point): void {
  const { flow } = canvas.session;
  const { nodes, links } = flow.selection.get();
  const node =
    target.closest<HTMLElement>(".react-flow__node")?.dataset["id"] ?? nodeAt(canvas, at);
  const pointed = node === null && isPane(target) ? pointedAt(canvas, at) : null;
  if (pointed?.what === "link") {
    if (!links.has(pointed.id)) flow.select({ links: [pointed.id] });
  } else if (node !== null) {
    if (!nodes.has(node)) flow.select({ nodes: [node] });
  } else flow.select({});
  canvas.menu.set(at);
}

/** Opens the menu under a finger that stays where it is; a drag that has begun is left alone. */
export function watchLongPress(canvas: Canvas, root: HTMLElement, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let from: Point | null = null;
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  root.addEventListener(
    "pointerdown",
    (event) => {
      cancel();
      const { target } = event;
      if (event.pointerType !== "touch" || !event.isPrimary || !(target instanceof Element)) return;
      from = { x: event.clientX, y: event.clientY };
      const at = from;
      timer = setTimeout(() => {
        if (!canvas.session.flow.isHolding.get()) open(canvas, target, at);
      }, LONG_PRESS_MS);
    },
    { signal },
  );
  root.addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      if (from !== null && Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) cancel();
    },
    { signal },
  );
  for (const type of ["pointerup", "pointercancel"] as const) {
    root.addEventListener(type, cancel, { signal });
  }
}
