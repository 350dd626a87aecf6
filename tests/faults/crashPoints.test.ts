// A server that is killed at named points of saving and restoring a version, of compacting a journal and of erasing: all of
// it has happened when it is back, or nothing.
import { writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createNode, setNodeTitle } from "#shared/map/edit.ts";
import { erasuresSchema } from "#shared/erase/api.ts";
import { newId } from "#shared/map/ids.ts";
import { mapToJson, type MapJson } from "#shared/map/json.ts";
import { readMap } from "#shared/map/read.ts";
import { versionsSchema, type Version } from "#shared/versions/api.ts";
import { askApi, type Ask } from "../fixtures/askApi.ts";
import { bytesIn, inDatabase } from "../fixtures/dataFolder.ts";
import { newMapAt } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const SECRET = "Zitronenfalter";

let server: ServerProcess;
let mapId = "";
let pointFile = "";
beforeAll(async () => {
  const hook = pathToFileURL(join(import.meta.dirname, "crashHook.ts")).href;
  pointFile = join(import.meta.dirname, `../../test-results/crash-point-${process.pid}`);
  server = await startServer({
    env: { NODE_OPTIONS: `--import ${hook}`, CRASH_POINT_FILE: pointFile },
  });
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Karte"));
});

function ask(path: string, question: Ask = {}) {
  return askApi(`${server.url}/api/maps/${mapId}${path}`, question);
}

async function versions(): Promise<Version[]> {
  return versionsSchema.parse((await ask("/versions")).json()).versions;
}

async function mapNow(): Promise<MapJson> {
  const client = await joinMap(server.syncUrl, mapId);
  const map = mapToJson(client.doc);
  client.leave();
  return map;
}

async function change(title: string): Promise<string> {
  const client = await joinMap(server.syncUrl, mapId);
  const [node] = readMap(client.doc).nodes.values();
  if (node === undefined) throw new Error("the map has nodes");
  setNodeTitle({ doc: client.doc, origin: null }, node.id, title);
  const other = await joinMap(server.syncUrl, mapId);
  await waitFor("it is on disk", () => readMap(other.doc).nodes.get(node.id)?.title === title);
  other.leave();
  client.leave();
  return node.id;
}

/** Sends a request that the server does not survive, and starts it again. */
async function dieAt(match: string, at: string, request: () => Promise<unknown>): Promise<void> {
  writeFileSync(pointFile, JSON.stringify({ match, at }));
  await Promise.allSettled([request()]);
  await waitFor("the server has died there", () => !existsSync(pointFile));
  await server.kill9();
  await server.restart();
}

const WAYS = ["before commit", "after commit"] as const;

describe("killed at a named point", () => {
  it.each(WAYS)(
    "VE-30: of saving a version, %s its row: it is there whole, or not at all",
    async (at) => {
      const body = { id: newId(), name: "Vor dem Absturz", note: "" };
      const save = () => ask("/versions", { method: "POST", body });
      await dieAt('insert into "versions"', at, save);
      const found = await versions();
      expect(found).toHaveLength(at === "after commit" ? 1 : 0);
      expect((await save()).status).toBe(201);
      const [version, ...others] = await versions();
      expect(others).toEqual([]);
      const state = await ask(`/states/${version?.stateId}`);
      expect(state.status).toBe(200);
      expect(version).toMatchObject({ name: "Vor dem Absturz", nodeCount: 29 });
    },
  );

  it.each([
    ['insert into "versions"', "before"],
    ['insert into "versions"', "after commit"],
    ["insert into journal", "before commit"],
    ["insert into journal", "after commit"],
  ])(
    "VE-31: of restoring, %s %s: the map is as before or as after, and what was before is kept",
    async (match, at) => {
      const body = { id: newId(), name: "Anfang", note: "" };
      await ask("/versions", { method: "POST", body });
      const after = await mapNow();
      await change("Später geändert");
      const before = await mapNow();
      await dieAt(match, at, () =>
        ask(`/versions/${body.id}/restore`, { method: "POST", body: { requestId: newId() } }),
      );
      const now = await mapNow();
      const isAfter = match.includes("journal") && at === "after commit";
      expect(sorted(now)).toEqual(sorted(isAfter ? after : before));
      const kept = (await versions()).filter(({ cause }) => cause === "before-restore");
      expect(kept).toHaveLength(match.includes("versions") && at === "before" ? 0 : 1);
      const [first] = kept;
      if (first === undefined) return;
      // The state before is whole, wherever it went on from there.
      const restored = await ask(`/versions/${first.id}/restore`, {
        method: "POST",
        body: { requestId: newId() },
      });
      expect(restored.status).toBe(200);
      expect(sorted(await mapNow())).toEqual(sorted(before));
    },
  );

  it("VE-35: of restoring, before anything of it is on disk: the same request again restores", async () => {
    const body = { id: newId(), name: "Anfang", note: "" };
    await ask("/versions", { method: "POST", body });
    const then = await mapNow();
    await change("Später geändert");
    const request = { method: "POST", body: { requestId: newId() } };
    const restore = () => ask(`/versions/${body.id}/restore`, request);
    await dieAt("insert into journal", "before commit", restore);
    const again = await restore();
    expect(again.json()).toMatchObject({ isChanged: true });
    expect(sorted(await mapNow())).toEqual(sorted(then));
  });

  it.each([
    ['update "maps" set "epoch"', "before commit"],
    ['update "maps" set "epoch"', "after commit"],
    ["delete from journal", "before commit"],
    ["delete from journal", "after commit"],
    ['update "map_states"', "after"],
    ['update "threads"', "before commit"],
    ['update "erasures"', "before"],
  ])(
    "VE-32: of erasing and compacting, %s %s: nothing has begun, or it is finished when it is back",
    async (match, at) => {
      const client = await joinMap(server.syncUrl, mapId);
      const place = { parentId: null, x: 1, y: 2 };
      const id = createNode(
        { doc: client.doc, origin: null },
        { kind: "thesis", place, title: SECRET },
      );
      const other = await joinMap(server.syncUrl, mapId);
      await waitFor("it is on disk", () => readMap(other.doc).nodes.has(id));
      other.leave();
      client.leave();
      await ask("/versions", { method: "POST", body: { id: newId(), name: "Mit Wort" } });
      const thread = {
        id: newId(),
        anchor: { on: "node", id },
        comment: { id: newId(), text: "?" },
      };
      expect((await ask("/comments/threads", { method: "POST", body: thread })).status).toBe(201);
      const before = await mapNow();
      const erase = () =>
        ask("/erasures", { method: "POST", body: { confirm: true, nodes: [id], links: [] } });
      await dieAt(match, at, erase);
      const hasBegun = !(match.includes("maps") && at === "before commit");
      if (!hasBegun) {
        expect(erasuresSchema.parse((await ask("/erasures")).json()).erasures).toEqual([]);
        expect(sorted(await mapNow())).toEqual(sorted(before));
        expect((await erase()).status).toBe(202);
      }
      await waitFor("it is done", async () => {
        const { erasures } = erasuresSchema.parse((await ask("/erasures")).json());
        return erasures.length === 1 && erasures.every(({ doneAt }) => doneAt !== null);
      });
      const wanted = { ...before, nodes: before.nodes.filter((node) => node.id !== id) };
      expect(sorted(await mapNow())).toEqual(sorted(wanted));
      const states = inDatabase(server.dataDir, (database) =>
        database.prepare("select bytes from map_states").all(),
      ).map(({ bytes }) => inflateSync(bytes instanceof Uint8Array ? bytes : Buffer.alloc(0)));
      const kept = [bytesIn(server.dataDir), ...states];
      expect(kept.filter((bytes) => bytes.includes(SECRET))).toHaveLength(0);
    },
  );
});

function sorted({ title, nodes, links }: MapJson) {
  return {
    title,
    nodes: new Map(nodes.map((node) => [node.id, node])),
    links: new Map(links.map((link) => [link.id, link])),
  };
}
