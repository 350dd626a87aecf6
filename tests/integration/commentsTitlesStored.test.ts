// When the titles of threads are stored while a map is live: on a real database, with a clock and a store that the test commands.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import * as Y from "yjs";
import { deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import { MapStore } from "../../server/maps/MapStore.ts";
import { newMap } from "../../server/maps/newMap.ts";
import { AnchorTitles } from "../../server/states/AnchorTitles.ts";
import { openDatabase, type Database } from "../../server/store/database.ts";
import { newMapDoc } from "../../server/sync/loadMap.ts";
import type { DocWatch } from "../../server/sync/DocWatch.ts";
import type { StoreState } from "../../server/sync/Journal.ts";
import { silentLog, TestTime } from "../fixtures/roomWithClients.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const A = "start-n05";
const B = "start-n06";
const DELAY_MS = 1_000;

let dataDir: string;
let database: Database;
let mapId: string;
let doc: Y.Doc;
let journal: { state: StoreState };
let time: TestTime;
let watch: DocWatch;
let bus: ReturnType<typeof inProcessBus>;
/** How often everybody on the map was told that there is something new. */
let told: number;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
  database = await openDatabase(dataDir);
  const map = newMap(newId(), { ...starterMap("de"), title: "Karte" }, null);
  mapId = map.id;
  await new MapStore(database.db).insert(map);
  doc = newMapDoc();
  Y.applyUpdate(doc, map.update);
  await database.db.insertInto("talk_numbers").values({ map_id: mapId, last: 0 }).execute();
  await beginThread("a", A, titleIn(A));
  journal = { state: { writable: true } };
  time = new TestTime();
  bus = inProcessBus();
  told = 0;
  bus.subscribe((event) => {
    if (event.type === "changed" && event.topic === "comments") told++;
  });
  const titles = new AnchorTitles({ db: database.db, bus, journal, time, log: silentLog });
  watch = await titles.watch(mapId, doc);
});
afterEach(async () => {
  watch.drop();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

function titleIn(id: string): string {
  return starterMap("de").nodes.find((node) => node.id === id)?.title ?? "";
}

async function beginThread(id: string, nodeId: string, title: string): Promise<void> {
  const { last } = await database.db
    .updateTable("talk_numbers")
    .set((eb) => ({ last: eb("last", "+", 1) }))
    .returning("last")
    .executeTakeFirstOrThrow();
  const row = { id, map_id: mapId, seq: last, anchor_id: nodeId, anchor_title: title };
  const rest = { x: null, y: null, anchor_then: null, state_id: null, created_at: 1 };
  await database.db
    .insertInto("threads")
    .values({ ...row, ...rest, anchor_on: "node", created_by: "somebody" })
    .execute();
}

async function stored(id: string): Promise<{ anchor_title: string; seq: number }> {
  return await database.db
    .selectFrom("threads")
    .select(["anchor_title", "seq"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

const rename = (id: string, title: string) => setNodeTitle({ doc, origin: null }, id, title);

function waitForTitle(id: string, title: string): Promise<unknown> {
  return waitFor(`${title} is stored`, async () => (await stored(id)).anchor_title === title);
}

it("CO-44: a title is stored once after some typing, with a number of its own, and everybody is told once", async () => {
  const before = await stored("a");
  for (const title of ["N", "Ne", "Neu"]) rename(A, title);
  expect(await stored("a")).toEqual(before);
  time.pass(DELAY_MS);
  await waitForTitle("a", "Neu");
  expect((await stored("a")).seq).toBe(before.seq + 1);
  expect(told).toBe(1);
  // There and back: nothing to tell.
  rename(A, "Weg");
  rename(A, "Neu");
  rename(B, "Andere");
  time.pass(DELAY_MS);
  await watch.close();
  expect(told).toBe(1);
});

it("CO-44: a thread that is begun while people edit is followed from then on", async () => {
  await beginThread("b", B, titleIn(B));
  bus.publish({ type: "changed", topic: "comments", mapId });
  rename(B, "Nach dem Beginn");
  // Whichever came first, the thread's start or the new title.
  await waitFor("it is stored", async () => {
    time.pass(DELAY_MS);
    return (await stored("b")).anchor_title === "Nach dem Beginn";
  });
});

it("CO-45: when a node goes, its last title is stored without waiting", async () => {
  rename(A, "Der letzte");
  deleteElements({ doc, origin: null }, { nodes: [A], links: [] });
  await waitForTitle("a", "Der letzte");
});

it("CO-46: while the store cannot be written titles wait, and a document that broke leaves none", async () => {
  const before = await stored("a");
  journal.state = { writable: false, reason: "full" };
  rename(A, "Nicht auf der Platte");
  time.pass(DELAY_MS);
  expect(await stored("a")).toEqual(before);
  journal.state = { writable: true };
  await waitFor("it is stored", async () => {
    time.pass(DELAY_MS);
    return (await stored("a")).anchor_title === "Nicht auf der Platte";
  });
  rename(A, "Zerbrochen");
  watch.drop();
  time.pass(DELAY_MS);
  expect((await stored("a")).anchor_title).toBe("Nicht auf der Platte");
});
