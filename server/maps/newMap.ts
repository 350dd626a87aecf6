// Builds the first state of a map from JSON. Pure.
import * as Y from "yjs";
import { seedMap } from "#shared/map/edit.ts";
import type { MapJson } from "#shared/map/json.ts";
import { readTitle, rootMaps } from "#shared/map/read.ts";
import { newMapDoc } from "../sync/loadMap.ts";
import { FROM_SERVER } from "../sync/origin.ts";
import type { NewMap } from "./MapStore.ts";

/** What `MapStore.insert` needs for a map with this content. */
export function newMap(
  id: string,
  json: Pick<MapJson, "title" | "nodes" | "links">,
  by: string | null,
): NewMap {
  const doc = newMapDoc();
  seedMap({ doc, origin: FROM_SERVER }, json);
  const { nodes, links } = rootMaps(doc);
  const update = Y.encodeStateAsUpdate(doc);
  const made = {
    id,
    title: readTitle(doc),
    nodeCount: nodes.size,
    linkCount: links.size,
    update,
    by,
  };
  doc.destroy();
  return made;
}
