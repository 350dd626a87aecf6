// Copying and pasting, within a map and between maps and windows: what travels is the map's own JSON as plain text.
// Foreign text becomes notes. What comes in is checked wholly before anything is written.
import { createNode, deleteElements, insertElements, moveNodes } from "#shared/map/edit.ts";
import { elementsToJson, type MapJson } from "#shared/map/json.ts";
import { absolutePosition, descendantsOf } from "#shared/map/topology.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import type { NodeId, Place } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import type { Canvas } from "./Canvas.ts";
import { boxAround, centreOf } from "./box.ts";
import { mapIn, notesIn } from "./clipboardText.ts";
import { freeSpot } from "./createNodes.ts";
import { placeOn } from "./regions.ts";

const MAX_PASTED_CHARS = 5_000_000;
const DUPLICATE_OFFSET: Point = { x: 30, y: 30 };

/** The selected nodes with all that lies in them, the links among them, and the selected links; null for nothing. */
export function selectedAsJson(canvas: Canvas): MapJson | null {
  const { session } = canvas;
  const { content, flow } = session;
  const chosen = flow.selection.get();
  if (chosen.nodes.size === 0) return null;
  const nodes = new Set([...chosen.nodes, ...descendantsOf(content.nodes, chosen.nodes)]);
  const json = elementsToJson(
    session.doc,
    { title: content.title.get(), nodes: new Map(content.nodes), links: new Map(content.links) },
    { nodes, links: new Set(content.links.keys()) },
  );
  // Nodes that leave their region with the copy lie on the map itself: absolute places.
  for (const node of json.nodes) {
    const original = content.node(node.id);
    if (original === undefined || nodes.has(node.place.parentId ?? "")) continue;
    node.place = { parentId: null, ...absolutePosition(content.nodes, original) };
  }
  return json;
}

export function copySelected(canvas: Canvas, event: ClipboardEvent): boolean {
  const json = selectedAsJson(canvas);
  if (json === null || event.clipboardData === null) return false;
  event.clipboardData.setData("text/plain", JSON.stringify(json));
  event.preventDefault();
  canvas.say("saidCopied", { count: json.nodes.length });
  return true;
}

export function cutSelected(canvas: Canvas, event: ClipboardEvent): void {
  if (!canvas.mayChange || !copySelected(canvas, event)) return;
  deleteElements(canvas.session.edit, canvas.session.flow.selection.get());
}

export function paste(canvas: Canvas, event: ClipboardEvent): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!canvas.mayChange || text.trim() === "" || text.length > MAX_PASTED_CHARS) return;
  event.preventDefault();
  pasteText(canvas, text);
}

/** Puts copied nodes where the pointer is, or in the middle of what is seen. */
export function pasteText(canvas: Canvas, text: string): void {
  const { view, pointer } = canvas;
  const spot = pointer ?? (view === null ? { x: 0, y: 0 } : centreOf(view.visible()));
  const map = mapIn(text);
  if (map === null) pasteNotes(canvas, text, spot);
  else pasteMap(canvas, map, spot);
}

function pasteMap(canvas: Canvas, map: MapJson, spot: Point): void {
  const roots = map.nodes.filter(({ place }) => place.parentId === null);
  const around = boxAround(roots.map((node) => ({ ...node.place, ...estimateSize(node) })));
  if (around === null) return;
  const middle = centreOf(around);
  insert(canvas, map, { x: Math.round(spot.x - middle.x), y: Math.round(spot.y - middle.y) });
  canvas.say("saidPasted", { count: map.nodes.length });
}

function pasteNotes(canvas: Canvas, text: string, spot: Point): void {
  const { session } = canvas;
  const ids: NodeId[] = [];
  session.doc.transact(() => {
    let y = spot.y;
    for (const title of notesIn(text)) {
      const size = estimateSize({ kind: "note", title, size: null });
      const free = freeSpot(canvas, { x: spot.x - size.width / 2, y, ...size });
      const place = { parentId: null, ...free };
      ids.push(createNode(session.edit, { kind: "note", title, place }));
      y = free.y + size.height + 16;
    }
  }, session.edit.origin);
  session.flow.select({ nodes: ids });
  canvas.say("saidPasted", { count: ids.length });
}

/** A copy of the selected nodes beside them. */
export function duplicateSelected(canvas: Canvas): void {
  const json = selectedAsJson(canvas);
  if (json === null || !canvas.mayChange) return;
  insert(canvas, json, DUPLICATE_OFFSET);
  canvas.say("saidDuplicated", { count: json.nodes.length });
}

function insert(canvas: Canvas, json: MapJson, offset: Point): void {
  const { session } = canvas;
  const places = new Map<NodeId, Place>();
  session.doc.transact(() => {
    const { nodes } = insertElements(session.edit, json, offset);
    for (const [at, node] of json.nodes.entries()) {
      const id = nodes[at];
      if (id === undefined || node.place.parentId !== null) continue;
      const corner = { x: node.place.x + offset.x, y: node.place.y + offset.y };
      places.set(id, placeOn(canvas, corner, estimateSize(node), id));
    }
    moveNodes(session.edit, places);
  }, session.edit.origin);
  const outer = [...places.keys()];
  session.flow.select({ nodes: outer });
  const [first] = outer;
  if (first !== undefined) canvas.view?.focus(first);
}
