// Gives back what nobody uses of the values in a document. Yjs reads a value by pushing it onto an empty list, and V8
// reserves seventeen places for that; nearly all lists hold one value for good. A map of ten nodes is a tenth smaller for it.
import * as Y from "yjs";

type Structs = ReturnType<typeof Y.decodeUpdate>["structs"];

function trim(item: Y.Item | Y.GC): void {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentAny)) return;
  // A copy has the places it needs.
  item.content.arr = item.content.arr.slice();
}

/** Trims what an update, of these structs, has brought into the document. */
export function trimApplied(doc: Y.Doc, structs: Structs): void {
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
    trim(Y.getItem(doc.store, struct.id));
  }
}

/** Trims everything that a document holds. */
export function trimAll(doc: Y.Doc): void {
  for (const structs of doc.store.clients.values()) structs.forEach(trim);
}
