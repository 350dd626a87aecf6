// Content erased for good: every byte of the data folder is searched for it.
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  createLink,
  createNode,
  deleteElements,
  reconnectLink,
  seedMap,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { threadsSchema } from "#shared/comments/api.ts";
import { erasuresSchema, type ErasureRecord } from "#shared/erase/api.ts";
import { newId } from "#shared/map/ids.ts";
import { mapToJson } from "#shared/map/json.ts";
import { descriptionOf, readMap, rootMaps } from "#shared/map/read.ts";
import { richTextTypes } from "#shared/map/richText.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { PARAM_EPOCH } from "#shared/protocol/messages.ts";
import { touchesSchema, versionsSchema } from "#shared/versions/api.ts";
import { askApi, type Ask } from "../fixtures/askApi.ts";
import { bytesIn, inDatabase } from "../fixtures/dataFolder.ts";
import { newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { closeCodeOf, closesOf, joinMap, knock } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const SECRET = "Zitronenfalter";
const SECOND = "Quittenblüte";

let server: ServerProcess;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Karte"));
});

function ask(path: string, question: Ask = {}) {
  return askApi(`${server.url}/api/maps/${mapId}${path}`, question);
}

/** Whether the words stand in any byte that is kept, or in what is kept compressed. */
function holds(words: string): boolean {
  const states = inDatabase(server.dataDir, (database) =>
    database.prepare("select bytes from map_states").all(),
  );
  const inflated = states.map(({ bytes }) =>
    bytes instanceof Uint8Array ? inflateSync(bytes) : Buffer.alloc(0),
  );
  return [bytesIn(server.dataDir), ...inflated].some((bytes) => bytes.includes(words));
}

async function save(name: string): Promise<void> {
  const answer = await ask("/versions", { method: "POST", body: { id: newId(), name } });
  expect(answer.status).toBe(201);
}

/** A node with the words in its title and description, kept in a version, quoted by a thread. */
async function nodeWithWords() {
  const client = await joinMap(server.syncUrl, mapId);
  const edit = { doc: client.doc, origin: null };
  const place = { parentId: null, x: 1, y: 2 };
  const id = createNode(edit, { kind: "thesis", place, title: `${SECRET} im Titel` });
  const text = [{ element: "paragraph", children: [{ text: `${SECOND} im Text` }] }];
  descriptionOf(client.doc, id)?.insert(0, richTextTypes(text));
  const other = await joinMap(server.syncUrl, mapId);
  await waitFor("it is on the server", () => descriptionOf(other.doc, id)?.length === 1);
  other.leave();
  await save("Mit den Wörtern");
  const thread = await ask("/comments/threads", {
    method: "POST",
    body: {
      id: newId(),
      anchor: { on: "node", id },
      comment: { id: newId(), text: "Stimmt das so?" },
    },
  });
  expect(thread.status, thread.text).toBe(201);
  return { client, edit, id };
}

async function erase(nodes: string[]): Promise<ErasureRecord> {
  const body = { confirm: true, nodes, links: [] };
  const answer = await ask("/erasures", { method: "POST", body });
  expect(answer.status, answer.text).toBe(202);
  return await waitFor("it is done", async () => {
    const { erasures } = erasuresSchema.parse((await ask("/erasures")).json());
    const [latest] = erasures;
    return latest !== undefined && latest.doneAt !== null ? latest : null;
  });
}

describe("erasing content for good", () => {
  it("VE-110, VE-126: its words are in no byte of the data folder any more; a record without content is", async () => {
    const { client, edit, id } = await nodeWithWords();
    setNodeTitle(edit, id, `${SECRET} im anderen Titel`);
    await waitFor("the words are kept", () => holds(SECRET));
    const codes = closesOf(client);
    const record = await erase([id]);
    expect(record).toMatchObject({ nodes: [id], links: [], byId: server.owner.person.id });
    expect(holds(SECRET)).toBe(false);
    expect(holds(SECOND)).toBe(false);
    const [thread] = threadsSchema.parse((await ask("/comments")).json()).threads;
    const then = await ask(`/comments/at/threads/${thread?.id}`);
    expect(threadsSchema.parse(then.json()).threads).toMatchObject([{ anchorTitle: "" }]);
    await waitFor("everybody was sent to come back", () => codes.includes(CLOSE.contentErased));
    client.leave();
    const { versions } = versionsSchema.parse((await ask("/versions")).json());
    expect(versions.map(({ name, nodeCount }) => [name, nodeCount])).toEqual([
      ["Mit den Wörtern", 29],
    ]);
    const threads = await ask("/comments?since=0");
    expect(threads.text).not.toContain(SECRET);
    expect(threads.json()).toMatchObject({ threads: [{ anchorTitle: "", commentCount: 1 }] });
    const audit = await ask("/audit");
    expect(audit.text).toContain("content.erased");
  });

  it("VE-111: what was deleted before, and lives in versions alone, is erased from there", async () => {
    const { client, edit, id } = await nodeWithWords();
    deleteElements(edit, { nodes: [id], links: [] });
    const other = await joinMap(server.syncUrl, mapId);
    await waitFor("it is gone from the map", () => !rootMaps(other.doc).nodes.has(id));
    other.leave();
    client.leave();
    await erase([id]);
    expect(holds(SECRET) || holds(SECOND)).toBe(false);
  });

  it("VE-110, VE-143: what it was called is gone from beside who deleted it, too", async () => {
    const { client, edit, id } = await nodeWithWords();
    deleteElements(edit, { nodes: [id], links: [] });
    const noted = await waitFor("it is noted", async () => {
      const { touches } = touchesSchema.parse((await ask(`/changes?element=${id}`)).json());
      return touches.find(({ what }) => what === "deleted") ?? null;
    });
    expect(noted.title).toBe(`${SECRET} im Titel`);
    client.leave();
    await erase([id]);
    expect(holds(SECRET)).toBe(false);
    const { touches } = touchesSchema.parse((await ask(`/changes?element=${id}`)).json());
    expect(touches.map(({ what, title }) => [what, title])).toContainEqual(["deleted", undefined]);
  });

  it("VE-144: a thread on a link keeps nothing of an end that the link was led to later, whether it still is or is gone", async () => {
    const client = await joinMap(server.syncUrl, mapId);
    const edit = { doc: client.doc, origin: null };
    const place = { parentId: null, x: 0, y: 0 };
    const node = (title: string): string => createNode(edit, { kind: "note", place, title });
    const [from, to, other, secret] = [node("Von"), node("Nach"), node("Neben"), node(SECRET)];
    const links = [to, other].map((end) => {
      const link = createLink(edit, { kind: "related", source: from, target: end });
      if (link === null) throw new Error("it can be made");
      return link;
    });
    const [gone = "", living = ""] = links;
    const seen = await joinMap(server.syncUrl, mapId);
    await waitFor("it is on the server", () => readMap(seen.doc).links.has(living));
    seen.leave();
    for (const link of links) {
      const anchor = { on: "link", id: link };
      const body = { id: newId(), anchor, comment: { id: newId(), text: "Hängt das so?" } };
      expect((await ask("/comments/threads", { method: "POST", body })).status).toBe(201);
    }
    for (const link of links) {
      expect(reconnectLink(edit, link, from, secret)).toBe(true);
      await waitFor("threads are called after it", async () => {
        const { threads } = threadsSchema.parse((await ask("/comments")).json());
        return threads.some(
          ({ anchor, anchorTitle }) =>
            anchor.on === "link" && anchor.id === link && anchorTitle === `Von → ${SECRET}`,
        );
      });
      if (link === gone) deleteElements(edit, { nodes: [], links: [gone] });
    }
    const record = await erase([secret]);
    expect(record.nodes).toEqual([secret]);
    expect(holds(SECRET)).toBe(false);
    client.leave();
  });

  it("VE-112: a copy that was made before is not merged any more, and brings nothing back", async () => {
    const { client, id } = await nodeWithWords();
    const stale = new Y.Doc();
    Y.applyUpdate(stale, Y.encodeStateAsUpdate(client.doc));
    client.leave();
    await erase([id]);
    setNodeTitle({ doc: stale, origin: null }, id, `${SECRET} noch einmal`);
    const returning = knock(server.syncUrl, mapId, { [PARAM_EPOCH]: "0" }, stale);
    expect(await closeCodeOf(returning)).toBe(CLOSE.outdatedCopy);
    returning.leave();
    // One that says nothing of its epoch gets in, and what it wrote in the erased node is nowhere.
    const old = new Y.Doc();
    Y.applyUpdate(old, Y.encodeStateAsUpdate(stale));
    const fresh = await joinMap(server.syncUrl, mapId);
    expect(readMap(fresh.doc).nodes.has(id)).toBe(false);
    fresh.leave();
    expect(holds(SECRET)).toBe(false);
  });

  it("VE-113: a server that is killed in the midst of it finishes when it starts again", async () => {
    const { client, id } = await nodeWithWords();
    client.leave();
    const body = { confirm: true, nodes: [id], links: [] };
    expect((await ask("/erasures", { method: "POST", body })).status).toBe(202);
    await server.kill9();
    await server.restart();
    await waitFor("it is done", async () => {
      const { erasures } = erasuresSchema.parse((await ask("/erasures")).json());
      return erasures.length === 1 && erasures.every(({ doneAt }) => doneAt !== null);
    });
    expect(holds(SECRET) || holds(SECOND)).toBe(false);
  });

  it("VE-121: what threads keep of other nodes stays, also of those in an erased region or with an id that begins alike", async () => {
    const client = await joinMap(server.syncUrl, mapId);
    const edit = { doc: client.doc, origin: null };
    const onMap = { parentId: null, x: 0, y: 0 };
    const region = createNode(edit, { kind: "region", place: onMap, title: "Gebiet" });
    const inside = createNode(edit, {
      kind: "note",
      place: { parentId: region, x: 5, y: 5 },
      title: "Darin",
    });
    const alike = `${region}-2`;
    const nodes = mapToJson(client.doc)
      .nodes.filter((node) => node.id === inside)
      .map((node) => ({ ...node, id: alike, title: "Daneben", place: onMap }));
    seedMap(edit, { title: "Karte", nodes, links: [] });
    const other = await joinMap(server.syncUrl, mapId);
    await waitFor("it is on the server", () => readMap(other.doc).nodes.has(alike));
    for (const node of [inside, alike]) {
      const anchor = { on: "node", id: node };
      const body = { id: newId(), anchor, comment: { id: newId(), text: "Wie war das?" } };
      const begun = await ask("/comments/threads", { method: "POST", body });
      expect(begun.status, begun.text).toBe(201);
    }
    other.leave();
    client.leave();
    await erase([region]);
    const kept = inDatabase(server.dataDir, (database) =>
      database
        .prepare("select anchor_title, anchor_then from threads where map_id = ? order by seq")
        .all(mapId),
    );
    expect(kept.map((row) => row["anchor_title"])).toEqual(["Darin", "Daneben"]);
    expect(kept.every((row) => row["anchor_then"] !== null)).toBe(true);
  });

  it("VE-114: a request without confirmation, or for nothing, erases nothing", async () => {
    for (const body of [
      { nodes: ["node-0001"], links: [] },
      { confirm: true, nodes: [], links: [] },
      { confirm: true, nodes: [1], links: [] },
      { confirm: true, nodes: ["a"], links: [], mapId: "x" },
    ]) {
      const answer = await ask("/erasures", { method: "POST", body });
      expect(outcomeOf(answer)).toEqual([400, "invalid-request"]);
    }
  });
});
