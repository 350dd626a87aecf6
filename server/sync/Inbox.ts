// What connections have sent and the journal has not yet asked for, in order. Grown too large, nothing more is read from
// who sends until it is empty again. Knows no documents.
import { MAX_ROOM_BACKLOG_BYTES, QUEUED_ITEM_BYTES } from "#shared/protocol/limits.ts";
import type { Connection } from "./Connection.ts";

export class Inbox<Item> {
  #items: Item[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  /** `from`: who is held up when there is too much; null: nobody. `bytes`: of its update. */
  put(item: Item, from: Connection | null, bytes: number): void {
    this.#items.push(item);
    this.#bytes += QUEUED_ITEM_BYTES + bytes;
    if (this.#bytes > MAX_ROOM_BACKLOG_BYTES) from?.hold("backlog");
  }

  take(): Item[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** What was taken has been dealt with. */
  release(connections: Iterable<Connection>): void {
    if (this.#bytes > MAX_ROOM_BACKLOG_BYTES) {
      for (const connection of connections) connection.release("backlog");
    }
    this.#bytes = 0;
  }
}
