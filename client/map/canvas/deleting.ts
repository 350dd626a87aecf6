// Deleting what is selected: nodes with their links in one undo step.
import { deleteElements } from "#shared/map/edit.ts";
import type { Canvas } from "./Canvas.ts";

export function deleteSelected(canvas: Canvas): void {
  const { session } = canvas;
  const { nodes, links } = session.flow.selection.get();
  const count = nodes.size + links.size;
  if (count === 0 || !canvas.mayChange) return;
  const [first] = nodes;
  const title = first === undefined ? "" : canvas.nameOf(first);
  canvas.chooser.set(null);
  deleteElements(session.edit, { nodes, links });
  session.flow.select({});
  canvas.view?.focus(null);
  canvas.say("saidDeleted", { count, title });
}
