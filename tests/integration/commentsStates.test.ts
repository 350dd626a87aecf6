// The states of maps that threads were begun on: kept once, shown to those who may see versions, and never in anybody's way.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { anchorThenSchema } from "#shared/comments/api.ts";
import { createNode, setMapTitle, setNodeTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { mapJsonSchema, mapToJson, type MapJson } from "#shared/map/json.ts";
import { readTitle } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { HistoryThread } from "../../server/history/HistoryThread.ts";
import { newMap } from "../../server/maps/newMap.ts";
import { MapStore } from "../../server/maps/MapStore.ts";
import { MapStates } from "../../server/states/MapStates.ts";
import { openDatabase, type Database } from "../../server/store/database.ts";
import { SqliteJournalStore } from "../../server/store/SqliteJournalStore.ts";
import { askApi } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { historyHere } from "../fixtures/historyHere.ts";
import { newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { begin, readThread, type Place } from "../fixtures/sayOn.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

/** An export's order is that in which the server came to know of things. */
function inOrder(map: MapJson): MapJson {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return { ...map, nodes: map.nodes.toSorted(byId), links: map.links.toSorted(byId) };
}

const NODE = "start-n05";

/** When nobody can still be about to use a state that is not the latest. */
const later = () => Date.now() + 2 * 60 * 60_000;

describe("kept states", () => {
  let dataDir: string;
  let database: Database;
  let store: SqliteJournalStore;
  let mapId: string;
  /** The map as its people have it; each change is a row of the journal. */
  let doc: Y.Doc;
  let seq: number;
  /** How often a state was made. */
  let made: number;
  let states: MapStates;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
    database = await openDatabase(dataDir);
    store = new SqliteJournalStore(database.connection, database.path);
    const map = newMap(newId(), { ...starterMap("de"), title: "Karte" }, null);
    mapId = map.id;
    await new MapStore(database.db).insert(map);
    doc = new Y.Doc();
    Y.applyUpdate(doc, map.update);
    seq = 1;
    made = 0;
    states = new MapStates(
      database.db,
      historyHere(database.db, () => void made++),
    );
  });
  afterEach(async () => {
    await store.close();
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  async function write(change: (doc: Y.Doc) => void): Promise<void> {
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    doc.on("update", collect);
    change(doc);
    doc.off("update", collect);
    const bytes = Y.mergeUpdates(updates);
    await store.append({ rows: [{ mapId, seq: ++seq, bytes }], summaries: [] });
  }

  const rename = (title: string) =>
    write((map) => setNodeTitle({ doc: map, origin: null }, NODE, title));

  async function stored(): Promise<string[]> {
    const rows = await database.db.selectFrom("map_states").select("id").execute();
    return rows.map(({ id }) => id);
  }

  async function contentOf(stateId: string): Promise<unknown> {
    const update = await states.read(mapId, stateId);
    if (update === null) throw new Error("there is no such state");
    const copy = new Y.Doc();
    Y.applyUpdate(copy, update);
    return mapToJson(copy);
  }

  /** A thread that refers to a state. */
  async function refer(stateId: string): Promise<string> {
    const id = newId();
    await database.db
      .insertInto("threads")
      .values({
        id,
        map_id: mapId,
        seq: ++seq,
        anchor_on: "map",
        anchor_id: null,
        x: null,
        y: null,
        anchor_title: "",
        anchor_then: null,
        state_id: stateId,
        created_at: 1,
        created_by: "somebody",
      })
      .execute();
    return id;
  }

  it("CO-41: a content is kept once, and nothing is read while the journal has no new row", async () => {
    const first = await states.take(mapId);
    expect(await states.take(mapId)).toBe(first);
    expect(made).toBe(1);
    expect(await contentOf(first)).toEqual(mapToJson(doc));
    // Another row, the same content.
    await rename("Für einen Moment");
    await rename(starterMap("de").nodes.find(({ id }) => id === NODE)?.title ?? "");
    expect(await states.take(mapId)).toBe(first);
    expect(made).toBe(2);
    await rename("Anders");
    const second = await states.take(mapId);
    expect(second).not.toBe(first);
    expect(await contentOf(second)).toEqual(mapToJson(doc));
    expect((await stored()).toSorted()).toEqual([first, second].toSorted());
    // A server that starts again knows it too.
    const history = new HistoryThread(database.path);
    expect(await new MapStates(database.db, history).take(mapId)).toBe(second);
    await history.close();
  });

  it("CO-41: whoever asks while a state is made gets one with everything that was there when they asked", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const count = () => void made++;
    const history = historyHere(database.db, count, () => gate);
    const slow = new MapStates(database.db, history);
    const first = slow.take(mapId);
    await new Promise((resolve) => setImmediate(resolve));
    await rename("Währenddessen");
    const others = [slow.take(mapId), slow.take(mapId), slow.take(mapId)];
    open();
    const ids = new Set(await Promise.all(others));
    expect(ids.size).toBe(1);
    expect(made).toBe(2);
    const [second = ""] = ids;
    expect(second).not.toBe(await first);
    expect(await contentOf(second)).toEqual(mapToJson(doc));
  });

  it("CO-41: one that fails keeps nobody else from theirs", async () => {
    let fails = true;
    const history = historyHere(database.db, () => {
      if (fails) throw new Error("no thread");
    });
    const flaky = new MapStates(database.db, history);
    await expect(flaky.take(mapId)).rejects.toThrow("no thread");
    fails = false;
    expect(await stored()).toEqual([]);
    expect(await stored()).not.toContain(await flaky.take(mapId));
    expect(await stored()).toHaveLength(1);
  });

  it("VE-122: whoever takes a state waits for every other one of the map that is being made", async () => {
    await rename("Eins");
    let finish = () => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    let isFirst = true;
    const history = historyHere(database.db, async () => {
      const isWaiting = isFirst;
      isFirst = false;
      if (isWaiting) await gate;
    });
    const slow = new MapStates(database.db, history);
    const past = slow.takeUpTo(mapId, seq - 1);
    await waitFor("it is being made", () => !isFirst);
    const order: string[] = [];
    const both = Promise.all([
      past.then(() => order.push("past")),
      slow.take(mapId).then(() => order.push("now")),
    ]);
    // Without waiting, the second would be stored long before so many others are.
    for (let turn = 0; turn < 5; turn++) await states.take(mapId);
    finish();
    await both;
    expect(order).toEqual(["past", "now"]);
  });

  it("VE-33: a state that was taken a moment ago is not forgotten before it is used; one that is gone is taken anew", async () => {
    const mine = await states.take(mapId);
    await rename("Zwei");
    await states.take(mapId);
    await states.forgetUnused();
    expect(await stored()).toContain(mine);
    const last = await states.take(mapId);
    await database.db.deleteFrom("map_states").where("id", "=", last).execute();
    const anew = await states.take(mapId);
    expect(await stored()).toContain(anew);
  });

  it("CO-43: states that no thread refers to are forgotten, but for each map's latest", async () => {
    const referred = await states.take(mapId);
    const thread = await refer(referred);
    await rename("Zwei");
    const unused = await states.take(mapId);
    await rename("Drei");
    const latest = await states.take(mapId);
    await states.forgetUnused(later());
    expect((await stored()).toSorted()).toEqual([referred, latest].toSorted());
    expect(await states.read(mapId, unused)).toBeNull();
    await database.db.deleteFrom("threads").where("id", "=", thread).execute();
    await states.forgetUnused(later());
    expect(await stored()).toEqual([latest]);
    expect(await states.take(mapId)).toBe(latest);
  });
});

describe("a thread's state", () => {
  let server: ServerProcess;
  let at: Place;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    at = { url: server.url, mapId: (await newMapAt(server.url)).id };
  });

  const stateUrl = (mapId: string, stateId: string) =>
    `${server.url}/api/maps/${mapId}/states/${stateId}`;

  async function contentAt(stateId: string): Promise<unknown> {
    const { cookie } = server.owner;
    const answer = await fetch(stateUrl(at.mapId, stateId), { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
    return inOrder(mapJsonSchema.parse(mapToJson(doc)));
  }

  const exported = async () =>
    inOrder(
      mapJsonSchema.parse((await askApi(`${server.url}/api/maps/${at.mapId}/export.json`)).json()),
    );

  it("CO-41: is the whole map as it was when the thread was begun, and is not another map's", async () => {
    const client = await joinMap(server.syncUrl, at.mapId);
    const witness = await joinMap(server.syncUrl, at.mapId);
    const before = await exported();
    const first = await begin(at, { on: "node", id: NODE });
    const second = await begin(at, { on: "place", x: 1, y: 2 });
    const { stateId } = first.thread;
    if (stateId === null) throw new Error("a state was kept");
    expect(second.thread.stateId).toBe(stateId);

    const edit = { doc: client.doc, origin: null };
    createNode(edit, { kind: "note", place: { parentId: null, x: 0, y: 0 } });
    setMapTitle(edit, "Später");
    // What somebody else sees is on disk.
    await waitFor("somebody else sees it", () => readTitle(witness.doc) === "Später");
    const third = await begin(at, { on: "map" });
    expect(third.thread.stateId).not.toBe(stateId);
    expect(await contentAt(stateId)).toEqual(before);
    expect(await contentAt(third.thread.stateId ?? "")).toEqual(await exported());

    const other = await newMapAt(server.url, "Andere");
    expect(outcomeOf(await askApi(stateUrl(other.id, stateId)))).toEqual([404, "not-found"]);
    expect(outcomeOf(await askApi(stateUrl(at.mapId, newId())))).toEqual([404, "not-found"]);
    client.leave();
    witness.leave();
  });

  it("CO-42: a thread knows exactly what its node or link was, and what it was called", async () => {
    const { nodes, links } = await exported();
    const node = nodes.find(({ place }) => place.parentId !== null) ?? nodes[0];
    const link = links[0];
    if (node === undefined || link === undefined) throw new Error("the starter map has both");
    const ends = [link.source, link.target].map((id) => nodes.find((end) => end.id === id));
    const onNode = await begin(at, { on: "node", id: node.id });
    expect(onNode.thread.anchorTitle).toBe(node.title);
    expect(anchorThenSchema.parse(onNode.anchorThen)).toEqual({ nodes: [node], links: [] });
    const onLink = await begin(at, { on: "link", id: link.id });
    expect(onLink.thread.anchorTitle).toBe(ends.map((end) => end?.title).join(" → "));
    expect(onLink.anchorThen).toEqual({ nodes: ends, links: [link] });
    const nowhere = await begin(at, { on: "node", id: newId() });
    expect(nowhere.thread).toMatchObject({ anchorTitle: "", anchor: { on: "node" } });
    expect(nowhere.anchorThen).toBeNull();
    expect((await readThread(at, onNode.thread.id)).anchorThen).toEqual(onNode.anchorThen);
  });

  it("CO-50: deleting a map for good takes its threads, comments and states with it, and no other map's", async () => {
    const other = { url: server.url, mapId: (await newMapAt(server.url, "Bleibt")).id };
    await begin(at, { on: "node", id: NODE });
    await begin(other, { on: "node", id: NODE });
    const gone = await askApi(`${server.url}/api/maps/${at.mapId}`, { method: "DELETE" });
    expect(gone.status).toBe(204);
    await server.stop();
    const longAgo = 1;
    inDatabase(server.dataDir, (database) =>
      database.prepare("update maps set deleted_at = ? where id = ?").run(longAgo, at.mapId),
    );
    await server.restart();
    const left = inDatabase(server.dataDir, (database) =>
      ["threads", "comments", "map_states", "talk_numbers", "journal"].map(
        (table) =>
          new Set(
            database
              .prepare(`select map_id from ${table}`)
              .all()
              .map((row) => String(row["map_id"])),
          ),
      ),
    );
    for (const maps of left) {
      expect(maps).toContain(other.mapId);
      expect(maps).not.toContain(at.mapId);
    }
    const orphans = inDatabase(server.dataDir, (database) =>
      database
        .prepare("select 1 from thread_follows where thread_id not in (select id from threads)")
        .all(),
    );
    expect(orphans).toEqual([]);
  });
});
