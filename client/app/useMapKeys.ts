// The keys that the map page itself listens to: undo, redo, palette, comments, help. The canvas has its own.
import { useEffect } from "react";
import { useMay, useShownMap } from "../map/session/sessionHooks.ts";
import { isPanelKey } from "../comments/panel/panelKeys.ts";
import { togglePanel } from "../comments/panel/panelShown.ts";
import { isModKey, isTyping } from "./keyNames.ts";
import { openPanel } from "./openPanel.ts";
import { dropKeys, holdKeys } from "./typedAhead.ts";

export function useMapKeys(): void {
  const { undo } = useShownMap();
  const mayChange = useMay("map.change");
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = actionOf(event, mayChange);
      if (action === null) return;
      event.preventDefault();
      if (action === "undo") undo.undo();
      else if (action === "redo") undo.redo();
      else if (action === "comments") togglePanel();
      else openPanel.set(openPanel.get() === action ? null : action);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [undo, mayChange]);
  // Whoever asks for the palette goes on typing, also while its code is fetched.
  useEffect(() => {
    const stop = openPanel.subscribe(() => {
      if (openPanel.get() === "palette") holdKeys(() => openPanel.set(null));
      else dropKeys();
    });
    return () => {
      stop();
      dropKeys();
    };
  }, []);
}

function actionOf(
  event: KeyboardEvent,
  mayChange: boolean,
): "undo" | "redo" | "palette" | "keyboard" | "comments" | null {
  if (isModKey(event, "k")) return "palette";
  if (isPanelKey(event)) return "comments";
  if (isTyping(event.target)) return null;
  if (event.key === "?") return "keyboard";
  if (!mayChange) return null;
  if (isModKey(event, "z")) return event.shiftKey ? "redo" : "undo";
  if (isModKey(event, "y")) return "redo";
  return null;
}
