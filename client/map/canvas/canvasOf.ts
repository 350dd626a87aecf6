// The one canvas of a session: it lives as long as the session does, whatever React mounts and unmounts.
import type { MapSession } from "../session/MapSession.ts";
import { Canvas } from "./Canvas.ts";

const canvases = new WeakMap<MapSession, Canvas>();

export function canvasOf(session: MapSession): Canvas {
  let canvas = canvases.get(session);
  if (canvas === undefined) {
    canvas = new Canvas(session);
    canvases.set(session, canvas);
  }
  return canvas;
}
