// The one canvas of a session: it lives as long as the session does, whatever React mounts and unmounts.
import type { ShownMap } from "../session/ShownMap.ts";
import { Canvas } from "./Canvas.ts";

const canvases = new WeakMap<ShownMap, Canvas>();

export function canvasOf(session: ShownMap): Canvas {
  let canvas = canvases.get(session);
  if (canvas === undefined) {
    canvas = new Canvas(session);
    canvases.set(session, canvas);
  }
  return canvas;
}
