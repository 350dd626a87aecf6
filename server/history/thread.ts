// The thread of the past: does one job after the other on a connection of its own. A commit of its own does not hold the
// file while it goes to the disk: it is let go first, and brought to the disk before the job is answered. Whoever commits
// meanwhile brings it there as well, since it lies before them in the write-ahead log.
import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import { sqliteDialect } from "../store/sqliteDialect.ts";
import { BUSY_TIMEOUT_MS, openSqliteFile } from "../store/sqliteFile.ts";
import type { HistoryAnswer, HistoryRequest, HistoryThreadData } from "./historyProtocol.ts";
import { JOBS } from "./jobs.ts";
import { LogOnDisk } from "./LogOnDisk.ts";

// Where cores are few, those who edit come first. Linux takes it for this thread alone, others for the whole process.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { path } = workerData as HistoryThreadData;
const connection = openSqliteFile(path, BUSY_TIMEOUT_MS.historyThread);
connection.exec("pragma synchronous = normal");
const db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
const log = new LogOnDisk(connection, path);

type Job = (db: Kysely<Tables>, input: unknown) => Promise<unknown>;
const jobs = new Map(Object.entries(JOBS) as [string, Job][]);

async function answer(number: number, name: string, input: unknown): Promise<HistoryAnswer> {
  try {
    const output = await jobs.get(name)?.(db, input);
    log.flush();
    return { number, output };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown.message : "unknown";
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : null;
    return { number, error, code };
  }
}

async function handle(request: HistoryRequest): Promise<void> {
  switch (request.type) {
    case "job":
      parentPort?.postMessage(await answer(request.number, request.name, request.input));
      return;
    case "checkpoint":
      try {
        connection.exec("pragma wal_checkpoint(passive)");
      } catch {
        // The disk refuses: nothing is lost, the log grows until the next time. Whoever has something to write is told.
      }
      return;
    case "close":
      await db.destroy();
      log.close();
      connection.close();
      parentPort?.close();
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on("message", (request: HistoryRequest) => {
  last = last.then(() => handle(request));
});
