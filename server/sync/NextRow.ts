// The row in the making: what has changed in a document since the last one, and whose changes those are.
import * as Y from "yjs";
import type { Connection } from "./Connection.ts";

export class NextRow {
  #updates: Uint8Array[] = [];
  /** null: the server's own. */
  readonly #authors = new Set<Connection | null>();

  get isEmpty(): boolean {
    return this.#updates.length === 0;
  }

  add(update: Uint8Array): void {
    this.#updates.push(update);
  }

  /** null: the server itself. */
  by(author: Connection | null): void {
    this.#authors.add(author);
  }

  drop(): void {
    this.#updates = [];
    this.#authors.clear();
  }

  /** The changes as one update, and who alone made all of them, if anybody did; null: there are none. */
  take(): { bytes: Uint8Array; author: Connection | null } | null {
    const updates = this.#updates;
    const [first] = updates;
    const [author = null] = this.#authors;
    // More than one update: Yjs has tidied up something by itself, which nobody has yet.
    const isOnes = this.#authors.size === 1 && updates.length === 1;
    this.drop();
    if (first === undefined) return null;
    return {
      bytes: updates.length === 1 ? first : Y.mergeUpdates(updates),
      author: isOnes ? author : null,
    };
  }
}
