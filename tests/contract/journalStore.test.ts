// What every journal store must do, run against each there is.
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { DiskPace } from "../../server/store/DiskPace.ts";
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

/** The pace of a disk that is never waited for elsewhere. */
class FastDisk extends DiskPace {
  override get isFast(): boolean {
    return true;
  }
}

const sqliteOnMainThread = (): Promise<JournalStore> => sqliteStore(new FastDisk());

async function sqliteStore(pace?: DiskPace): Promise<JournalStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "journal-"));
  const database = await openDatabase(dataDir);
  const store = new SqliteJournalStore(database.connection, database.path, pace);
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
  ["SQLite", () => sqliteStore()],
  ["SQLite on a fast disk", sqliteOnMainThread],
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

  it("SY-37: whose a client id is comes back as it was written with its row, also after a replacement", async () => {
    const store = await open();
    const mine = { clientId: 4_294_967_295, personId: "anika" };
    const yours = { clientId: 7, personId: "bodo" };
    await store.append({
      rows: [{ ...row(MAP, 1, 1), clientIds: [mine, yours] }, row(OTHER, 1, 1)],
      summaries: [],
    });
    await store.append({ rows: [row(MAP, 2, 2)], summaries: [] });
    expect(await store.replace(row(MAP, 2, 22), { from: 1, count: 2 })).toBe(true);
    expect((await store.loadClientIds(MAP)).toSorted((a, b) => b.clientId - a.clientId)).toEqual([
      mine,
      yours,
    ]);
    expect(await store.loadClientIds(OTHER)).toEqual([]);
  });

  it("ST-4: nothing is replaced where other rows are found", async () => {
    const store = await open();
    await store.append({ rows: [1, 2, 4].map((seq) => row(MAP, seq, seq)), summaries: [] });
    expect(await store.replace(row(MAP, 4, 44), { from: 1, count: 4 })).toBe(false);
    expect((await rowsOf(store, MAP)).map(([seq]) => seq)).toEqual([1, 2, 4]);
  });
});

describe.each([
  ["SQLite", () => sqliteStore()],
  ["SQLite on a fast disk", sqliteOnMainThread],
])("what only the journal store in %s does", (_name, open) => {
  it("ST-2: a row that is there already may be written again; other bytes under its number fail the whole batch", async () => {
    const store = await open();
    await store.append({ rows: [row(MAP, 1, 1)], summaries: [] });
    await store.append({ rows: [row(MAP, 1, 1), row(MAP, 2, 2)], summaries: [] });
    const conflict = { rows: [row(MAP, 3, 3), row(MAP, 2, 99)], summaries: [] };
    await expect(store.append(conflict)).rejects.toThrow("other bytes");
    expect(await rowsOf(store, MAP)).toEqual([
      [1, [1]],
      [2, [2]],
    ]);
  });

  it("SY-37: a row and whose its client ids are, are both stored or neither; an id of somebody else fails the batch", async () => {
    const store = await open();
    const mine = { clientId: 7, personId: "anika" };
    await store.append({ rows: [{ ...row(MAP, 1, 1), clientIds: [mine] }], summaries: [] });
    // The answer to the first try was lost: the same again changes nothing.
    await store.append({ rows: [{ ...row(MAP, 1, 1), clientIds: [mine] }], summaries: [] });
    const free = { clientId: 8, personId: "bodo" };
    const stolen = { clientId: 7, personId: "bodo" };
    for (const clientIds of [[free, stolen], [free]]) {
      const bytes = clientIds.length === 1 ? row(MAP, 1, 99) : row(MAP, 2, 2);
      await expect(
        store.append({ rows: [{ ...bytes, clientIds }], summaries: [] }),
      ).rejects.toThrow();
    }
    expect(await rowsOf(store, MAP)).toEqual([[1, [1]]]);
    expect(await store.loadClientIds(MAP)).toEqual([mine]);
  });

  it("ST-1: every row of a batch or none is stored, and the store goes on after a failure", async () => {
    const store = await open();
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
    const store = await open();
    await store.close();
    await expect(store.append({ rows: [row(MAP, 1, 1)], summaries: [] })).rejects.toThrow();
  });
});
