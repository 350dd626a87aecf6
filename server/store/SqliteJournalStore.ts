// The journals in the SQLite file: written by a thread of their own, read on the caller's.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ClientBinding, JournalBatch, JournalRow, JournalStore } from "./JournalStore.ts";
import { DiskPace } from "./DiskPace.ts";
import { JournalWriter } from "./JournalWriter.ts";

export class SqliteJournalStore implements JournalStore {
  readonly #path: string;
  readonly #pace: DiskPace;
  #writer: JournalWriter;
  #closed = false;
  readonly #selectRows: StatementSync;
  readonly #selectClientIds: StatementSync;

  /** `connection` stays the caller's; `path` is the same file, for connections that write. */
  constructor(connection: DatabaseSync, path: string, pace = new DiskPace()) {
    this.#selectRows = connection.prepare(
      "select seq, bytes from journal where map_id = ? order by seq",
    );
    this.#selectClientIds = connection.prepare(
      "select client_id, person_id from client_ids where map_id = ?",
    );
    this.#path = path;
    this.#pace = pace;
    this.#writer = new JournalWriter(path, pace);
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

  loadClientIds(mapId: string): Promise<ClientBinding[]> {
    return new Promise((resolve) => {
      const bindings = this.#selectClientIds.all(mapId).map((row) => {
        const { client_id: clientId, person_id: personId } = row;
        if (typeof clientId !== "number" || typeof personId !== "string") {
          throw new Error("a client id is not a number and a person's id");
        }
        return { clientId, personId };
      });
      resolve(bindings);
    });
  }

  replace(state: JournalRow, rows: { from: number; count: number }): Promise<boolean> {
    return this.#workingWriter().replace(state, rows);
  }

  /**
   * Takes what was deleted or overwritten, by whichever connection, out of the write-ahead log. false: not possible at the
   * moment.
   */
  scrub(): Promise<boolean> {
    return this.#workingWriter().scrub();
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
    if (this.#writer.ended && !this.#closed)
      this.#writer = new JournalWriter(this.#path, this.#pace);
    return this.#writer;
  }
}
