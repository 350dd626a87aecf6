// A restore in two steps: the change is made elsewhere, on a copy of the map as it was kept a moment ago, which takes long;
// the live map takes it over, with whatever was written in between made good, which does not. Pure.
import * as Y from "yjs";
import type { Edit } from "#shared/map/edit.ts";
import type { MapJson } from "#shared/map/json.ts";
import { restoreMap, type Chosen } from "#shared/map/restore.ts";
import { itemsIn, spotsOf } from "../changes/touchedElements.ts";
import { writtenSince } from "../changes/writtenSince.ts";
import { FROM_SERVER } from "../sync/origin.ts";

/** As a request has it. */
export interface ChosenIds {
  title: boolean;
  nodes: readonly string[];
  links: readonly string[];
}

export function chosenOf(ids: ChosenIds | null): Chosen | null {
  return ids && { title: ids.title, nodes: new Set(ids.nodes), links: new Set(ids.links) };
}

export interface RestoreChange {
  /** All that was written and deleted in the map as it was kept: an encoded snapshot. */
  before: Uint8Array;
  /** What makes it read as wanted, as one update; null: it does already. */
  update: Uint8Array | null;
  /** JSON of what is wanted: only read where something was written in between. */
  wanted: string;
}

/** `doc`: a copy of the map, which is changed. `chosen` null: all of it. */
export function restoreChange(doc: Y.Doc, wanted: MapJson, chosen: Chosen | null): RestoreChange {
  const before = Y.encodeSnapshot(Y.snapshot(doc));
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array): void => {
    updates.push(update);
  };
  doc.on("update", collect);
  restoreMap({ doc, origin: FROM_SERVER }, wanted, chosen);
  doc.off("update", collect);
  const update = updates.length === 0 ? null : Y.mergeUpdates(updates);
  return { before, update, wanted: JSON.stringify(wanted) };
}

/**
 * Does to the live map, at once, what was made for it. Answers what it held that the state kept before lacks, as an
 * update; null: nothing.
 */
export function applyRestore(
  { doc, origin }: Edit,
  { before: encoded, update, wanted }: RestoreChange,
  chosen: Chosen | null,
): Uint8Array | null {
  const before = Y.decodeSnapshot(encoded);
  const now = Y.snapshot(doc);
  if (Y.equalSnapshots(before, now)) {
    if (update !== null) Y.applyUpdate(doc, update, origin);
    return null;
  }
  const late = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(before.sv));
  const json = JSON.parse(wanted) as MapJson;
  const touched = touchedSince(doc, before, now);
  // Two transactions: Yjs takes it for a theft of its client id if both are mixed.
  if (update !== null && touched !== null) Y.applyUpdate(doc, update, origin);
  restoreMap({ doc, origin }, json, chosen, touched);
  return late;
}

/** null: it cannot be told. */
function touchedSince(doc: Y.Doc, before: Y.Snapshot, now: Y.Snapshot): Chosen | null {
  const written = writtenSince(doc, before, now);
  if (written === null) return null;
  const ids = new Set(spotsOf(doc, itemsIn(doc, written)).map(({ elementId }) => elementId));
  // Nodes and links have ids of one kind: whatever is not there under one of them is nothing there.
  return { title: ids.has(""), nodes: ids, links: ids };
}
