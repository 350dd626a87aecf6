// Keeps messages off what can be pressed, as long as they are shown: looks at the page when their size changes, and moves
// them only when they would cover something. Knows nothing of what is drawn on the page but what a control is.
import { covered, toastPlace, type Rectangle, type Room } from "./toastPlace.ts";

const CONTROLS = [
  "button",
  "a[href]",
  "input",
  "textarea",
  "select",
  "[contenteditable='true']",
  ...["slider", "tab", "treeitem", "menuitem", "option", "row", "checkbox", "radio"].map(
    (role) => `[role='${role}']`,
  ),
].join();
/** What messages lie in the middle of, where there is one. */
const MAP = "[data-canvas]";
/** Something may have opened or moved below them. */
const LOOK_EVERY_MS = 250;

/** @returns how to stop. */
export function keepAside(region: HTMLElement): () => void {
  const isFree = (room: Room): boolean => {
    const { x, y, width, height } = region.getBoundingClientRect();
    return covered({ x, y, width, height }, room.controls) === 0;
  };
  const place = (room: Room): void => {
    const { x, y } = toastPlace({ width: region.offsetWidth, height: region.offsetHeight }, room);
    region.style.left = `${x}px`;
    region.style.top = `${y}px`;
  };
  const placeAnew = (): void => place(roomFor(region));
  placeAnew();
  const sizes = new ResizeObserver(placeAnew);
  sizes.observe(region);
  window.addEventListener("resize", placeAnew);
  const looking = setInterval(() => {
    const room = roomFor(region);
    if (!isFree(room)) place(room);
  }, LOOK_EVERY_MS);
  return () => {
    sizes.disconnect();
    window.removeEventListener("resize", placeAnew);
    clearInterval(looking);
  };
}

function roomFor(region: HTMLElement): Room {
  const { innerWidth: width, innerHeight: height } = window;
  const map = document.querySelector(MAP)?.getBoundingClientRect();
  const controls: Rectangle[] = [];
  for (const control of document.querySelectorAll(CONTROLS)) {
    if (region.contains(control)) continue;
    const element = pressedIn(control);
    const box = element.getBoundingClientRect();
    if (canBePressed(element, box, region)) controls.push(box);
  }
  return { window: { width, height }, within: map ?? { x: 0, y: 0, width, height }, controls };
}

/** What is pressed of a control: of a slider not its hidden field, but all of it. */
function pressedIn(control: Element): Element {
  const slider = control.matches("input[type='range']") ? control.closest("[role='group']") : null;
  return slider ?? control;
}

/** Behind a dialog or a sheet, and scrolled out of sight, nothing can. */
function canBePressed(element: Element, box: DOMRect, region: HTMLElement): boolean {
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const right = Math.min(window.innerWidth, box.right);
  const bottom = Math.min(window.innerHeight, box.bottom);
  if (left >= right || top >= bottom) return false;
  const above = document
    .elementsFromPoint((left + right) / 2, (top + bottom) / 2)
    .find((one) => !region.contains(one));
  return above !== undefined && (element.contains(above) || above.contains(element));
}
