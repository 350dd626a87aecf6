// Who changed what, and what is new since one's last visit, over the real routes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createNode, deleteElements, moveNodes, setNodeTitle } from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import {
  activitySchema,
  touchesSchema,
  visitSchema,
  type Touch,
  type Touches,
} from "#shared/versions/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { newMemberAt } from "../fixtures/newPeople.ts";
import type { As, Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const HALF_HOUR_MS = 30 * 60 * 1_000;

let server: ServerProcess;
let mapId = "";
let member: Somebody;
beforeAll(async () => {
  server = await startServer();
  member = await newMemberAt(server.url, "Mara Mitglied");
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Karte"));
  await giveRole(server.url, mapId, member, "editor");
});

function ask(path: string, as?: As) {
  return askApi(`${server.url}/api/maps/${mapId}/changes${path}`, { as });
}

async function changes(query: string, as?: As): Promise<Touches> {
  const answer = await ask(query, as);
  expect(answer.status, answer.text).toBe(200);
  return touchesSchema.parse(answer.json());
}

const said = ({ what, personId }: Touch): [string, string | null] => [what, personId];

/** Makes a node as the owner and changes it as the member. @returns its id. */
async function nodeOfTwo(): Promise<string> {
  const owner = await joinMap(server.syncUrl, mapId);
  const other = await joinMap(server.syncUrl, mapId, {}, member);
  const id = createNode(
    { doc: owner.doc, origin: null },
    { kind: "thesis", place: { parentId: null, x: 1, y: 2 }, title: "Von zweien" },
  );
  await waitFor("the member has it", () => readMap(other.doc).nodes.has(id));
  const edit = { doc: other.doc, origin: null };
  setNodeTitle(edit, id, "Von zweien gemacht");
  moveNodes(edit, new Map([[id, { parentId: null, x: 50, y: 60 }]]));
  await waitFor(
    "the owner has the new place",
    () => readMap(owner.doc).nodes.get(id)?.place.x === 50,
  );
  owner.leave();
  other.leave();
  return id;
}

describe("who changed what, over HTTP", () => {
  it("VE-84: the history of one element, of a stretch of time, and how much was done when, with the names of today", async () => {
    const before = Date.now() - 1;
    const id = await nodeOfTwo();
    const [ownerId, memberId] = [server.owner.person.id, member.person.id];
    const { touches, people, isCut } = await changes(`?element=${id}`);
    expect(isCut).toBe(false);
    expect(touches).toHaveLength(3);
    expect(touches.map(said)).toEqual(
      expect.arrayContaining([
        ["created", ownerId],
        ["place", memberId],
        ["title", memberId],
      ]),
    );
    expect(touches.at(-1)?.what).toBe("created");
    expect(people.map(({ name }) => name)).toContain("Mara Mitglied");
    const since = await changes(`?since=${before}`);
    expect(since.touches.filter(({ elementId }) => elementId === id)).toEqual(touches);
    const latest = Math.max(...touches.map(({ at }) => at));
    expect((await changes(`?since=${latest}`)).touches).toEqual([]);
    expect((await changes(`?element=${id}&until=${before}`)).touches).toEqual([]);
    expect((await changes("?element=nothing-here")).touches).toEqual([]);
    const { spans } = activitySchema.parse((await ask("/activity")).json());
    expect(spans.some(({ personId }) => personId === memberId)).toBe(true);
    for (const query of ["?since=gestern", "?since=-1", "?until=1e9", "?element=a&element=b"]) {
      expect(outcomeOf(await ask(query))).toEqual([400, "invalid-request"]);
    }
  });

  it("VE-85: whoever may open the map may ask; nobody else, and of how much was done when only who sees versions", async () => {
    const id = await nodeOfTwo();
    const stranger = await newMemberAt(server.url);
    const team = { method: "PUT", body: { role: null } };
    await askApi(`${server.url}/api/maps/${mapId}/team-role`, team);
    await giveRole(server.url, mapId, member, "viewer");
    for (const path of [`?element=${id}`, "/visit"]) {
      expect((await ask(path, member)).status).toBe(200);
      expect(outcomeOf(await ask(path, stranger))).toEqual([403, "no-access"]);
      expect(outcomeOf(await ask(path, null))).toEqual([401, "sign-in-needed"]);
    }
    expect(outcomeOf(await ask("/activity", member))).toEqual([403, "no-access"]);
  });

  it("VE-143: what a deleted node was called is read by those who may see versions, by others if they were on the map before", async () => {
    const beforeThat = Date.now() - 1;
    const id = await nodeOfTwo();
    const before = Date.now() - 1;
    const owner = await joinMap(server.syncUrl, mapId);
    deleteElements({ doc: owner.doc, origin: null }, { nodes: [id], links: [] });
    const titleFor = async (as?: As): Promise<string | undefined> => {
      const { touches } = await changes(`?element=${id}`, as);
      return touches.find(({ what }) => what === "deleted")?.title;
    };
    const title = "Von zweien gemacht";
    await waitFor("it is noted", async () => (await titleFor()) === title);
    owner.leave();
    expect(await titleFor(member)).toBe(title);
    await giveRole(server.url, mapId, member, "viewer");
    expect(await titleFor(member)).toBe(undefined);
    const leftAt = (at: number) =>
      inDatabase(server.dataDir, (database) =>
        database
          .prepare(
            "insert into visits (map_id, person_id, left_at, since_at) values (?, ?, ?, ?) " +
              "on conflict (map_id, person_id) do update set since_at = excluded.since_at",
          )
          .run(mapId, member.person.id, at, at),
      );
    leftAt(before);
    expect(await titleFor(member)).toBe(title);
    leftAt(beforeThat);
    expect(await titleFor(member)).toBe(undefined);
  });

  it("VE-86: at first there is no last visit, then the time one left; a reload within half an hour keeps what is new", async () => {
    const visit = async (): Promise<number | null> =>
      visitSchema.parse((await ask("/visit", member)).json()).leftAt;
    const left = (): number | null =>
      inDatabase(server.dataDir, (database) => {
        const row = database
          .prepare("select left_at as at from visits where map_id = ? and person_id = ?")
          .get(mapId, member.person.id);
        return typeof row?.["at"] === "number" ? row["at"] : null;
      });
    const come = async (): Promise<void> => {
      const before = left();
      const client = await joinMap(server.syncUrl, mapId, {}, member);
      client.leave();
      await waitFor("it is noted that they left", () => {
        const at = left();
        return at !== null && (before === null || at > before);
      });
    };
    expect(await visit()).toBe(null);
    await come();
    // A reload: still nothing was missed.
    await come();
    expect(await visit()).toBe(null);
    const longAgo = Date.now() - HALF_HOUR_MS - 60_000;
    inDatabase(server.dataDir, (database) =>
      database.prepare("update visits set left_at = ? where map_id = ?").run(longAgo, mapId),
    );
    await come();
    expect(await visit()).toBe(longAgo);
    await come();
    expect(await visit()).toBe(longAgo);
    const owner = visitSchema.parse((await ask("/visit")).json());
    expect(owner.leftAt).toBe(null);
  });
});
