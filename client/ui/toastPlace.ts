// Where messages lie so that they cover nothing that can be pressed: as far below as there is room, in the middle if
// possible. Pure; all lengths in pixels of the window.

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Room {
  window: { width: number; height: number };
  /** In the middle of what they lie if they can. */
  within: Rectangle;
  /** What can be pressed. */
  controls: readonly Rectangle[];
}

const EDGE_PX = 16;
/** Between messages and what can be pressed. */
const GAP_PX = 6;
const STEP_PX = 6;

/** How much of what can be pressed lies below, in square pixels. */
export function covered(at: Rectangle, controls: readonly Rectangle[]): number {
  let area = 0;
  for (const { x, y, width, height } of controls) {
    const across = Math.min(at.x + at.width, x + width) - Math.max(at.x, x);
    const down = Math.min(at.y + at.height, y + height) - Math.max(at.y, y);
    if (across > 0 && down > 0) area += across * down;
  }
  return area;
}

/** The top left corner of messages of this size. Where there is no room at all: where they cover least. */
export function toastPlace(
  { width, height }: { width: number; height: number },
  { window, within, controls }: Room,
): { x: number; y: number } {
  const least = EDGE_PX;
  const most = Math.max(least, window.width - width - EDGE_PX);
  const inWindow = (x: number): number => Math.round(Math.max(least, Math.min(most, x)));
  const columns = [
    inWindow(within.x + (within.width - width) / 2),
    inWindow(within.x + EDGE_PX),
    inWindow(within.x + within.width - width - EDGE_PX),
    // Beside what stands along the edge.
    ...controls.flatMap((control) => [
      inWindow(control.x + control.width + GAP_PX),
      inWindow(control.x - GAP_PX - width),
    ]),
  ];
  const lowest = Math.round(Math.max(EDGE_PX, window.height - height - EDGE_PX));
  let best = { x: columns[0] ?? least, y: lowest };
  let fewest = Infinity;
  for (let y = lowest; y >= EDGE_PX; y -= STEP_PX) {
    // What is beside in no row is asked about once.
    const near = controls.filter(
      (control) => control.y < y + height + GAP_PX && control.y + control.height > y - GAP_PX,
    );
    for (const x of new Set(columns)) {
      const at = {
        x: x - GAP_PX,
        y: y - GAP_PX,
        width: width + 2 * GAP_PX,
        height: height + 2 * GAP_PX,
      };
      const area = covered(at, near);
      if (area < fewest) {
        fewest = area;
        best = { x, y };
      }
      if (area === 0) return best;
    }
  }
  return best;
}
