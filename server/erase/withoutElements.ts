// A map's state without some of its elements, and without any trace of what they said. Pure.
import * as Y from "yjs";
import { deleteElements } from "#shared/map/edit.ts";
import { rootMaps } from "#shared/map/read.ts";
import { makeState, type MadeState } from "../states/makeState.ts";
import { loadMap } from "../sync/loadMap.ts";
import { FROM_SERVER } from "../sync/origin.ts";

export interface Elements {
  nodes: readonly string[];
  links: readonly string[];
}

/** Whether any of these is in the document. */
export function holdsAny(doc: Y.Doc, { nodes, links }: Elements): boolean {
  const roots = rootMaps(doc);
  return nodes.some((id) => roots.nodes.has(id)) || links.some((id) => roots.links.has(id));
}

/** `update`: a whole state (V1). null: none of them is in it. */
export function withoutElements(update: Uint8Array, elements: Elements): MadeState | null {
  const { doc } = loadMap([{ mapId: "", seq: 1, bytes: update }]);
  if (!holdsAny(doc, elements)) return null;
  // What is deleted is collected at the end of the transaction: of its words nothing is left in the document.
  deleteElements({ doc, origin: FROM_SERVER }, elements);
  return makeState([{ mapId: "", seq: 1, bytes: Y.encodeStateAsUpdate(doc) }]);
}
