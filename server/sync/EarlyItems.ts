// What connections sent before their own first sync, and that builds on it: a client may edit between connecting and
// syncing, on top of what it did without network. Kept in order until the sync has come. Knows no documents.
import { MAX_EARLY_BYTES, QUEUED_ITEM_BYTES } from "#shared/protocol/limits.ts";
import type { Connection } from "./Connection.ts";

interface Kept<Item> {
  items: Item[];
  bytes: number;
}

export class EarlyItems<Item extends { from: Connection }> {
  /** Mostly nobody has anything here. */
  #kept: Map<Connection, Kept<Item>> | null = null;

  /** Whether something of this connection is kept: then all that follows must be, too. */
  has(connection: Connection): boolean {
    return this.#kept?.has(connection) === true;
  }

  /** `bytes`: of its update. false: that is more than anybody may keep here. */
  keep(item: Item, bytes: number): boolean {
    this.#kept ??= new Map();
    const kept = this.#kept.get(item.from) ?? { items: [], bytes: 0 };
    kept.items.push(item);
    kept.bytes += QUEUED_ITEM_BYTES + bytes;
    this.#kept.set(item.from, kept);
    return kept.bytes <= MAX_EARLY_BYTES;
  }

  /** Everything kept of this connection, in order; from now on nothing is. */
  release(connection: Connection): Item[] {
    const kept = this.#kept?.get(connection);
    this.#kept?.delete(connection);
    if (this.#kept?.size === 0) this.#kept = null;
    return kept?.items ?? [];
  }
}
