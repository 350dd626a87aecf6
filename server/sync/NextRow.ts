// The row in the making: what has changed in a document since the last one, and whose changes those are.
import * as Y from "yjs";
import type { Connection } from "./Connection.ts";

export class NextRow {
  #updates: Uint8Array[] = [];
  /** Who made them, as far as it is one; null: the server itself; undefined: there are none yet. */
  #author: Connection | null | undefined;
  #isSeverals = false;

  get isEmpty(): boolean {
    return this.#updates.length === 0;
  }

  add(update: Uint8Array): void {
    this.#updates.push(update);
  }

  /** null: the server itself. */
  by(author: Connection | null): void {
    if (this.#author === undefined) this.#author = author;
    else if (this.#author !== author) this.#isSeverals = true;
  }

  drop(): void {
    this.#updates = [];
    this.#author = undefined;
    this.#isSeverals = false;
  }

  /** The changes as one update, and who alone made all of them, if anybody did; null: there are none. */
  take(): { bytes: Uint8Array; author: Connection | null } | null {
    const updates = this.#updates;
    const [first] = updates;
    const author = this.#author ?? null;
    // More than one update: Yjs has tidied up something by itself, which nobody has yet.
    const isOnes = !this.#isSeverals && updates.length === 1;
    this.drop();
    if (first === undefined) return null;
    return {
      bytes: updates.length === 1 ? first : Y.mergeUpdates(updates),
      author: isOnes ? author : null,
    };
  }
}
