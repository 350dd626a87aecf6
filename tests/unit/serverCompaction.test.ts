// Many rows become one, and the map stays the map.
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { deleteElements, seedMap, setNodeTitle } from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import type { Log } from "../../server/log.ts";
import type { JournalRow } from "../../server/store/JournalStore.ts";
import { Compactor } from "../../server/sync/Compactor.ts";
import { compactRows } from "../../server/sync/compactRows.ts";
import { loadMap } from "../../server/sync/loadMap.ts";
import { MemoryJournalStore } from "../fixtures/memoryJournalStore.ts";
import { MAP_ID, silentLog } from "../fixtures/roomWithClients.ts";
import { waitFor } from "../fixtures/waitFor.ts";

/** A journal of somebody who types and deletes. */
function longJournal(steps: number): { doc: Y.Doc; rows: JournalRow[] } {
  const doc = new Y.Doc();
  const rows: JournalRow[] = [];
  doc.on("update", (bytes: Uint8Array) => {
    rows.push({ mapId: MAP_ID, seq: rows.length + 1, bytes });
  });
  seedMap({ doc, origin: null }, starterMap("de"));
  for (let step = 0; step < steps; step++) {
    setNodeTitle({ doc, origin: null }, "start-n05", `Titel ${step}`);
  }
  const doomed = { nodes: new Set(["start-n01"]), links: new Set<string>() };
  deleteElements({ doc, origin: null }, doomed);
  return { doc, rows };
}

const compact = (rows: readonly JournalRow[]) => Promise.resolve(compactRows(rows));

/** A log that tells when a compaction has come to an end, well or not. */
function listeningLog(): { log: Log; ended: () => Promise<string> } {
  const said: string[] = [];
  const say = (_fields: object, message: string) => said.push(message);
  const log = { info: say, warn: say, error: say };
  return { log, ended: () => waitFor("the compaction ended", () => said[0]) };
}

describe("compaction", () => {
  it("ST-7: one row holds the same map as the many, in fewer bytes", () => {
    const { doc, rows } = longJournal(300);
    const bytes = compactRows(rows);
    const { doc: reopened } = loadMap([{ mapId: MAP_ID, seq: rows.length, bytes }]);
    expect(mapToJson(reopened)).toEqual(mapToJson(doc));
    expect(Y.encodeStateVector(reopened)).toEqual(Y.encodeStateVector(doc));
    expect(bytes.length).toBeLessThan(rows.reduce((sum, row) => sum + row.bytes.length, 0));
  });

  it("ST-7: rows with a gap are never compacted", () => {
    const { rows } = longJournal(10);
    expect(() => compactRows(rows.toSpliced(3, 1))).toThrow("gap");
  });

  it("ST-7: a map that is left with many rows rests in one, and goes on under rising numbers", async () => {
    const { doc, rows } = longJournal(120);
    const store = new MemoryJournalStore();
    store.rows.push(...rows);
    const { log, ended } = listeningLog();
    const compactor = new Compactor(store, log, compact);
    compactor.loaded(MAP_ID, rows.length, rows.length);
    compactor.closed(MAP_ID);
    expect(await ended()).toBe("journal compacted");
    const stored = await store.load(MAP_ID);
    expect(stored.map(({ seq }) => seq)).toEqual([rows.length]);
    expect(mapToJson(loadMap(stored).doc)).toEqual(mapToJson(doc));
  });

  it("ST-7: rows written while it was at work stay", async () => {
    const { doc, rows } = longJournal(120);
    const late = rows.splice(-2);
    const store = new MemoryJournalStore();
    store.rows.push(...rows);
    const { log, ended } = listeningLog();
    const compactor = new Compactor(store, log, async (read) => {
      await store.append({ rows: late, summaries: [] });
      return await compact(read);
    });
    compactor.loaded(MAP_ID, rows.length, rows.length);
    compactor.closed(MAP_ID);
    expect(await ended()).toBe("journal compacted");
    const stored = await store.load(MAP_ID);
    expect(stored.map(({ seq }) => seq)).toEqual([rows.length, ...late.map(({ seq }) => seq)]);
    expect(mapToJson(loadMap(stored).doc)).toEqual(mapToJson(doc));
  });

  it("ST-7: a compaction that fails leaves every row as it was", async () => {
    const { rows } = longJournal(120);
    const store = new MemoryJournalStore();
    store.rows.push(...rows);
    const { log, ended } = listeningLog();
    const compactor = new Compactor(store, log, () => Promise.reject(new Error("no")));
    compactor.loaded(MAP_ID, rows.length, rows.length);
    compactor.closed(MAP_ID);
    expect(await ended()).toBe("journal not compacted");
    expect(await store.load(MAP_ID)).toEqual(rows);
  });

  it("ST-7: a short journal is left alone", async () => {
    const { rows } = longJournal(5);
    const store = new MemoryJournalStore();
    store.rows.push(...rows);
    const compactor = new Compactor(store, silentLog, compact);
    compactor.loaded(MAP_ID, rows.length, rows.length);
    compactor.closed(MAP_ID);
    await compactor.stop();
    expect(await store.load(MAP_ID)).toHaveLength(rows.length);
  });
});
