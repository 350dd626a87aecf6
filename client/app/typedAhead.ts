// What somebody types for a window whose code is still on its way: kept from the map, where letters are commands, and
// written into the window's field once that has the focus. Knows no windows.
import { isTyping } from "./keyNames.ts";

/** Whoever has waited for so long has given it up. */
const HELD_MS = 30_000;
/** Meant for the window as well, but nothing that could be written. */
const UNWRITTEN = new Set([
  "Enter",
  "Tab",
  "Delete",
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
]);

let held: { text: string; end: () => void } | null = null;

/** Until `giveKeys` or `dropKeys`, or until somebody clicks, keys go nowhere else. @param onEscape gives the window up */
export function holdKeys(onEscape: () => void): void {
  dropKeys();
  const listening = new AbortController();
  const timer = setTimeout(dropKeys, HELD_MS);
  const own = {
    text: "",
    end(): void {
      clearTimeout(timer);
      listening.abort();
    },
  };
  const before = document.activeElement;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (isTyping(event.target) && event.target !== before) {
      giveKeys();
      return;
    }
    if (event.key === "Escape") {
      dropKeys();
      onEscape();
    } else if (isText(event)) own.text += event.repeat ? "" : event.key;
    else if (event.key === "Backspace") own.text = Array.from(own.text).slice(0, -1).join("");
    else if (!UNWRITTEN.has(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const how = { capture: true, signal: listening.signal };
  window.addEventListener("keydown", onKeyDown, how);
  window.addEventListener("pointerdown", dropKeys, how);
  held = own;
}

/** The window is there: what was typed is written where the focus is, as if it came from the keyboard now. */
export function giveKeys(): void {
  const data = held?.text ?? "";
  dropKeys();
  const field = document.activeElement;
  if (data === "" || field === null || !isTyping(field)) return;
  // The one way of writing that fields, what watches them and undoing take for typing; only this it does not announce.
  const how = { inputType: "insertText", data, bubbles: true, cancelable: true };
  if (field.dispatchEvent(new InputEvent("beforeinput", how))) {
    document.execCommand("insertText", false, data);
  }
}

/** The window is not wanted any more. */
export function dropKeys(): void {
  held?.end();
  held = null;
}

function isText(event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  return event.key.length === 1 && (!isCommand || event.getModifierState("AltGraph"));
}
