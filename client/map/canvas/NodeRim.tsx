// The edge of a node: dragging from it draws a link. A ring around the card, so that the card itself moves the node.
import { memo, type PointerEvent } from "react";
import type { NodeId } from "#shared/map/schema.ts";
import { classes } from "../../ui/classes.ts";
import { useCanvas } from "./canvasHooks.ts";
import { startConnecting } from "./connect.ts";
import styles from "./NodeRim.module.css";

export const NodeRim = memo(function NodeRim({ id, isRegion }: { id: NodeId; isRegion: boolean }) {
  const canvas = useCanvas();
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    event.stopPropagation();
    startConnecting(canvas, id, { x: event.clientX, y: event.clientY });
  };
  return (
    <div
      className={classes("nodrag", "nopan", styles.rim, isRegion && styles.ofRegion)}
      onPointerDown={onPointerDown}
      data-rim={id}
    />
  );
});
