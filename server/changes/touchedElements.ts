// Which elements of a map, and which of their fields, an item of its document belongs to. Reads Yjs' own structures, which
// name a parent for every item. Knows no people.
import * as Y from "yjs";
import { rootMaps } from "#shared/map/read.ts";
import { PERSPECTIVE_PREFIX, TAG_PREFIX } from "#shared/map/schema.ts";

/** A stretch of what one client has written. */
export interface Stretch {
  client: number;
  clock: number;
  len: number;
}

export interface Spot {
  /** Empty: the map itself. */
  elementId: string;
  /** `whole`: the element as such, which comes or goes with the item. Else a field, as in comparison.ts. */
  what: string;
}

/** Fields with one key a member. */
const MEMBER_FIELDS: readonly (readonly [string, string])[] = [
  [PERSPECTIVE_PREFIX, "perspectives"],
  [TAG_PREFIX, "tags"],
];

function fieldOf(key: string): string {
  return MEMBER_FIELDS.find(([prefix]) => key.startsWith(prefix))?.[1] ?? key;
}

/** null: it belongs to nothing that is spoken of. */
function spotOf(doc: Y.Doc, item: Y.Item): Spot | null {
  const { meta, nodes, links } = rootMaps(doc);
  let at: Y.Item | null = item;
  /** The key under which the way from the item comes up to where we are. */
  let below: string | null = null;
  while (at !== null) {
    const parent: unknown = at.parent;
    if (!(parent instanceof Y.AbstractType)) return null;
    const key: string | null = at.parentSub;
    if (parent === nodes || parent === links) {
      if (key === null) return null;
      return { elementId: key, what: below === null ? "whole" : fieldOf(below) };
    }
    if (parent === meta) return key === null ? null : { elementId: "", what: key };
    below = key ?? below;
    at = parent._item;
  }
  return null;
}

/** Every item of these stretches that the document holds, whole or in part. */
export function* itemsIn(doc: Y.Doc, stretches: Iterable<Stretch>): Generator<Y.Item> {
  for (const { client, clock, len } of stretches) {
    const structs = doc.store.clients.get(client);
    if (structs === undefined || clock >= Y.getState(doc.store, client)) continue;
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at];
      if (struct === undefined || struct.id.clock >= clock + len) break;
      if (struct instanceof Y.Item) yield struct;
    }
  }
}

/** Each spot once. */
export function spotsOf(doc: Y.Doc, items: Iterable<Y.Item>): Spot[] {
  const spots = new Map<string, Spot>();
  for (const item of items) {
    const spot = spotOf(doc, item);
    if (spot !== null) spots.set(`${spot.what} ${spot.elementId}`, spot);
  }
  return [...spots.values()];
}
