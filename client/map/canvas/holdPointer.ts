// While something is dragged, all events of the pointer go to what it was pressed on: the browser then need not find
// out, with every movement, which of hundreds of nodes it is over.

const STILL_PX = 3;

/** Follows presses with the mouse on the canvas or a node; fingers are held by the browser itself. */
export function holdPointer(root: HTMLElement, signal: AbortSignal): void {
  let pressed: { pointerId: number; x: number; y: number; holder: Element } | null = null;
  root.addEventListener(
    "pointerdown",
    ({ pointerType, pointerId, clientX, clientY, target }) => {
      pressed = null;
      if (pointerType === "touch" || !(target instanceof Element)) return;
      if (target.closest(".nodrag") !== null) return;
      const holder = target.closest(".react-flow__node") ?? target.closest(".react-flow__pane");
      if (holder !== null) pressed = { pointerId, x: clientX, y: clientY, holder };
    },
    { signal, capture: true },
  );
  root.addEventListener(
    "pointermove",
    ({ pointerId, clientX, clientY, buttons }) => {
      if (pressed === null || pressed.pointerId !== pointerId) return;
      if (Math.hypot(clientX - pressed.x, clientY - pressed.y) <= STILL_PX) return;
      // A button that was let go of outside of the window is heard of only now.
      if (buttons !== 0 && pressed.holder.isConnected) {
        pressed.holder.setPointerCapture(pointerId);
      }
      pressed = null;
    },
    { signal, capture: true },
  );
}
