// Builds a map's document from its journal rows, and brings it to the current schema. Pure: no store, no sockets.
import * as Y from "yjs";
import { migrate } from "#shared/map/migrate.ts";
import { rootMaps } from "#shared/map/read.ts";
import type { JournalRow } from "../store/JournalStore.ts";
import { FROM_JOURNAL, FROM_SERVER } from "./origin.ts";
import { trimAll } from "./trimContent.ts";

/** A document with its roots in place: a root that was never asked for has no type yet. */
export function newMapDoc(): Y.Doc {
  const doc = new Y.Doc();
  rootMaps(doc);
  return doc;
}

export interface LoadedMap {
  doc: Y.Doc;
  /** Number of the last row; 0 without rows. */
  seq: number;
  /** The document as one update, if a single row holds it all. */
  state: Uint8Array | null;
  /** What the migration wrote, not yet in the journal; null if nothing had to be migrated. */
  migration: Uint8Array | null;
}

/** Applies rows in their order. Throws if they are no whole document: then nothing may be built on them. */
export function loadMap(rows: readonly JournalRow[]): LoadedMap {
  const doc = newMapDoc();
  doc.transact(() => {
    for (const { bytes } of rows) Y.applyUpdate(doc, bytes, FROM_JOURNAL);
  }, FROM_JOURNAL);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error("the journal of a map has a gap");
  }
  trimAll(doc);
  const written: Uint8Array[] = [];
  const collect = (update: Uint8Array) => written.push(update);
  doc.on("update", collect);
  const migration = migrate(doc, FROM_SERVER);
  doc.off("update", collect);
  if (migration === "tooNew") throw new Error("the map was written by a later version");
  const [first] = rows;
  const isOneRow = rows.length === 1 && written.length === 0;
  return {
    doc,
    state: isOneRow ? (first?.bytes ?? null) : null,
    seq: rows.at(-1)?.seq ?? 0,
    migration: written.length === 0 ? null : Y.mergeUpdates(written),
  };
}
