// Keys as they are printed on this person's keyboard.
import type { Language } from "../i18n/language.ts";

const GERMAN: Readonly<Record<string, string>> = {
  Mod: "Strg",
  Shift: "Umschalt",
  Alt: "Alt",
  Delete: "Entf",
  Enter: "Eingabe",
  Escape: "Esc",
  Space: "Leertaste",
  Tab: "Tab",
};
const ENGLISH: Readonly<Record<string, string>> = {
  Mod: "Ctrl",
  Delete: "Del",
  Escape: "Esc",
};
const APPLE: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Delete: "⌫" };
const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? "");

/** "Mod+Shift+Z" → "Strg+Umschalt+Z", "Ctrl+Shift+Z" or "⌘⇧Z". */
export function keyNames(keys: string, language: Language, apple: boolean = isApple): string {
  const words = { ...(language === "de" ? GERMAN : ENGLISH), ...ARROWS, ...(apple ? APPLE : {}) };
  return keys
    .split(/\+(?!$)/)
    .map((key) => words[key] ?? key)
    .join(apple ? "" : "+");
}

/** Whether this event is the platform's main modifier with `key` (lower case), without Alt. */
export function isModKey(event: KeyboardEvent, key: string, apple: boolean = isApple): boolean {
  const modifier = apple ? event.metaKey : event.ctrlKey;
  return modifier && !event.altKey && event.key.toLowerCase() === key;
}

/** Whether what is typed goes into a text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}
