// Keys as the commands write them ("Mod+Shift+Z", "Alt+ArrowUp", "F2"), and whether an event is one of them. Pure.

export interface KeyPress {
  key: string;
  /** The place on the keyboard: digits with Shift have another `key` on every layout. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Signs that themselves need Shift on some keyboards: Shift is not looked at. */
const SIGNS: ReadonlySet<string> = new Set(["+", "-", "[", "]", "?"]);

export function isPressed(event: KeyPress, keys: string): boolean {
  const parts = keys.split(/\+(?!$)/);
  const key = parts.at(-1) ?? "";
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if (wants("Mod") !== (event.ctrlKey || event.metaKey)) return false;
  if (wants("Alt") !== event.altKey) return false;
  if (SIGNS.has(key)) return event.key === key;
  if (wants("Shift") !== event.shiftKey) return false;
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.key === key;
  // "{" and "}" are what Shift makes of brackets; the place on the keyboard tells them.
  if (key === "BracketLeft" || key === "BracketRight") return event.code === key;
  return event.key.toLowerCase() === key.toLowerCase();
}
