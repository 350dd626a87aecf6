// The canvas: React Flow draws and moves the frames of nodes, everything else on it is ours. Puts the parts together.
import "@xyflow/react/dist/base.css";
import { ReactFlowProvider } from "@xyflow/react";
import { useSession } from "../session/sessionHooks.ts";
import { CanvasContext } from "./canvasHooks.ts";
import { CanvasPanels } from "./CanvasPanels.tsx";
import { canvasOf } from "./canvasOf.ts";
import { Flow } from "./Flow.tsx";
import styles from "./MapCanvas.module.css";

export function MapCanvas() {
  const session = useSession();
  const canvas = canvasOf(session);
  return (
    <CanvasContext value={canvas}>
      <ReactFlowProvider>
        <div className={styles.canvas} data-canvas>
          <Flow />
          <CanvasPanels />
        </div>
      </ReactFlowProvider>
    </CanvasContext>
  );
}
