// A database of this device that may vanish at any time. Knows IndexedDB, nothing of what is kept.
import type { IDBPDatabase } from "idb";

export class DeviceDatabase<Schema> {
  readonly #open: () => Promise<IDBPDatabase<Schema>>;
  #database: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(open: () => Promise<IDBPDatabase<Schema>>) {
    this.#open = open;
  }

  /**
   * Runs on an open connection. A connection can vanish (the person clears the site's data, another tab upgrades): then
   * once more on a fresh one. Rejects where the device cannot keep anything (private mode, disk full).
   */
  async run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    this.#database ??= this.#open();
    try {
      return await work(await this.#database);
    } catch {
      this.#database = this.#open();
      return await work(await this.#database);
    }
  }

  async close(): Promise<void> {
    const database = this.#database;
    this.#database = null;
    // One that never opened needs no closing; whoever wanted to write was told.
    const opened = await database?.catch(() => null);
    opened?.close();
  }
}
