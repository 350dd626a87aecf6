// Stock clients on a real server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { createNode, setMapTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { readMap, readTitle, rootMaps } from "#shared/map/read.ts";
import { mapListSchema, mapSummarySchema } from "#shared/maps/api.ts";
import { SCHEMA_VERSION } from "#shared/map/schema.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi } from "../fixtures/askApi.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { closeCodeOf, joinMap, knock } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

/** Sooner than it would tell of itself again without being asked. */
const RENEWED_AFTER_MS = 10_000;

let server: ServerProcess;
let mapId: string;

beforeAll(async () => {
  server = await startServer();
  const { maps } = mapListSchema.parse((await askApi(`${server.url}/api/maps`)).json());
  mapId = maps[0]?.id ?? "";
});
afterAll(() => server.remove());

async function newMap(title: string): Promise<string> {
  const body = { title, from: "starter", language: "en" };
  const answer = await askApi(`${server.url}/api/maps`, { method: "POST", body });
  return mapSummarySchema.parse(answer.json()).id;
}

describe("the stock client", () => {
  it("SY-1: reads 29 nodes and 31 links, and its edits reach the others", async () => {
    const [anika, ben] = await Promise.all([
      joinMap(server.syncUrl, mapId),
      joinMap(server.syncUrl, mapId),
    ]);
    const { nodes, links } = readMap(anika.doc);
    expect([nodes.size, links.size]).toEqual([29, 31]);
    const id = createNode(
      { doc: anika.doc, origin: null },
      { kind: "note", place: { parentId: null, x: 1, y: 2 }, title: "Neu" },
    );
    await waitFor("the other has the node", () => readMap(ben.doc).nodes.has(id));
    expect(readMap(ben.doc).nodes.get(id)?.title).toBe("Neu");
    anika.leave();
    ben.leave();
  });

  it("SY-9: what was done without network arrives when it is back, and both sides have everything", async () => {
    const [anika, ben] = await Promise.all([
      joinMap(server.syncUrl, mapId),
      joinMap(server.syncUrl, mapId),
    ]);
    anika.provider.disconnect();
    setMapTitle({ doc: anika.doc, origin: null }, "Ohne Netz");
    createNode(
      { doc: ben.doc, origin: null },
      { kind: "task", place: { parentId: null, x: 0, y: 0 } },
    );
    anika.provider.connect();
    await waitFor("the title arrived", () => readTitle(ben.doc) === "Ohne Netz");
    await waitFor("both are equal", () =>
      Buffer.from(Y.encodeStateVector(anika.doc)).equals(Y.encodeStateVector(ben.doc)),
    );
    anika.leave();
    ben.leave();
  });

  it("SY-13 SY-16: sees the others with the names the server gave, until they leave", async () => {
    const [anika, ben] = await Promise.all([
      joinMap(server.syncUrl, mapId),
      joinMap(server.syncUrl, mapId),
    ]);
    anika.provider.awareness.setLocalState({ cursor: { x: 3, y: 4 }, user: { name: "Chef" } });
    const id = anika.doc.clientID;
    const seen = await waitFor("the cursor is seen", () => {
      const state = ben.provider.awareness.getStates().get(id);
      return state?.["cursor"] === null ? null : state;
    });
    expect(seen).toMatchObject({ cursor: { x: 3, y: 4 }, role: "owner" });
    expect(seen["user"]).toBeUndefined();
    const { maps } = mapListSchema.parse((await askApi(`${server.url}/api/maps`)).json());
    const present = maps.find((map) => map.id === mapId)?.present.map(({ name }) => name);
    expect(present).toContain((seen["person"] as { name: string }).name);
    anika.leave();
    await waitFor("the cursor is gone", () => !ben.provider.awareness.getStates().has(id));
    ben.leave();
  });

  it("SY-14: is seen again at once when it comes back with the same state", async () => {
    const [anika, ben] = await Promise.all([
      joinMap(server.syncUrl, mapId),
      joinMap(server.syncUrl, mapId),
    ]);
    anika.provider.awareness.setLocalState({ cursor: { x: 3, y: 4 } });
    const id = anika.doc.clientID;
    const states = ben.provider.awareness.getStates();
    await waitFor("it is seen", () => states.has(id));
    anika.provider.disconnect();
    await waitFor("it is gone", () => !states.has(id));
    anika.provider.connect();
    await waitFor("it is seen again", () => states.has(id), RENEWED_AFTER_MS);
    expect(states.get(id)).toMatchObject({ cursor: { x: 3, y: 4 } });
    anika.leave();
    ben.leave();
  });

  it("SY-21: a map that everybody left is the same when somebody comes back", async () => {
    const id = await newMap("Left alone");
    const first = await joinMap(server.syncUrl, id);
    setMapTitle({ doc: first.doc, origin: null }, "Changed and left");
    first.leave();
    const second = await joinMap(server.syncUrl, id);
    await waitFor("the change is there", () => readTitle(second.doc) === "Changed and left");
    second.leave();
  });

  it("SY-25: sees a new name of the map that was given over HTTP, and the list sees one typed on the map", async () => {
    const id = await newMap("First");
    const client = await joinMap(server.syncUrl, id);
    await askApi(`${server.url}/api/maps/${id}`, { method: "PATCH", body: { title: "Second" } });
    await waitFor("the title arrived", () => readTitle(client.doc) === "Second");
    setMapTitle({ doc: client.doc, origin: null }, "Third");
    await waitFor("the list shows it", async () => {
      const answer = await askApi(`${server.url}/api/maps/${id}`);
      return mapSummarySchema.parse(answer.json()).title === "Third";
    });
    client.leave();
  });

  it("ST-10: lists show a change also after a restart", async () => {
    const id = await newMap("Before");
    const client = await joinMap(server.syncUrl, id);
    setMapTitle({ doc: client.doc, origin: null }, "After");
    rootMaps(client.doc).nodes.delete("start-n01");
    const known = databaseIn(server.dataDir);
    const row = known.prepare("select title, node_count from maps where id = ?");
    await waitFor("the row follows", () => row.get(id)?.["title"] === "After");
    expect(row.get(id)?.["node_count"]).toBe(28);
    known.close();
    client.leave();
  });
});

describe("who is not let in", () => {
  it("SY-22: an unknown map, a deleted one and an outdated page are each told so, for good", async () => {
    const unknown = knock(server.syncUrl, newId());
    expect(await closeCodeOf(unknown)).toBe(CLOSE.noSuchMap);
    const id = await newMap("To be deleted");
    const outdated = knock(server.syncUrl, id, { schema: String(SCHEMA_VERSION - 1) });
    expect(await closeCodeOf(outdated)).toBe(CLOSE.outdatedClient);
    const current = await joinMap(server.syncUrl, id, { schema: String(SCHEMA_VERSION) });
    const code = closeCodeOf(current);
    await askApi(`${server.url}/api/maps/${id}`, { method: "DELETE" });
    expect(await code).toBe(CLOSE.mapDeleted);
    const late = knock(server.syncUrl, id);
    expect(await closeCodeOf(late)).toBe(CLOSE.mapDeleted);
    for (const client of [unknown, outdated, current, late]) client.leave();
  });

  function refusal(path: string, headers: Record<string, string> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`, { headers });
      socket.on("unexpected-response", (_request, response) => {
        resolve(response.statusCode ?? 0);
        socket.terminate();
      });
      socket.on("open", () => {
        resolve(101);
        socket.close();
      });
      socket.on("error", reject);
    });
  }

  it("SY-23: pages of other sites, names that are no map's and other addresses are refused over HTTP", async () => {
    const { host } = new URL(server.url);
    const own = `/sync/${mapId}`;
    expect(await refusal(own)).toBe(101);
    expect(await refusal(own, { Origin: server.url })).toBe(101);
    expect(await refusal(own, { Origin: "http://evil.example" })).toBe(403);
    expect(await refusal(own, { Origin: "null" })).toBe(403);
    expect(await refusal(own, { Origin: `https://${host}.evil.example` })).toBe(403);
    expect(await refusal(own, { Host: "evil.example", Origin: "http://evil.example" })).toBe(403);
    for (const name of ["../x", "a%00b", "x".repeat(4_000), `${mapId}/`, "", "..%2f"]) {
      expect(await refusal(`/sync/${name}`), name).toBeGreaterThanOrEqual(400);
    }
    expect(await refusal("/elsewhere")).toBe(404);
    expect((await askApi(`${server.url}/api/health`)).status).toBe(200);
  });
});

describe("a map that cannot be loaded", () => {
  it("SY-20: closes those who join, stores nothing, and opens when it can be loaded again", async () => {
    const id = await newMap("Broken for a while");
    const database = databaseIn(server.dataDir);
    const bytes = database.prepare("select bytes from journal where map_id = ?").get(id)?.["bytes"];
    const write = database.prepare("update journal set bytes = ? where map_id = ?");
    write.run(Uint8Array.of(1, 2, 3), id);
    const client = knock(server.syncUrl, id);
    expect(await closeCodeOf(client)).toBe(CLOSE.loadFailed);
    const rows = database.prepare("select count(*) as n from journal where map_id = ?");
    expect(rows.get(id)?.["n"]).toBe(1);
    expect(rootMaps(client.doc).nodes.size).toBe(0);
    write.run(bytes as Uint8Array, id);
    database.close();
    await waitFor("it comes back by itself", () => client.provider.synced);
    expect(readTitle(client.doc)).toBe("Broken for a while");
    client.leave();
  });
});
