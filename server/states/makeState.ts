// Makes a map's state of its journal rows: the whole as one update without what was deleted, and what it says as a
// fingerprint. Pure.
import { deflateSync } from "node:zlib";
import * as Y from "yjs";
import { mapToJson } from "#shared/map/json.ts";
import { readSchemaVersion } from "#shared/map/read.ts";
import type { JournalRow } from "../store/JournalStore.ts";
import { loadMap } from "../sync/loadMap.ts";
import { fingerprintOf } from "./fingerprint.ts";

export interface MadeState {
  schemaVersion: number;
  fingerprint: string;
  /** As they are shown. */
  nodeCount: number;
  linkCount: number;
  /** A Yjs update (V1), compressed. */
  bytes: Uint8Array;
}

/** Throws if the rows are no whole map. */
export function makeState(rows: readonly JournalRow[]): MadeState {
  const { doc } = loadMap(rows);
  const content = mapToJson(doc);
  return {
    schemaVersion: readSchemaVersion(doc),
    fingerprint: fingerprintOf(content),
    nodeCount: content.nodes.length,
    linkCount: content.links.length,
    bytes: deflateSync(Y.encodeStateAsUpdate(doc)),
  };
}
