// Versions over the real routes: kept, named, deleted, restored into a map that others work on, copied.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { mapToJson } from "#shared/map/json.ts";
import { readMap } from "#shared/map/read.ts";
import { mapSummarySchema } from "#shared/maps/api.ts";
import {
  MESSAGE_CHANGED,
  MESSAGE_GRANT,
  MESSAGE_RESTORED,
  MESSAGE_SAVED,
  MESSAGE_STORE,
  PARAM_EXTENSIONS,
} from "#shared/protocol/messages.ts";
import {
  type LastRestore,
  lastRestoreSchema,
  restoredNewsSchema,
  restoredSchema,
  versionSchema,
  versionsSchema,
  type Version,
} from "#shared/versions/api.ts";
import * as decoding from "lib0/decoding";
import { askApi, type Ask } from "../fixtures/askApi.ts";
import { giveRole, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap, knock, type StockClient } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

let server: ServerProcess;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Daseinsvorsorge"));
});

function ask(path: string, question: Ask = {}, map = mapId) {
  return askApi(`${server.url}/api/maps/${map}${path}`, question);
}

async function save(name: string, id = newId()): Promise<Version> {
  const answer = await ask("/versions", { method: "POST", body: { id, name, note: "Notiz" } });
  expect(answer.status).toBe(201);
  return versionSchema.parse(answer.json());
}

async function list(): Promise<Version[]> {
  return versionsSchema.parse((await ask("/versions")).json()).versions;
}

async function lastRestore(as?: Somebody): Promise<LastRestore> {
  const answer = await ask("/restored", as === undefined ? {} : { as });
  expect(answer.status).toBe(200);
  return lastRestoreSchema.parse(answer.json());
}

async function restore(versionId: string, body: object = {}) {
  const answer = await ask(`/versions/${versionId}/restore`, {
    method: "POST",
    body: { requestId: newId(), ...body },
  });
  expect(answer.status, answer.text).toBe(200);
  return restoredSchema.parse(answer.json());
}

/** Once the server has on disk what this client wrote, a state taken now has it. */
async function isKept({ doc }: StockClient): Promise<void> {
  const other = await joinMap(server.syncUrl, mapId);
  await waitFor("it has reached another", () =>
    Buffer.from(Y.encodeStateVector(other.doc)).equals(Buffer.from(Y.encodeStateVector(doc))),
  );
  other.leave();
}

function firstNode({ doc }: StockClient) {
  const [node] = readMap(doc).nodes.values();
  if (node === undefined) throw new Error("the starter map has nodes");
  return node;
}

describe("keeping versions", () => {
  it("VE-20: a version has the map's content, a name, a note and who saved it; the same request again is the same", async () => {
    const version = await save("Vor der Sitzung");
    expect(version).toMatchObject({
      cause: "saved",
      name: "Vor der Sitzung",
      note: "Notiz",
      byId: server.owner.person.id,
      nodeCount: 29,
      linkCount: 31,
    });
    expect(await save("Vor der Sitzung", version.id)).toEqual(version);
    expect(await list()).toHaveLength(1);
    const harmful = { name: " a\u202e\u0000\nb", note: "c\u0007\r\nd\u2066" };
    const path = `/versions/${version.id}`;
    const changed = await ask(path, { method: "PATCH", body: harmful });
    expect(changed.json()).toMatchObject({ name: "a b", note: "c\nd" });
    const { id: otherMap } = await newMapAt(server.url, "Eine andere");
    const body = { id: version.id, name: "Geraubt" };
    expect(outcomeOf(await ask("/versions", { method: "POST", body }, otherMap))).toEqual([
      409,
      "id-taken",
    ]);
    for (const path of ["", "/picture.svg"]) {
      const answer = await ask(`/versions/${version.id}${path}`, {}, otherMap);
      expect(outcomeOf(answer)).toEqual([404, "no-such-version"]);
    }
    const taken = await ask(
      `/versions/${version.id}/restore`,
      { method: "POST", body: { requestId: newId() } },
      otherMap,
    );
    expect(outcomeOf(taken)).toEqual([404, "no-such-version"]);
  });

  it("VE-36: what a program does all day long is refused after a while, for that person alone", async () => {
    const robot = await server.newMember("Robo Redaktion");
    await giveRole(server.url, mapId, robot, "editor");
    const restoreNothing = () =>
      ask("/versions/none/restore", { method: "POST", body: { requestId: newId() }, as: robot });
    let allowed = 0;
    let answer = await restoreNothing();
    // On a machine that takes half a minute for this, one more is allowed again meanwhile.
    for (; answer.status === 404 && allowed < 200; allowed++) answer = await restoreNothing();
    expect(outcomeOf(answer)).toEqual([429, "too-many-attempts"]);
    expect(allowed).toBeGreaterThanOrEqual(120);
    const body = { id: newId(), name: "Noch eine" };
    const saved = await ask("/versions", { method: "POST", body, as: robot });
    expect(outcomeOf(saved)).toEqual([429, "too-many-attempts"]);
    expect(Number(saved.headers["retry-after"])).toBeGreaterThan(0);
    await save("Von jemand anderem");
  });

  it("VE-21: the list comes by pages, the newest first; names and notes change, and versions go", async () => {
    const [first, second] = [await save("Eins"), await save("Zwei")];
    expect((await list()).map(({ name }) => name)).toEqual(["Zwei", "Eins"]);
    const rest = await ask(`/versions?before=${second.at}_${second.id}`);
    expect(versionsSchema.parse(rest.json()).versions.map(({ id }) => id)).toEqual([first.id]);
    for (const before of ["x", "-1_a", "1e9_a", "1_a'--"]) {
      const answer = await ask(`/versions?before=${encodeURIComponent(before)}`);
      expect(outcomeOf(answer)).toEqual([400, "invalid-request"]);
    }
    const body = { name: "Umbenannt" };
    const renamed = await ask(`/versions/${first.id}`, { method: "PATCH", body });
    expect(renamed.json()).toMatchObject({ name: "Umbenannt", note: "Notiz" });
    const picture = await ask(`/versions/${first.id}/picture.svg`);
    expect(picture.headers["content-type"]).toContain("image/svg+xml");
    expect((await ask(`/versions/${first.id}`, { method: "DELETE" })).status).toBe(204);
    const gone = await ask(`/versions/${first.id}`, { method: "DELETE" });
    expect(outcomeOf(gone)).toEqual([404, "no-such-version"]);
    expect((await list()).map(({ name }) => name)).toEqual(["Zwei"]);
  });

  it("VE-22: when the last person leaves, what was changed is kept; what was not is not kept again", async () => {
    const client = await joinMap(server.syncUrl, mapId);
    setNodeTitle({ doc: client.doc, origin: null }, firstNode(client).id, "Im Gespräch geändert");
    await isKept(client);
    client.leave();
    const [kept] = await waitFor(
      "the sitting is kept",
      async () => {
        const versions = await list();
        return versions.length > 0 ? versions : null;
      },
      40_000,
    );
    expect(kept).toMatchObject({ cause: "session-ended", name: "", byId: null });
    const again = await joinMap(server.syncUrl, mapId);
    again.leave();
    expect((await save("Gleicher Inhalt")).fingerprint).toBe(kept?.fingerprint);
    expect(await list()).toHaveLength(2);
  });
});

it("VE-28: deleting much at once keeps the state before it", async () => {
  const client = await joinMap(server.syncUrl, mapId);
  const nodes = [...readMap(client.doc).nodes.keys()];
  deleteElements({ doc: client.doc, origin: null }, { nodes, links: [] });
  const [kept] = await waitFor("what was before is kept", async () => {
    const versions = await list();
    return versions.length > 0 ? versions : null;
  });
  expect(kept).toMatchObject({ cause: "before-mass-change", nodeCount: 29, linkCount: 31 });
  client.leave();
});

describe("restoring", () => {
  it("VE-23: the map is as it was for everybody, nobody is disconnected, and the state before is kept", async () => {
    const anika = knock(server.syncUrl, mapId, { [PARAM_EXTENSIONS]: "1" });
    const news: unknown[] = [];
    for (const type of [MESSAGE_SAVED, MESSAGE_CHANGED, MESSAGE_STORE, MESSAGE_GRANT]) {
      anika.provider.messageHandlers[type] = () => undefined;
    }
    anika.provider.messageHandlers[MESSAGE_RESTORED] = (_encoder, decoder) => {
      news.push(JSON.parse(decoding.readVarString(decoder)));
    };
    await waitFor("she has synced", () => anika.provider.synced);
    const before = mapToJson(anika.doc);
    const version = await save("Anfang");
    const edit = { doc: anika.doc, origin: null };
    const [first, second] = readMap(anika.doc).nodes.values();
    if (first === undefined || second === undefined) throw new Error("two nodes are needed");
    setNodeTitle(edit, first.id, "Geändert");
    deleteElements(edit, { nodes: [second.id], links: [] });
    const place = { parentId: null, x: 0, y: 0 };
    createNode(edit, { kind: "note", place, title: "Dazugekommen" });
    await isKept(anika);
    const changed = mapToJson(anika.doc);

    const { keptId, isChanged } = await restore(version.id);
    expect(isChanged).toBe(true);
    await waitFor("Anika has the map as it was", () => readMap(anika.doc).nodes.size === 29);
    const byId = (map: typeof before) => ({
      nodes: new Map(map.nodes.map((node) => [node.id, node])),
      links: new Map(map.links.map((link) => [link.id, link])),
    });
    expect(byId(mapToJson(anika.doc))).toEqual(byId(before));
    expect(anika.provider.wsconnected).toBe(true);
    await waitFor("she is told", () => news.length > 0);
    expect(restoredNewsSchema.parse(news[0])).toMatchObject({
      by: { id: server.owner.person.id },
      versionName: "Anfang",
      isWhole: true,
    });
    expect((await lastRestore()).news).toEqual(news[0]);
    const kept = (await list()).find(({ id }) => id === keptId);
    expect(kept).toMatchObject({
      cause: "before-restore",
      restored: { versionId: version.id, name: "Anfang", isWhole: true },
    });

    await restore(keptId);
    await waitFor(
      "the change is back",
      () => readMap(anika.doc).nodes.get(first.id)?.title === "Geändert",
    );
    expect(byId(mapToJson(anika.doc))).toEqual(byId(changed));
    anika.leave();
  });

  it("VE-145: whoever may open the map is told of the last restore, as those were who were on it; nobody of one that is unknown", async () => {
    expect(await lastRestore()).toEqual({ at: 0, news: null });
    const lea = await server.newMember("Lea Leser");
    await giveRole(server.url, mapId, lea, "viewer");
    const client = await joinMap(server.syncUrl, mapId);
    const version = await save("Anfang");
    setNodeTitle({ doc: client.doc, origin: null }, firstNode(client).id, "Geändert");
    await isKept(client);
    await restore(version.id, {
      chosen: { title: false, nodes: [firstNode(client).id], links: [] },
    });
    const second = await lastRestore(lea);
    expect(second.news).toMatchObject({
      by: { id: server.owner.person.id, name: server.owner.person.name },
      versionName: "Anfang",
      versionAt: version.at,
      isWhole: false,
    });
    const gone = await ask(`/versions/${version.id}`, { method: "DELETE" });
    expect(gone.status).toBeLessThan(300);
    expect(await lastRestore()).toEqual({ at: second.at, news: null });
    client.leave();
  });

  it("VE-24: the same request twice is done once; a second restore of the same changes nothing", async () => {
    const client = await joinMap(server.syncUrl, mapId);
    const version = await save("Anfang");
    setNodeTitle({ doc: client.doc, origin: null }, firstNode(client).id, "Geändert");
    await isKept(client);
    const requestId = newId();
    const [one, two] = await Promise.all([
      restore(version.id, { requestId }),
      restore(version.id, { requestId }),
    ]);
    expect(one.keptId).toBe(two.keptId);
    expect((await list()).filter(({ cause }) => cause === "before-restore")).toHaveLength(1);
    expect((await restore(version.id)).isChanged).toBe(false);
    client.leave();
  });

  it("VE-25: only chosen elements are restored where some are chosen", async () => {
    const client = await joinMap(server.syncUrl, mapId);
    const version = await save("Anfang");
    const [first, second] = readMap(client.doc).nodes.values();
    if (first === undefined || second === undefined) throw new Error("two nodes are needed");
    for (const { id } of [first, second]) {
      setNodeTitle({ doc: client.doc, origin: null }, id, "Geändert");
    }
    await isKept(client);
    await restore(version.id, { chosen: { title: false, nodes: [first.id], links: [] } });
    await waitFor(
      "one is as it was",
      () => readMap(client.doc).nodes.get(first.id)?.title === first.title,
    );
    expect(readMap(client.doc).nodes.get(second.id)?.title).toBe("Geändert");
    client.leave();
  });

  it("VE-37: comments, rights and people stay as they are, also of what a restore takes away and brings back", async () => {
    const client = await joinMap(server.syncUrl, mapId);
    const version = await save("Anfang");
    const place = { parentId: null, x: 0, y: 0 };
    const added = createNode({ doc: client.doc, origin: null }, { kind: "note", place });
    await isKept(client);
    for (const anchor of [
      { on: "map" },
      { on: "node", id: added },
      { on: "node", id: firstNode(client).id },
    ]) {
      const comment = { id: newId(), text: "Bleibt." };
      const body = { id: newId(), anchor, comment };
      expect((await ask("/comments/threads", { method: "POST", body })).status).toBe(201);
    }
    const said = async () => ({
      comments: (await ask("/comments?since=0")).json(),
      access: (await ask("/access")).json(),
    });
    const before = await said();
    const { keptId } = await restore(version.id);
    await waitFor("the node is gone", () => !readMap(client.doc).nodes.has(added));
    expect(await said()).toEqual(before);
    await restore(keptId);
    await waitFor("the node is back", () => readMap(client.doc).nodes.has(added));
    expect(await said()).toEqual(before);
    client.leave();
  });

  it("VE-26: a version becomes a map of its own, which belongs to whoever made it", async () => {
    const version = await save("Anfang");
    const answer = await ask(`/versions/${version.id}/copy`, {
      method: "POST",
      body: { title: "Aus der Version" },
    });
    expect(answer.status).toBe(201);
    const map = mapSummarySchema.parse(answer.json());
    expect(map).toMatchObject({ title: "Aus der Version", nodeCount: 29, role: "owner" });
    expect(map.id).not.toBe(mapId);
  });

  it("VE-27: a restore cannot set people, rights or comments, and a body that tries is refused", async () => {
    const version = await save("Anfang");
    for (const body of [
      { requestId: newId(), role: "owner" },
      { requestId: newId(), by: { id: "x", name: "Falsch", colour: 1 } },
      { requestId: newId(), chosen: { title: true, nodes: ["__proto__"], links: [1] } },
      { requestId: "../x" },
      {},
    ]) {
      const answer = await ask(`/versions/${version.id}/restore`, { method: "POST", body });
      expect(outcomeOf(answer)).toEqual([400, "invalid-request"]);
    }
  });
});
