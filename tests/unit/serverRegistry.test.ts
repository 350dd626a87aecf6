// Which maps are live, and what happens to those who come at an awkward moment.
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { seedMap, setMapTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { readTitle } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import { Compactor } from "../../server/sync/Compactor.ts";
import { compactRows } from "../../server/sync/compactRows.ts";
import { Journal } from "../../server/sync/Journal.ts";
import { RoomRegistry } from "../../server/sync/RoomRegistry.ts";
import { SummaryWriter } from "../../server/sync/SummaryWriter.ts";
import { TurnEnd } from "../../server/sync/TurnEnd.ts";
import { MemoryJournalStore } from "../fixtures/memoryJournalStore.ts";
import { MAP_ID, silentLog, TestClient, TestTime, turn } from "../fixtures/roomWithClients.ts";

/** Longer than a room without people stays. */
const LONG_MS = 60_000;

function registryWithMap() {
  const store = new MemoryJournalStore();
  const doc = new Y.Doc();
  seedMap({ doc, origin: null }, starterMap("de"));
  store.rows.push({ mapId: MAP_ID, seq: 1, bytes: Y.encodeStateAsUpdate(doc) });
  const time = new TestTime();
  const turnEnd = new TurnEnd();
  const journal = new Journal(store, turnEnd, silentLog, () => turn());
  const registry = new RoomRegistry({
    store,
    journal,
    turnEnd,
    summaries: new SummaryWriter(journal, time),
    bus: inProcessBus(),
    compactor: new Compactor(store, silentLog, (rows) => Promise.resolve(compactRows(rows))),
    time,
    log: silentLog,
  });
  let loads = 0;
  const load = store.load.bind(store);
  store.load = (mapId) => {
    loads++;
    return load(mapId);
  };
  const join = async () => {
    const room = await registry.open(MAP_ID);
    const client = new TestClient(room, time, "editor", newId(), false);
    client.askState();
    client.deliverState();
    await turn();
    client.read();
    return { room, client };
  };
  return { registry, store, time, join, loads: () => loads };
}

describe("opening a map", () => {
  it("SY-21: is done once for all who come at once", async () => {
    const { registry, loads } = registryWithMap();
    const rooms = await Promise.all([1, 2, 3].map(() => registry.open(MAP_ID)));
    expect(new Set(rooms).size).toBe(1);
    expect(loads()).toBe(1);
  });

  it("SY-20: that fails fails for all who wait, keeps nothing, and can be tried again", async () => {
    const { registry, store } = registryWithMap();
    store.loadFailure = "database gone";
    const tries = await Promise.allSettled([registry.open(MAP_ID), registry.open(MAP_ID)]);
    expect(tries.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(registry.get(MAP_ID)).toBeNull();
    store.loadFailure = null;
    expect(readTitle((await registry.open(MAP_ID)).doc)).toBe("Kommunen im digitalen Zeitalter");
    expect(store.rows).toHaveLength(1);
  });
});

describe("leaving a map", () => {
  it("SY-21: it stays for a while, then closes with its summary written, and opens anew", async () => {
    const { registry, store, time, join, loads } = registryWithMap();
    const { room, client } = await join();
    client.edit((doc) => setMapTitle({ doc, origin: null }, "Zuletzt"));
    client.leave();
    registry.left(room);
    await turn();
    time.pass(1_000);
    expect(await registry.open(MAP_ID)).toBe(room);
    time.pass(LONG_MS);
    const reopened = await registry.open(MAP_ID);
    expect(reopened).not.toBe(room);
    expect(readTitle(reopened.doc)).toBe("Zuletzt");
    expect(store.summaries.at(-1)).toMatchObject({
      mapId: MAP_ID,
      title: "Zuletzt",
      nodeCount: 29,
    });
    expect(loads()).toBe(2);
  });

  it("ST-6: a room whose store fails stays in memory until it is written", async () => {
    const { registry, store, time, join } = registryWithMap();
    const { room, client } = await join();
    store.failure = "disk full";
    client.edit((doc) => setMapTitle({ doc, origin: null }, "Nur im Speicher"));
    await turn();
    client.leave();
    registry.left(room);
    time.pass(LONG_MS);
    await turn();
    expect(await registry.open(MAP_ID)).toBe(room);
    store.failure = null;
    await turn();
    await turn();
    expect(store.rows).toHaveLength(2);
    time.pass(LONG_MS);
    const reopened = await registry.open(MAP_ID);
    expect(reopened).not.toBe(room);
    expect(readTitle(reopened.doc)).toBe("Nur im Speicher");
  });
});

describe("a document that broke", () => {
  it("SY-27: is given up, its people come back to what is on disk", async () => {
    const { registry, join } = registryWithMap();
    const { room, client } = await join();
    const saved = client.edit((doc) => setMapTitle({ doc, origin: null }, "Gespeichert"));
    expect(saved.length).toBeGreaterThan(0);
    await turn();
    // Stands for a fault in Yjs that no check of ours foresees.
    room.doc.once("beforeAllTransactions", () => {
      throw new Error("broken");
    });
    client.edit((doc) => setMapTitle({ doc, origin: null }, "Verloren"));
    await turn();
    expect(client.wire.closedWith).toBe(CLOSE.loadFailed);
    const anew = await registry.open(MAP_ID);
    expect(anew).not.toBe(room);
    expect(readTitle(anew.doc)).toBe("Gespeichert");
  });
});

describe("stopping", () => {
  it("SY-21: everybody is told to come back later, everything is written, nobody gets in any more", async () => {
    const { registry, store, join } = registryWithMap();
    const { client } = await join();
    client.edit((doc) => setMapTitle({ doc, origin: null }, "Zum Schluss"));
    await registry.stop();
    expect(client.wire.closedWith).toBe(CLOSE.restarting);
    expect(store.rows).toHaveLength(2);
    expect(store.summaries.at(-1)?.title).toBe("Zum Schluss");
    await expect(registry.open(MAP_ID)).rejects.toThrow("stopping");
  });

  it("SY-21: a map that is just being loaded is closed, too", async () => {
    const { registry } = registryWithMap();
    const opening = registry.open(MAP_ID);
    await registry.stop();
    await opening;
    expect([...registry.live()]).toEqual([]);
  });
});
