// What this person shows the others of themselves: selection and view. Cursor, gestures and editing are reported
// where they happen. How often it is sent is the session's affair.
import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useCanvas } from "./canvasHooks.ts";

export function useOwnPresence(): void {
  const { session } = useCanvas();
  const store = useStoreApi();
  const { presence, flow } = session;

  useEffect(() => {
    const report = (): void => {
      const { nodes, links } = flow.selection.get();
      presence.setSelection([...nodes, ...links]);
    };
    report();
    return flow.selection.subscribe(report);
  }, [flow, presence]);

  useEffect(() => {
    let last: readonly number[] = [];
    const report = (): void => {
      const { transform, width, height } = store.getState();
      if (width === 0 || transform === last) return;
      last = transform;
      const [x, y, zoom] = transform;
      presence.setView({
        x: Math.round((width / 2 - x) / zoom),
        y: Math.round((height / 2 - y) / zoom),
        zoom: Math.round(zoom * 1_000) / 1_000,
      });
    };
    report();
    return store.subscribe(report);
  }, [presence, store]);
}
