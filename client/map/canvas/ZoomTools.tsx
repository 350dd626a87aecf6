// Zoom and fit, for the pointer.
import { Maximize, Minus, Plus } from "lucide-react";
import { useStore as useFlowStore } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { Button } from "react-aria-components";
import { CommentTools } from "../../comments/canvas/CommentTools.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useCanvas } from "./canvasHooks.ts";
import { commandOf } from "./commands.ts";
import styles from "./MapCanvas.module.css";

export function ZoomTools() {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const percent = useFlowStore(({ transform }) => Math.round(transform[2] * 100));
  const run = (id: "zoomIn" | "zoomOut" | "zoomReset" | "fit") => () => commandOf(id).run(canvas);
  return (
    <div className={styles.zoom}>
      <CommentTools />
      <div className={styles.zoomGroup} role="group" aria-label={t("canvas.zoomTools")}>
        <IconButton
          label={t("canvas.doZoomOut")}
          keys="−"
          icon={<Minus />}
          hintPlacement="top"
          onPress={run("zoomOut")}
        />
        <Button className={styles.percent ?? ""} onPress={run("zoomReset")}>
          <span className="unseen">{t("canvas.doZoomReset")} </span>
          {t("canvas.zoomLevel", { percent })}
        </Button>
        <IconButton
          label={t("canvas.doZoomIn")}
          keys="+"
          icon={<Plus />}
          hintPlacement="top"
          onPress={run("zoomIn")}
        />
        <IconButton
          label={t("canvas.doFit")}
          keys="⇧1"
          icon={<Maximize />}
          hintPlacement="top"
          onPress={run("fit")}
        />
      </div>
    </div>
  );
}
