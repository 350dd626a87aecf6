// Making nodes larger and smaller: by handles, by keys and by the buttons of the toolbar, each one undo step.
import { resizeNode } from "#shared/map/edit.ts";
import {
  MAX_NODE_SIDE,
  MIN_NODE_HEIGHT,
  MIN_NODE_WIDTH,
  type NodeId,
  type Size,
} from "#shared/map/schema.ts";
import type { Canvas } from "./Canvas.ts";

/** What others see while a handle is being dragged. */
export function showResize({ links, session }: Canvas, id: NodeId, size: Size): void {
  const box = links.box(id);
  if (box === undefined) return;
  session.presence.setGesture({ nodes: { [id]: [box.x, box.y, size.width, size.height] } });
}

/** The handle is let go of. */
export function dropResize(canvas: Canvas, id: NodeId, { width, height }: Size): void {
  const { session } = canvas;
  const node = session.content.node(id);
  session.presence.setGesture(null);
  if (node === undefined) return session.flow.letGo();
  session.flow.dropSize(session.edit, id, node.place, { width, height });
  canvas.links.settle();
  canvas.say("saidResized", { title: node.title });
}

/** Steps of a held key belong together: one undo step. */
export function resizeSelected(canvas: Canvas, by: { width: number; height: number }): void {
  const { session, links } = canvas;
  if (!canvas.mayChange) return;
  const ids = canvas.selectedNodes;
  const edit = session.merging(`resize ${ids.join(" ")}`);
  session.doc.transact(() => {
    for (const id of ids) {
      const node = session.content.node(id);
      const box = links.box(id);
      if (node === undefined || box === undefined) continue;
      const size = {
        width: within(MIN_NODE_WIDTH, box.width + by.width),
        height: within(MIN_NODE_HEIGHT, box.height + by.height),
      };
      resizeNode(edit, id, node.place, size);
    }
  }, edit.origin);
  session.flow.flush();
  const [first] = ids;
  if (first !== undefined) canvas.say("saidResized", { title: canvas.nameOf(first) });
}

/** Back to the size that kind and text give. */
export function resetSize(canvas: Canvas): void {
  const { session } = canvas;
  session.doc.transact(() => {
    for (const id of canvas.selectedNodes) {
      const node = session.content.node(id);
      if (node !== undefined) resizeNode(session.edit, id, node.place, null);
    }
  }, session.edit.origin);
}

function within(least: number, side: number): number {
  return Math.min(MAX_NODE_SIDE, Math.max(least, side));
}
