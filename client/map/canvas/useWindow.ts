// Tells what draws nodes and links which part of the map is seen. With a margin, so that panning rarely changes what is
// drawn.
import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { holdsBox, type Box } from "./box.ts";
import { useCanvas } from "./canvasHooks.ts";

/** On each side, in parts of what is seen. */
const MARGIN = 0.3;
/** After zooming in the window is too large by this much in area before it is drawn in. */
const TOO_LARGE = 8;

export function useWindow(): void {
  const store = useStoreApi();
  const canvas = useCanvas();
  useEffect(() => {
    let window: Box | null = null;
    const apply = (): void => {
      const { transform, width, height } = store.getState();
      // Before the first view is chosen, what is seen is not what will be.
      if (width === 0 || height === 0 || !canvas.isPlaced) return;
      const [x, y, zoom] = transform;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      const area = seen.width * seen.height * TOO_LARGE;
      if (window !== null && holdsBox(window, seen) && window.width * window.height < area) return;
      window = {
        x: seen.x - seen.width * MARGIN,
        y: seen.y - seen.height * MARGIN,
        width: seen.width * (1 + 2 * MARGIN),
        height: seen.height * (1 + 2 * MARGIN),
      };
      canvas.links.setWindow(window);
      canvas.near.setWindow(window);
    };
    apply();
    return store.subscribe(apply);
  }, [canvas, store]);
}
