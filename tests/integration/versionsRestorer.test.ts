// Restoring, step by step: a room, a store on disk, and a test that writes in between.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { readMap } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import type { JobName } from "../../server/history/History.ts";
import { newMap } from "../../server/maps/newMap.ts";
import { MapStore } from "../../server/maps/MapStore.ts";
import { MapStates } from "../../server/states/MapStates.ts";
import { openDatabase } from "../../server/store/database.ts";
import { SqliteJournalStore } from "../../server/store/SqliteJournalStore.ts";
import { Compactor } from "../../server/sync/Compactor.ts";
import { Journal } from "../../server/sync/Journal.ts";
import { RoomRegistry } from "../../server/sync/RoomRegistry.ts";
import { SummaryWriter } from "../../server/sync/SummaryWriter.ts";
import { realTime } from "../../server/sync/Time.ts";
import { TurnEnd } from "../../server/sync/TurnEnd.ts";
import { Restorer } from "../../server/versions/Restorer.ts";
import { historyHere } from "../fixtures/historyHere.ts";
import { silentLog } from "../fixtures/roomWithClients.ts";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

it("VE-31: what was written since the state before was kept is in it before any of it is taken away", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
  const database = await openDatabase(dataDir);
  const { db } = database;
  const store = new SqliteJournalStore(database.connection, database.path);
  const map = newMap(newId(), { ...starterMap("de"), title: "Karte" }, null);
  await new MapStore(db).insert(map);
  const turnEnd = new TurnEnd();
  const journal = new Journal(store, turnEnd, silentLog);
  const bus = inProcessBus();
  const registry = new RoomRegistry({
    store,
    journal,
    turnEnd,
    bus,
    summaries: new SummaryWriter(journal, realTime),
    compactor: new Compactor(store, silentLog),
    time: realTime,
    log: silentLog,
  });
  const room = await registry.open(map.id);
  closing.push(
    () => registry.stop(),
    () => store.close(),
    () => database.close(),
    () => rmSync(dataDir, { recursive: true }),
  );

  let lateId = "";
  const told: [JobName, isThere: boolean][] = [];
  const isThere = () => readMap(room.doc).nodes.has(lateId);
  const history = historyHere(db, undefined, async (name) => {
    if (name === "makeRestore") {
      await room.edit((doc, origin) => {
        const place = { parentId: null, x: 1, y: 2 };
        lateId = createNode({ doc, origin }, { kind: "thesis", place, title: "In letzter Minute" });
      }, null);
    }
    told.push([name, isThere()]);
  });
  const states = new MapStates(db, history);
  const flushTouches = () => Promise.resolve();
  const restorer = new Restorer({ db, states, history, registry, journal, bus, flushTouches });
  const by = { id: newId(), name: "Anika", colour: 1 };
  const versionId = newId();
  const version = { id: versionId, mapId: map.id, at: Date.now(), byId: null, name: "Anfang" };
  const stateId = await states.take(map.id);
  await history.ask("addVersion", {
    version: { ...version, stateId, cause: "saved", note: "" },
    audit: null,
  });

  const wish = { mapId: map.id, versionId, requestId: newId(), chosen: null, by };
  const restored = await restorer.restore(wish);
  expect(isThere()).toBe(false);
  // The node was still on the map when the version that keeps it was on disk.
  expect(told).toContainEqual(["replaceState", true]);
  if (!("keptId" in restored)) throw new Error("it was not restored");
  const kept = await db
    .selectFrom("versions")
    .select("state_id")
    .where("id", "=", restored.keptId)
    .executeTakeFirstOrThrow();
  const bytes = await states.read(map.id, kept.state_id);
  if (bytes === null) throw new Error("the state before is not kept");
  const before = new Y.Doc();
  Y.applyUpdate(before, bytes);
  expect(readMap(before).nodes.get(lateId)?.place.x).toBe(1);
});
