// When something in the database fails halfway: what becomes of the tables, and what whoever waits is told.
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { Kysely } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { HistoryThread } from "../../server/history/HistoryThread.ts";
import { openDatabase } from "../../server/store/database.ts";
import { SqliteJournalStore } from "../../server/store/SqliteJournalStore.ts";
import { sqliteDialect } from "../../server/store/sqliteDialect.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

function columnsOf(database: DatabaseSync, table: string): unknown[] {
  return database
    .prepare(`select name from pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => name);
}

it("ST-39: a migration that fails halfway leaves nothing behind, and is done at the next start", async () => {
  const first = await openDatabase(dataDir);
  // As before the migration, with something in the way of its second step.
  first.connection.exec("delete from kysely_migration where name > '0011'");
  first.connection.exec("alter table versions drop column talk_number");
  first.connection.exec("alter table touches drop column title");
  first.connection.exec("alter table threads drop column anchor_ends");
  const { path } = first;
  await first.close();
  await expect(openDatabase(dataDir)).rejects.toThrow("already exists");

  const looked = new DatabaseSync(path);
  expect(columnsOf(looked, "versions")).not.toContain("talk_number");
  looked.exec("drop table thread_states");
  looked.close();
  const again = await openDatabase(dataDir);
  expect(columnsOf(again.connection, "versions")).toContain("talk_number");
  expect(columnsOf(again.connection, "threads")).toContain("anchor_ends");
  await again.close();
});

it("ST-40: an error of the database keeps its code on the way out of the thread", async () => {
  const database = await openDatabase(dataDir);
  const history = new HistoryThread(database.path);
  const version = {
    id: "v",
    mapId: "no such map",
    stateId: "none",
    cause: "saved" as const,
    at: 1,
    byId: null,
    name: "",
    note: "",
  };
  await expect(history.ask("addVersion", { version, audit: null })).rejects.toMatchObject({
    message: "FOREIGN KEY constraint failed",
    code: "ERR_SQLITE_ERROR",
  });
  await history.close();
  await database.close();
});

it("ST-41: small commits do not let the write-ahead log grow, also after it was emptied", async () => {
  const database = await openDatabase(dataDir);
  const store = new SqliteJournalStore(database.connection, database.path);
  // The thread answers when it has set the room aside.
  await store.probe();
  const logBytes = () => statSync(`${database.path}-wal`).size;
  let seq = 0;
  for (const prepare of [() => true, () => store.scrub()]) {
    expect(await prepare()).toBe(true);
    const before = logBytes();
    for (let commit = 0; commit < 100; commit++) {
      const row = { mapId: "m", seq: ++seq, bytes: Uint8Array.of(commit) };
      await store.append({ rows: [row], summaries: [] });
    }
    expect(logBytes()).toBe(before);
  }
  await store.close();
  await database.close();
});

/** In a thread of its own: keeps everybody else from writing, for so long or until it is woken. */
const HOLD = `
  const { DatabaseSync } = require("node:sqlite");
  const { parentPort, workerData } = require("node:worker_threads");
  const { path, signal, forMs } = workerData;
  const database = new DatabaseSync(path);
  database.exec("begin immediate");
  parentPort.postMessage("held");
  Atomics.wait(signal, 0, 0, forMs);
  database.exec("rollback");
  database.close();
`;

async function held(path: string, forMs: number): Promise<() => Promise<unknown>> {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(HOLD, { eval: true, workerData: { path, signal, forMs } });
  await once(thread, "message");
  const ended = once(thread, "exit");
  return () => {
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
    return ended;
  };
}

it("ST-42: what a start writes waits for others who write", async () => {
  const first = await openDatabase(dataDir);
  const { path } = first;
  await first.close();
  const letGo = await held(path, 1_000);
  const database = await openDatabase(dataDir);
  const write = database.connection.prepare("insert into facts (key, value) values ('a', '')");
  expect(write.run().changes).toBe(1);
  await letGo();
  await database.close();
});

it("ST-42: what is written later waits, too, in its order, but nobody else stands still for it", async () => {
  const database = await openDatabase(dataDir);
  database.startServing();
  const letGo = await held(database.path, 60_000);
  const written: string[] = [];
  const writing = ["first", "second"].map(async (key) => {
    await database.db.insertInto("facts").values({ key, value: "" }).execute();
    written.push(key);
  });
  let longestMs = 0;
  for (let turn = 0, before = performance.now(); turn < 20; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const now = performance.now();
    longestMs = Math.max(longestMs, now - before);
    before = now;
  }
  expect(longestMs).toBeLessThan(1_000);
  expect(written).toEqual([]);
  await letGo();
  await Promise.all(writing);
  expect(written).toEqual(["first", "second"]);
  await database.close();
});

it("ST-42: what others hold for too long is refused, to all who came meanwhile at once", async () => {
  const database = await openDatabase(dataDir);
  database.startServing();
  const patienceMs = 200;
  const impatient = new Kysely<{ facts: { key: string; value: string } }>({
    dialect: sqliteDialect(database.connection, patienceMs),
  });
  const letGo = await held(database.path, 60_000);
  const before = performance.now();
  const refused = await Promise.allSettled(
    Array.from({ length: 50 }, (_, at) =>
      impatient
        .insertInto("facts")
        .values({ key: `${at}`, value: "" })
        .execute(),
    ),
  );
  expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => "rejected"));
  expect(performance.now() - before).toBeLessThan(50 * patienceMs);
  await letGo();
  await impatient.insertInto("facts").values({ key: "later", value: "" }).execute();
  await database.close();
});
