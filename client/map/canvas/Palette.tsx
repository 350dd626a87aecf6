// The kinds of node at the left edge: press one and then click on the canvas, drag it there, or press Enter for one in
// the middle.
import { useRef, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { NODE_KINDS, type NodeKind } from "#shared/map/kinds.ts";
import { classes } from "../../ui/classes.ts";
import { Hint } from "../../ui/Hint.tsx";
import { kindIcons } from "../../ui/kindIcons.ts";
import { useStore } from "../session/useStore.ts";
import { Button } from "react-aria-components";
import { SELECT, type Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { createNodeAt } from "./createNodes.ts";
import styles from "./Palette.module.css";
import { createInView } from "./useCanvasCommands.tsx";

const DRAG_THRESHOLD_PX = 8;

export function Palette() {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const placing = useStore(canvas.tool, (tool) => (tool.mode === "place" ? tool.kind : null));
  const wasDragged = useRef(false);
  return (
    <div
      className={styles.palette}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t("canvas.palette")}
    >
      {NODE_KINDS.map((kind) => {
        const Icon = kindIcons[kind];
        const name = t(`nodeKinds.${kind}`);
        return (
          <Hint key={kind} text={name} placement="right">
            <Button
              className={classes(styles.kind, placing === kind && styles.chosen)}
              aria-label={t("canvas.createKind", { kind: name })}
              aria-pressed={placing === kind}
              data-kind={kind}
              onPressStart={() => {
                wasDragged.current = false;
              }}
              onPress={({ pointerType }) => {
                if (wasDragged.current) return;
                if (pointerType === "keyboard" || pointerType === "virtual") {
                  createInView(canvas, kind);
                } else canvas.tool.set(placing === kind ? SELECT : { mode: "place", kind });
              }}
            >
              <span
                className={styles.handle}
                onPointerDown={(event) => dragOut(canvas, kind, event, wasDragged)}
              >
                <Icon aria-hidden="true" />
              </span>
            </Button>
          </Hint>
        );
      })}
    </div>
  );
}

/** Follows the pointer until it is let go of: over the canvas that makes the node there. */
function dragOut(
  canvas: Canvas,
  kind: NodeKind,
  { clientX, clientY }: PointerEvent,
  wasDragged: { current: boolean },
): void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener(
    "pointermove",
    (event) => {
      const way = Math.hypot(event.clientX - clientX, event.clientY - clientY);
      if (way > DRAG_THRESHOLD_PX && !wasDragged.current) {
        wasDragged.current = true;
        canvas.tool.set({ mode: "place", kind });
      }
    },
    { signal },
  );
  window.addEventListener(
    "pointerup",
    (event) => {
      listening.abort();
      if (!wasDragged.current) return;
      canvas.tool.set(SELECT);
      const target = document.elementFromPoint(event.clientX, event.clientY);
      if (target?.closest(".react-flow") === null || canvas.view === null) return;
      const at = canvas.view.toMap({ x: event.clientX, y: event.clientY });
      createNodeAt(canvas, kind, at);
    },
    { signal },
  );
  window.addEventListener("pointercancel", () => listening.abort(), { signal });
}
