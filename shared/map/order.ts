// Drawing order of nodes as fractional keys: a node is put between two others without touching them.
import { generateKeyBetween } from "fractional-indexing";
import { isScalarField } from "./schema.ts";

export interface Ordered {
  id: string;
  order: string;
}

/** Compares by key, then by id: two people who put a node at the same spot at once get equal keys. */
export function compareOrder(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * A key between two neighbours (null: no neighbour on that side). Keys come from documents that anybody may have
 * written: where the neighbours are equal, out of order or not keys at all, the result is the best that can be had,
 * a key above `below`, and never an exception.
 */
export function orderBetween(below: string | null, above: string | null): string {
  const inOrder = below === null || above === null || below < above;
  return (
    (inOrder ? keyBetween(below, above) : null) ??
    keyBetween(below, null) ??
    validKey(`${below}V`) ??
    FIRST_KEY
  );
}

const FIRST_KEY = "a0";

function validKey(key: string): string | null {
  return isScalarField("nodes", "order", key) ? key : null;
}

/** null where the neighbours are no keys of the library's making, or the key between them would be no valid one. */
function keyBetween(below: string | null, above: string | null): string | null {
  try {
    return validKey(generateKeyBetween(below, above));
  } catch {
    return null;
  }
}

/** A key that draws above all others. */
export function orderOnTop(all: Iterable<Ordered>): string {
  let top: string | null = null;
  for (const { order } of all) if (top === null || order > top) top = order;
  return orderBetween(top, null);
}

/** A key that draws below all others. */
export function orderAtBottom(all: Iterable<Ordered>): string {
  let bottom: string | null = null;
  for (const { order } of all) if (bottom === null || order < bottom) bottom = order;
  return orderBetween(null, bottom);
}
