// Brings what a connection has committed to the disk without holding the database: the file of the write-ahead log is
// synced directly (SQLite's locks are on other files, so that opening and closing this one takes none away).
import { closeSync, fdatasyncSync, openSync } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";

export class LogOnDisk {
  readonly #path: string;
  readonly #changes: StatementSync;
  #file: number | null = null;
  #flushed = 0;

  /** `connection`: writes into the write-ahead log of the database file at `path`. */
  constructor(connection: DatabaseSync, path: string) {
    this.#path = `${path}-wal`;
    this.#changes = connection.prepare("select total_changes() as changes");
  }

  /** Returns when everything that the connection has committed until now is on disk. */
  flush(): void {
    const changes = Number(this.#changes.get()?.["changes"]);
    if (changes === this.#flushed) return;
    this.#file ??= openSync(this.#path, "r+");
    fdatasyncSync(this.#file);
    this.#flushed = changes;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
