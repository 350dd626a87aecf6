// The corner and the two sides by which a selected node is made larger. Its top left corner stays where it is, so that
// nothing that lies in a region moves with its frame.
import { NodeResizeControl, ResizeControlVariant } from "@xyflow/react";
import type { NodeId } from "#shared/map/schema.ts";
import { MAX_NODE_SIDE, MIN_NODE_HEIGHT, MIN_NODE_WIDTH } from "#shared/map/schema.ts";
import { useMay } from "../session/sessionHooks.ts";
import { useCanvas } from "./canvasHooks.ts";
import styles from "./ResizeHandles.module.css";
import { dropResize, showResize } from "./resize.ts";

export function ResizeHandles({ id }: { id: NodeId }) {
  const canvas = useCanvas();
  const mayChange = useMay("map.change");
  if (!mayChange) return null;
  const shared = {
    minWidth: MIN_NODE_WIDTH,
    minHeight: MIN_NODE_HEIGHT,
    maxWidth: MAX_NODE_SIDE,
    maxHeight: MAX_NODE_SIDE,
    onResize: (_: unknown, size: { width: number; height: number }) => showResize(canvas, id, size),
    onResizeEnd: (_: unknown, size: { width: number; height: number }) =>
      dropResize(canvas, id, size),
  };
  return (
    <>
      <NodeResizeControl
        {...shared}
        position="right"
        variant={ResizeControlVariant.Line}
        className={styles.side ?? ""}
      />
      <NodeResizeControl
        {...shared}
        position="bottom"
        variant={ResizeControlVariant.Line}
        className={styles.side ?? ""}
      />
      <NodeResizeControl
        {...shared}
        position="bottom-right"
        variant={ResizeControlVariant.Handle}
        className={styles.corner ?? ""}
      />
    </>
  );
}
