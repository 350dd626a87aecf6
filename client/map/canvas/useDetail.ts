// How much of the nodes is drawn: far out they become labelled blocks. One attribute on the canvas, written when a
// threshold is passed; no node renders for it.
import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import type { Detail } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";

const BLOCKS_BELOW = 0.45;
const FAR_BLOCKS_BELOW = 0.2;

function detailAt(zoom: number): Detail {
  return zoom < FAR_BLOCKS_BELOW ? "farthest" : zoom < BLOCKS_BELOW ? "far" : "near";
}

export function useDetail(): void {
  const store = useStoreApi();
  const canvas = useCanvas();
  useEffect(() => {
    const apply = (): void => {
      const { domNode, transform } = store.getState();
      const [x, y, zoom] = transform;
      if (canvas.isPlaced) canvas.rememberViewport({ x, y, zoom });
      const detail = detailAt(zoom);
      if (domNode !== null && domNode.dataset["detail"] !== detail)
        domNode.dataset["detail"] = detail;
      canvas.detail.set(detail);
    };
    apply();
    return store.subscribe(apply);
  }, [canvas, store]);
}
