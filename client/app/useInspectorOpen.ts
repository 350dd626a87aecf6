// When the inspector is shown: while something is selected, or when it was opened by hand. It does not appear under a pointer that is still pressed,
// nor between the two clicks of a double click.
import { useEffect, useState } from "react";
import { useShownMap } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";

/** Longer than the pause within which most people double-click. */
const SETTLED_MS = 300;

export interface InspectorOpen {
  isOpen: boolean;
  /** Opens it by hand; closing lets go of the selection too. */
  toggle: () => void;
}

export function useInspectorOpen(): InspectorOpen {
  const { flow } = useShownMap();
  const { nodes, links } = useStore(flow.restingSelection);
  const [isPinned, setPinned] = useState(false);
  const hasSelection = nodes.size + links.size > 0;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!hasSelection) return;
    let timer = setTimeout(() => setOpen(true), SETTLED_MS);
    const wait = (): void => clearTimeout(timer);
    const settle = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setOpen(true), SETTLED_MS);
    };
    window.addEventListener("pointerdown", wait, { capture: true });
    window.addEventListener("pointerup", settle, { capture: true });
    window.addEventListener("pointercancel", settle, { capture: true });
    return () => {
      clearTimeout(timer);
      setOpen(false);
      window.removeEventListener("pointerdown", wait, { capture: true });
      window.removeEventListener("pointerup", settle, { capture: true });
      window.removeEventListener("pointercancel", settle, { capture: true });
    };
  }, [hasSelection]);
  const isShown = isPinned || (isOpen && hasSelection);
  const toggle = (): void => {
    setPinned(!isShown);
    if (isShown) flow.select({});
  };
  return { isOpen: isShown, toggle };
}
