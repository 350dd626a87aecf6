// The journals in the SQLite file: written by a thread of their own, read on the caller's.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { JournalBatch, JournalRow, JournalStore } from "./JournalStore.ts";
import { JournalWriter } from "./JournalWriter.ts";

export class SqliteJournalStore implements JournalStore {
  readonly #path: string;
  #writer: JournalWriter;
  #closed = false;
  readonly #selectRows: StatementSync;

  /** `connection` stays the caller's; `path` is the same file, for the writing thread's own connection. */
  constructor(connection: DatabaseSync, path: string) {
    this.#selectRows = connection.prepare(
      "select seq, bytes from journal where map_id = ? order by seq",
    );
    this.#path = path;
    this.#writer = new JournalWriter(path);
  }

  append(batch: JournalBatch): Promise<void> {
    return this.#workingWriter().append(batch);
  }

  load(mapId: string): Promise<JournalRow[]> {
    return new Promise((resolve) => {
      const rows = this.#selectRows.all(mapId).map(({ seq, bytes }) => {
        if (typeof seq !== "number" || !(bytes instanceof Uint8Array)) {
          throw new Error("a journal row is not a number and bytes");
        }
        return { mapId, seq, bytes };
      });
      resolve(rows);
    });
  }

  replace(state: JournalRow, rows: { from: number; count: number }): Promise<boolean> {
    return this.#workingWriter().replace(state, rows);
  }

  probe(): Promise<void> {
    return this.#workingWriter().probe();
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.#writer.close();
  }

  /** A thread that could not open the file, or ran out of memory, is replaced by a new one. */
  #workingWriter(): JournalWriter {
    if (this.#writer.ended && !this.#closed) this.#writer = new JournalWriter(this.#path);
    return this.#writer;
  }
}
