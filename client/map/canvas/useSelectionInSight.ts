// When something opens beside the map and takes room from it, what is selected and was seen stays in sight: the inspector
// itself opens for what is selected. Knows the size of the canvas, not what stands beside it.
import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { holdsBox } from "./box.ts";
import type { Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";

/** Between what is selected and the edge: there are its outline and the corner that makes it larger. */
const AIR_PX = 16;

export function useSelectionInSight(): void {
  const canvas = useCanvas();
  const store = useStoreApi();
  useEffect(() => {
    let before = store.getState().width;
    return store.subscribe(({ width, height }) => {
      if (width === before) return;
      const widthBefore = before;
      before = width;
      if (width > 0 && width < widthBefore) keepInSight(canvas, width, height, widthBefore);
    });
  }, [canvas, store]);
}

/** Moves the map to the left, by no more than needed, and not so far that the left edge is lost instead. */
function keepInSight(canvas: Canvas, width: number, height: number, widthBefore: number): void {
  const { view } = canvas;
  const box = canvas.links.bounds(canvas.session.flow.selection.get().nodes);
  if (view === null || box === null) return;
  const { x, y, zoom } = view.viewport();
  const left = box.x * zoom + x;
  const right = left + box.width * zoom;
  const seenBefore = {
    x: -x / zoom,
    y: -y / zoom,
    width: widthBefore / zoom,
    height: height / zoom,
  };
  const by = Math.min(right + AIR_PX - width, left - AIR_PX);
  if (by <= 0 || !holdsBox(seenBefore, box)) return;
  view.centreOn({ x: (width / 2 - x + by) / zoom, y: (height / 2 - y) / zoom });
}
