// A database of this device that may vanish at any time. Knows IndexedDB, nothing of what is kept.
import type { IDBPDatabase } from "idb";

/** A browser may keep one waiting for ever: behind a tab that it has frozen, or by a fault of its own. */
const OPEN_WITHIN_MS = 10_000;

class OpensTooLate extends Error {}

export class DeviceDatabase<Schema> {
  readonly #open: () => Promise<IDBPDatabase<Schema>>;
  readonly #openWithinMs: number;
  #database: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(open: () => Promise<IDBPDatabase<Schema>>, openWithinMs = OPEN_WITHIN_MS) {
    this.#open = open;
    this.#openWithinMs = openWithinMs;
  }

  /**
   * Runs on an open connection. A connection can vanish (the person clears the site's data, another tab upgrades): then
   * once more on a fresh one. Rejects where the device cannot keep anything (private mode, disk full), or does not answer.
   */
  async run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    this.#database ??= this.#open();
    try {
      return await work(await this.#inTime(this.#database));
    } catch (error) {
      // It may open yet, and another one would wait for the same.
      if (error instanceof OpensTooLate) throw error;
      this.#database = this.#open();
      return await work(await this.#inTime(this.#database));
    }
  }

  async #inTime(opening: Promise<IDBPDatabase<Schema>>): Promise<IDBPDatabase<Schema>> {
    const { promise: isLate, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new OpensTooLate()), this.#openWithinMs);
    try {
      return await Promise.race([opening, isLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    const database = this.#database;
    this.#database = null;
    // One that never opened needs no closing; whoever wanted to write was told. Nobody waits for one that opens late.
    const closing = database?.then((opened) => opened.close()).catch(() => undefined);
    const isLate = database === null ? null : this.#inTime(database).catch(() => undefined);
    await Promise.race([closing, isLate]);
  }
}
