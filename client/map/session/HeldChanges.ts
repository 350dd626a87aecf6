// Changes of this person that may not be sent, because they may no longer change the map, or because content was erased
// since they were made. They are not in the document that is shown; they wait on this device for the right to come back, or
// for the person to take them as a file and let them go. Knows the outbox, not the socket.
import * as Y from "yjs";
import type { Outbox } from "./Outbox.ts";
import { Value } from "./Store.ts";

/** A change that the server has not confirmed. */
export interface UnsentChange {
  update: Uint8Array;
  /** The key in the outbox, once the change is there; null where this device could not keep it. */
  kept: Promise<number | null>;
  /** Of the map that it was made on (`Grant.epoch`). */
  epoch: number;
}

export class HeldChanges {
  readonly count = new Value(0);
  readonly #outbox: Outbox;
  #changes: readonly UnsentChange[] = [];
  readonly #unkept = new Set<UnsentChange>();

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** This device could not keep one of them: closing the page would lose it. */
  get isLostWithPage(): boolean {
    return this.#changes.some((change) => this.#unkept.has(change));
  }

  get updates(): Uint8Array[] {
    return this.#changes.map(({ update }) => update);
  }

  hold(changes: readonly UnsentChange[]): void {
    this.#become([...this.#changes, ...changes]);
    for (const change of changes) void this.#watch(change);
  }

  /** How many were made on the map before it was of this epoch: they are never sent. */
  countBefore(epoch: number): number {
    return this.#changes.filter((change) => change.epoch < epoch).length;
  }

  /** Hands those over that were made on the map since it is of this epoch: they may be sent after all. */
  release(epoch: number): readonly UnsentChange[] {
    const released = this.#changes.filter((change) => change.epoch >= epoch);
    this.#become(this.#changes.filter((change) => change.epoch < epoch));
    return released;
  }

  /** Lets go of what the server has: it arrived before the right ended. `doc` is in step with the server. */
  settle(doc: Y.Doc): Promise<void> {
    if (this.#changes.length === 0) return Promise.resolve();
    const known = Y.snapshot(doc);
    return this.#drop(({ update }) => Y.snapshotContainsUpdate(known, update));
  }

  discard(): Promise<void> {
    return this.#drop(() => true);
  }

  async #watch(change: UnsentChange): Promise<void> {
    if ((await change.kept) === null) this.#unkept.add(change);
  }

  async #drop(isDropped: (change: UnsentChange) => boolean): Promise<void> {
    const dropped = new Set(this.#changes.filter(isDropped));
    this.#become(this.#changes.filter((change) => !dropped.has(change)));
    const keys = await Promise.all([...dropped].map(({ kept }) => kept));
    try {
      await this.#outbox.remove(keys.filter((key) => key !== null));
    } catch {
      // They stay in the outbox and are offered once more by the next page.
    }
  }

  #become(changes: readonly UnsentChange[]): void {
    this.#changes = changes;
    this.count.set(changes.length);
  }
}
