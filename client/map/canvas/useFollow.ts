// Following somebody's view: the viewport goes where theirs goes, until this person moves it by hand.
import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useStore } from "../session/useStore.ts";
import { useCanvas } from "./canvasHooks.ts";

/** About as long as it takes for the next of their positions to come. */
const GLIDE_MS = 120;

export function useFollow(): void {
  const { session } = useCanvas();
  const { presence, following } = session;
  const instance = useReactFlow();
  const followed = useStore(following);

  useEffect(() => {
    if (followed === null) return;
    let last = "";
    const go = (): void => {
      const view = presence.get(followed)?.view ?? null;
      if (view === null) return;
      const { x, y, zoom } = view;
      // Cursors come in with the same event: move only when the view did.
      const sign = `${x} ${y} ${zoom}`;
      if (sign === last) return;
      last = sign;
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      void instance.setCenter(x, y, { zoom, duration: calm ? 0 : GLIDE_MS });
    };
    go();
    return presence.subscribeOne(followed, go);
  }, [followed, instance, presence]);
}
