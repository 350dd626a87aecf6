// What every journal store must do, run against each there is.
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../server/store/database.ts";
import type { JournalRow, JournalStore } from "../../server/store/JournalStore.ts";
import { SqliteJournalStore } from "../../server/store/SqliteJournalStore.ts";
import { MemoryJournalStore } from "../fixtures/memoryJournalStore.ts";

const MAP = "AAAAAAAAAAAAAAAAAAAAAA";
const OTHER = "BBBBBBBBBBBBBBBBBBBBBB";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function sqliteStore(): Promise<JournalStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "journal-"));
  const database = await openDatabase(dataDir);
  const store = new SqliteJournalStore(database.connection, database.path);
  cleanups.push(async () => {
    await store.close();
    await database.close();
    rmSync(dataDir, { recursive: true });
  });
  return store;
}

function row(mapId: string, seq: number, ...bytes: number[]): JournalRow {
  return { mapId, seq, bytes: Uint8Array.from(bytes) };
}

async function rowsOf(store: JournalStore, mapId: string): Promise<[number, number[]][]> {
  return (await store.load(mapId)).map(({ seq, bytes }) => [seq, [...bytes]]);
}

describe.each([
  ["SQLite", sqliteStore],
  ["memory (of the tests)", () => Promise.resolve<JournalStore>(new MemoryJournalStore())],
])("the journal store in %s", (_name, open) => {
  it("ST-3: rows come back as they were written, map by map, in the order of their numbers", async () => {
    const store = await open();
    await store.append({ rows: [row(MAP, 2, 2), row(OTHER, 1, 9)], summaries: [] });
    await store.append({ rows: [row(MAP, 10, 0, 255), row(MAP, 1, 1)], summaries: [] });
    expect(await rowsOf(store, MAP)).toEqual([
      [1, [1]],
      [2, [2]],
      [10, [0, 255]],
    ]);
    expect(await rowsOf(store, OTHER)).toEqual([[1, [9]]]);
    expect(await rowsOf(store, "CCCCCCCCCCCCCCCCCCCCCC")).toEqual([]);
  });

  it("ST-1: requests that are made at once are all carried out, in order", async () => {
    const store = await open();
    const numbers = Array.from({ length: 50 }, (_, at) => at + 1);
    await Promise.all(
      numbers.map((seq) => store.append({ rows: [row(MAP, seq, seq)], summaries: [] })),
    );
    expect((await rowsOf(store, MAP)).map(([seq]) => seq)).toEqual(numbers);
    await store.probe();
  });

  it("ST-4: a state replaces exactly the rows it was made from", async () => {
    const store = await open();
    await store.append({ rows: [1, 2, 3, 4].map((seq) => row(MAP, seq, seq)), summaries: [] });
    expect(await store.replace(row(MAP, 3, 33), { from: 1, count: 3 })).toBe(true);
    expect(await rowsOf(store, MAP)).toEqual([
      [3, [33]],
      [4, [4]],
    ]);
    await store.append({ rows: [row(MAP, 5, 5)], summaries: [] });
    expect((await rowsOf(store, MAP)).map(([seq]) => seq)).toEqual([3, 4, 5]);
  });

  it("ST-4: nothing is replaced where other rows are found", async () => {
    const store = await open();
    await store.append({ rows: [1, 2, 4].map((seq) => row(MAP, seq, seq)), summaries: [] });
    expect(await store.replace(row(MAP, 4, 44), { from: 1, count: 4 })).toBe(false);
    expect((await rowsOf(store, MAP)).map(([seq]) => seq)).toEqual([1, 2, 4]);
  });
});

describe("the journal store in SQLite", () => {
  it("ST-2: a row that is there already may be written again; other bytes under its number fail the whole batch", async () => {
    const store = await sqliteStore();
    await store.append({ rows: [row(MAP, 1, 1)], summaries: [] });
    await store.append({ rows: [row(MAP, 1, 1), row(MAP, 2, 2)], summaries: [] });
    const conflict = { rows: [row(MAP, 3, 3), row(MAP, 2, 99)], summaries: [] };
    await expect(store.append(conflict)).rejects.toThrow("other bytes");
    expect(await rowsOf(store, MAP)).toEqual([
      [1, [1]],
      [2, [2]],
    ]);
  });

  it("ST-1: every row of a batch or none is stored, and the store goes on after a failure", async () => {
    const store = await sqliteStore();
    const bad = { mapId: MAP, seq: 2, bytes: "no bytes" as unknown as Uint8Array };
    const nothing = { mapId: MAP, seq: 3, bytes: null as unknown as Uint8Array };
    await expect(
      store.append({ rows: [row(MAP, 1, 1), bad, nothing], summaries: [] }),
    ).rejects.toThrow();
    expect(await rowsOf(store, MAP)).toEqual([]);
    await store.append({ rows: [row(MAP, 1, 1)], summaries: [] });
    expect(await rowsOf(store, MAP)).toEqual([[1, [1]]]);
  });

  it("ST-6: a store whose folder is missing fails each time, and works once it is there", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "journal-"));
    const database = await openDatabase(dataDir);
    const elsewhere = join(dataDir, "later");
    const store = new SqliteJournalStore(database.connection, join(elsewhere, "file.sqlite"));
    cleanups.push(async () => {
      await store.close();
      await database.close();
      rmSync(dataDir, { recursive: true });
    });
    for (let attempt = 0; attempt < 2; attempt++) await expect(store.probe()).rejects.toThrow();
    mkdirSync(elsewhere);
    const made = await openDatabase(elsewhere);
    await made.close();
    renameSync(made.path, join(elsewhere, "file.sqlite"));
    await store.append({ rows: [row(MAP, 1, 1)], summaries: [] });
    await store.probe();
  });

  it("ST-1: a store that is closed says so", async () => {
    const store = await sqliteStore();
    await store.close();
    await expect(store.append({ rows: [row(MAP, 1, 1)], summaries: [] })).rejects.toThrow();
  });
});
