// Changes that could not be sent, as a file that loses nothing: the map with them in it, which can be imported as a map
// of one's own, and the changes themselves. Pure.
import * as Y from "yjs";
import { elementsToJson, type MapJson } from "#shared/map/json.ts";
import { readMap, rootMaps } from "#shared/map/read.ts";

export interface UnsentFile extends MapJson {
  /** Import passes this over. Each change is a Yjs update (V1) in base64, in the order they were made. */
  unsent: { mapId: string; updates: string[] };
}

export interface UnsentChanges {
  mapId: string;
  /** The map as the server has it, or with the changes in it already. */
  doc: Y.Doc;
  updates: readonly Uint8Array[];
}

/**
 * `extent`: `map` for somebody who may have all of the map; `touched` for somebody who may not any more: only what the
 * changes made or changed.
 */
export function unsentFile(
  { mapId, doc, updates }: UnsentChanges,
  extent: "map" | "touched",
): UnsentFile {
  const changed = new Y.Doc();
  rootMaps(changed);
  Y.applyUpdate(changed, Y.encodeStateAsUpdate(doc));
  for (const update of updates) Y.applyUpdate(changed, update);
  const content = readMap(changed);
  const touched = extent === "map" ? null : touchedBy(changed, updates);
  const map = elementsToJson(changed, content, {
    nodes: touched ?? new Set(content.nodes.keys()),
    links: new Set(content.links.keys()),
  });
  changed.destroy();
  return { ...map, unsent: { mapId, updates: updates.map(base64) } };
}

/** Ids of the nodes in which the updates wrote something. */
function touchedBy(doc: Y.Doc, updates: readonly Uint8Array[]): Set<string> {
  const { nodes } = rootMaps(doc);
  const touched = new Set<string>();
  for (const { id } of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    if (id.clock >= Y.getState(doc.store, id.client)) continue;
    const struct = Y.getItem(doc.store, id) as Y.Item | Y.GC;
    const nodeId = struct instanceof Y.Item ? keyBelow(struct, nodes) : null;
    if (nodeId !== null) touched.add(nodeId);
  }
  return touched;
}

/** The key of `root` under which the item lies; null: it lies elsewhere. */
function keyBelow(item: Y.Item, root: unknown): string | null {
  for (let at: Y.Item | null = item; at !== null;) {
    const parent: unknown = at.parent;
    if (!(parent instanceof Y.AbstractType)) return null;
    if (parent === root) return at.parentSub;
    at = parent._item;
  }
  return null;
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(""));
}
