// The canvas: React Flow draws and moves the frames of nodes, everything else on it is ours. Puts the parts together.
import "@xyflow/react/dist/base.css";
import { ReactFlowProvider } from "@xyflow/react";
import { useDeferredValue, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useIsMapFirst } from "../../app/firstPicture.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import { CanvasContext } from "./canvasHooks.ts";
import { CanvasPanels } from "./CanvasPanels.tsx";
import { canvasOf } from "./canvasOf.ts";
import { CardWords, CardWordsContext } from "./CardWords.ts";
import { Flow } from "./Flow.tsx";
import styles from "./MapCanvas.module.css";

/** @param children layers of those who show something of their own on the map */
export function MapCanvas({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const canvas = canvasOf(session);
  const words = useMemo(() => new CardWords(t), [t]);
  // First the map, then what one does with it.
  const isMapFirst = useIsMapFirst(session.flow.nodes.get().length);
  const hasPanels = useDeferredValue(!isMapFirst, false);
  return (
    <CanvasContext value={canvas}>
      <CardWordsContext value={words}>
        <ReactFlowProvider>
          <div className={styles.canvas} data-canvas>
            <Flow />
            {children}
            {hasPanels ? <CanvasPanels /> : null}
          </div>
        </ReactFlowProvider>
      </CardWordsContext>
    </CanvasContext>
  );
}
