// How every connection to the database file is set up, in whichever thread it lives.
import { DatabaseSync } from "node:sqlite";

/**
 * How long a statement waits for another connection's write before it fails. A thread stands still while it waits: the main
 * thread, and with it every map, never does (sqliteDialect.ts waits in another way); the others may take their time.
 */
export const BUSY_TIMEOUT_MS = {
  /** While the server starts nobody waits but it, and its threads make themselves ready beside it. */
  start: 30_000,
  mainThread: 0,
  journalThread: 5_000,
  historyThread: 5_000,
};

/**
 * Opens the file so that a commit is on disk when it returns: write-ahead log, and an fsync a commit
 * (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function openSqliteFile(path: string, busyTimeoutMs: number): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on");
  // What is deleted is overwritten with zeros, and not just left to be overwritten some day: rows of people, and of the
  // journal once a state has taken their place.
  database.exec("pragma secure_delete = on");
  return database;
}

/** Another connection holds the write lock: https://www.sqlite.org/rescode.html#busy */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? error.errcode : null;
  return typeof code === "number" && (code & 0xff) === 5;
}
