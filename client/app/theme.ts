// Light, dark, or as the system prefers. The look itself is in ui/tokens.css; public/firstPaint.js applies it first.
import { useSyncExternalStore } from "react";
import { readChoice, writeChoice } from "./choices.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_KEY = "theme";
const listeners = new Set<() => void>();

function isTheme(value: unknown): value is Theme {
  return value === "system" || value === "light" || value === "dark";
}

let chosen: Theme = readChoice(THEME_KEY, isTheme) ?? "system";

export function chooseTheme(theme: Theme): void {
  chosen = theme;
  writeChoice(THEME_KEY, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
