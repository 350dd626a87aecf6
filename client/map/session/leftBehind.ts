// What another tab has left in this device's outbox: it was closed, or the browser has put it to sleep, before it could send
// it. A tab that is still at it sends it as well, which changes nothing.
import * as Y from "yjs";
import type { UnsentChange } from "./HeldChanges.ts";
import type { KeptChange, Outbox } from "./Outbox.ts";
import type { SaveTracker } from "./SaveTracker.ts";

export function asUnsent({ key, ...change }: KeptChange): UnsentChange {
  return { ...change, kept: Promise.resolve(key) };
}

/** All that waits on this device and is not this tab's own, in the order in which it was made. */
export async function leftBehind(outbox: Outbox, saves: SaveTracker): Promise<UnsentChange[]> {
  try {
    const waiting = await outbox.waiting();
    const own = await saves.keys();
    return waiting.filter(({ key }) => !own.has(key)).map(asUnsent);
  } catch {
    // Where nothing can be kept nobody has left anything.
    return [];
  }
}

/**
 * Those that were made on the map as it is (`Grant.epoch`) and build on nothing but the document and those before them:
 * what a tab that is still at it has sent is not here yet, and what others build on may be lost.
 */
export function sendable(
  changes: readonly UnsentChange[],
  doc: Y.Doc,
  epoch: number | null,
): UnsentChange[] {
  const ends = new Map<number, number>();
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(doc.store, client);
  return changes.filter((change) => {
    if (change.epoch !== epoch) return false;
    const { from, to } = Y.parseUpdateMeta(change.update);
    for (const [client, clock] of from) if (clock > endOf(client)) return false;
    for (const [client, clock] of to) ends.set(client, Math.max(clock, endOf(client)));
    return true;
  });
}
