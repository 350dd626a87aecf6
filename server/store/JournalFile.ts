// The journals of all maps in the SQLite file, over a connection of its own: what is written is on disk when a method
// returns. Synchronous; which thread it may hold up is the caller's business. Knows rows, not what is in them.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ClientBinding, JournalBatch, JournalRow, SummaryRow } from "./JournalStore.ts";
import { openSqliteFile } from "./sqliteFile.ts";

/** Room for as many commits as there are between two checkpoints. */
const RESERVED_LOG_BYTES = 4 * 1_048_576;
const RESERVING_CACHE_PAGES = 10;
/** SQLite's own default, as KiB below zero: https://www.sqlite.org/pragma.html#pragma_cache_size */
const CACHE_PAGES = -2_000;

export class JournalFile {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  readonly #insertRow: StatementSync;
  readonly #readRow: StatementSync;
  readonly #insertClientId: StatementSync;
  readonly #readClientId: StatementSync;
  readonly #updateSummary: StatementSync;
  readonly #deleteRows: StatementSync;
  readonly #writeFact: StatementSync;

  /** `busyTimeoutMs`: how long a method waits for another connection's write before it throws. */
  constructor(path: string, busyTimeoutMs: number) {
    this.#database = openSqliteFile(path, busyTimeoutMs);
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#begin = prepare("begin immediate");
    this.#commit = prepare("commit");
    this.#rollback = prepare("rollback");
    this.#insertRow = prepare(
      "insert into journal (map_id, seq, bytes) values (?, ?, ?) on conflict do nothing",
    );
    this.#readRow = prepare("select bytes from journal where map_id = ? and seq = ?");
    this.#insertClientId = prepare(
      "insert into client_ids (map_id, client_id, person_id) values (?, ?, ?) on conflict do nothing",
    );
    this.#readClientId = prepare(
      "select person_id from client_ids where map_id = ? and client_id = ?",
    );
    this.#updateSummary = prepare(
      `update maps set title = ?, node_count = ?, link_count = ?, changed_at = ?, changed_by = ?, summary_seq = ?
       where id = ?`,
    );
    this.#deleteRows = prepare("delete from journal where map_id = ? and seq between ? and ?");
    this.#writeFact = prepare(
      "insert into facts (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
    );
  }

  /** As `JournalStore.append`. */
  append({ rows, summaries }: JournalBatch): void {
    this.#inTransaction(() => {
      for (const row of rows) this.#writeRow(row);
      for (const row of summaries) this.#writeSummary(row);
      return true;
    });
  }

  /** As `JournalStore.replace`. */
  replace(state: JournalRow, from: number, count: number): boolean {
    return this.#inTransaction(() => {
      const { changes } = this.#deleteRows.run(state.mapId, from, state.seq);
      if (changes !== count) return false;
      this.#insertRow.run(state.mapId, state.seq, state.bytes);
      return true;
    });
  }

  /** As `JournalStore.probe`. */
  probe(): void {
    this.#inTransaction(() => {
      this.#writeFact.run("probe", String(Date.now()));
      return true;
    });
  }

  /** From now on commits leave the write-ahead log to grow: somebody else has to call `checkpoint`. */
  leaveLog(): void {
    this.#database.exec("pragma wal_autocheckpoint = 0");
  }

  /**
   * Makes the write-ahead log as large as it is mostly going to be: a commit that lets its file grow takes the disk a third
   * longer. What does not fit into the cache goes there before it is taken back, and leaves its room. Without that room
   * everything works as well.
   */
  reserveLog(): void {
    this.#database.exec(`pragma cache_size = ${RESERVING_CACHE_PAGES}`);
    try {
      this.#inTransaction(() => {
        this.#writeFact.run("room for the log", new Uint8Array(RESERVED_LOG_BYTES));
        return false;
      });
    } catch {
      // Neither a disk that is full nor somebody who is writing matters here.
    } finally {
      this.#database.exec(`pragma cache_size = ${CACHE_PAGES}`);
    }
  }

  /** Moves what the write-ahead log holds into the database file, as far as no reader is in the way. */
  checkpoint(): void {
    this.#database.exec("pragma wal_checkpoint(passive)");
  }

  /**
   * Empties the write-ahead log, in which older forms of pages stay readable. false: a reader was in the way. Most of the
   * work is done before anybody is kept from writing.
   */
  scrub(): boolean {
    this.checkpoint();
    const { busy } = this.#database.prepare("pragma wal_checkpoint(truncate)").get() ?? {};
    this.reserveLog();
    return busy === 0;
  }

  close(): void {
    this.#database.close();
  }

  /** Commits if `work` returns true, else leaves everything as it was. Returns what it returned. */
  #inTransaction(work: () => boolean): boolean {
    this.#begin.run();
    try {
      const done = work();
      (done ? this.#commit : this.#rollback).run();
      return done;
    } catch (error) {
      // After some errors (disk full) SQLite has rolled back by itself.
      if (this.#database.isTransaction) this.#rollback.run();
      throw error;
    }
  }

  #writeRow({ mapId, seq, bytes, clientIds }: JournalRow): void {
    for (const binding of clientIds ?? []) this.#writeClientId(mapId, binding);
    if (this.#insertRow.run(mapId, seq, bytes).changes === 1) return;
    // The number is taken: by this very row, if an earlier try had reached the disk after all.
    const stored = this.#readRow.get(mapId, seq)?.["bytes"];
    if (!(stored instanceof Uint8Array) || Buffer.compare(stored, bytes) !== 0) {
      throw new Error(`row ${seq} of a map was written before with other bytes`);
    }
  }

  #writeClientId(mapId: string, { clientId, personId }: ClientBinding): void {
    if (this.#insertClientId.run(mapId, clientId, personId).changes === 1) return;
    if (this.#readClientId.get(mapId, clientId)?.["person_id"] !== personId) {
      throw new Error("a client id belongs to another person");
    }
  }

  #writeSummary(row: SummaryRow): void {
    const { title, nodeCount, linkCount, changedAt, changedBy, seq, mapId } = row;
    this.#updateSummary.run(title, nodeCount, linkCount, changedAt, changedBy, seq, mapId);
  }
}
