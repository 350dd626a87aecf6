// Makes one row of many. Pure, and sure of itself: the state is read back and compared before anybody may rely on it.
import { isDeepStrictEqual } from "node:util";
import * as Y from "yjs";
import type { JournalRow } from "../store/JournalStore.ts";
import { newMapDoc } from "./loadMap.ts";

/** What the document says, in types whose keys have no order: a map's keys come in the order in which they arrived. */
function contentOf(doc: Y.Doc): unknown {
  return Object.fromEntries([...doc.share.keys()].map((name) => [name, doc.getMap(name).toJSON()]));
}

/**
 * The document that the rows build, as one update. Built through a document, since merging updates takes fifty times
 * as long on a long journal, and so that what was deleted is dropped. Throws if the result is not the same document.
 */
export function compactRows(rows: readonly Pick<JournalRow, "bytes">[]): Uint8Array {
  const original = newMapDoc();
  original.transact(() => {
    for (const { bytes } of rows) Y.applyUpdate(original, bytes);
  });
  if (original.store.pendingStructs !== null || original.store.pendingDs !== null) {
    throw new Error("the journal of a map has a gap");
  }
  const state = Y.encodeStateAsUpdate(original);
  const copy = newMapDoc();
  Y.applyUpdate(copy, state);
  const isSame =
    Y.equalSnapshots(Y.snapshot(original), Y.snapshot(copy)) &&
    isDeepStrictEqual(contentOf(original), contentOf(copy));
  if (!isSame) throw new Error("a compacted map is not the same map");
  return state;
}
