// What had been said on a map at a moment of its past, over the real routes: cut at the number, told with what is known and
// may be read today.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Thread } from "#shared/comments/api.ts";
import { searchAnswerSchema, threadAnswerSchema, threadsSchema } from "#shared/comments/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import { newId } from "#shared/map/ids.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { askApi, type Answer, type Ask } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";

const PASSWORD = "ein langes Kennwort";
const NO_ACCESS = [403, "no-access"];
const NOT_FOUND = [404, "not-found"];
const NO_THREAD = [404, "no-such-thread"];
const NO_VERSION = [404, "no-such-version"];

let server: ServerProcess;
let mapId = "";
let talk: TalkOverHttp;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Karte"));
  talk = new TalkOverHttp(server.url, mapId);
});

function ask(path: string, question: Ask = {}, map = mapId): Promise<Answer> {
  return askApi(`${server.url}/api/maps/${map}${path}`, question);
}

async function save(): Promise<Version> {
  const answer = await ask("/versions", { method: "POST", body: { id: newId(), name: "Damals" } });
  expect(answer.status).toBe(201);
  return versionSchema.parse(answer.json());
}

async function done(method: string, path: string, body?: unknown, as?: Somebody): Promise<void> {
  const answer = await talk.ask(path, { method, body, ...(as === undefined ? {} : { as }) });
  expect([200, 204], `${method} ${path}: ${answer.text}`).toContain(answer.status);
}

async function then({ id }: Version, query = ""): Promise<Thread[]> {
  const answer = await talk.ask(`/at/versions/${id}${query}`);
  expect(answer.status, answer.text).toBe(200);
  return threadsSchema.parse(answer.json()).threads;
}

async function threadThen({ id }: Version, threadId: string) {
  const answer = await talk.ask(`/at/versions/${id}/threads/${threadId}`);
  expect(answer.status, answer.text).toBe(200);
  return threadAnswerSchema.parse(answer.json());
}

const resolved = (more: object = {}) => ({ state: "resolved", ...more });

describe("what had been said when a version was kept", () => {
  it("VE-123: is cut at the number that the version has noted, in threads and in each of them", async () => {
    const { thread } = await talk.begin("Stimmt das?");
    await talk.reply(thread.id, "Ja.");
    const version = await save();
    await talk.reply(thread.id, "Inzwischen nicht mehr.");
    await talk.begin("Eine spätere Frage");
    // Whatever the clock says: the number counts.
    inDatabase(server.dataDir, (database) => {
      database.prepare("update comments set created_at = 1 where map_id = ?").run(mapId);
    });
    const threads = await then(version);
    expect(threads).toMatchObject([
      { id: thread.id, commentCount: 2, excerpt: "Stimmt das?", unread: 0, follows: false },
    ]);
    const { comments, authors, anchorThen } = await threadThen(version, thread.id);
    expect(comments.map(({ text }) => text)).toEqual(["Stimmt das?", "Ja."]);
    expect(authors.map(({ id }) => id)).toEqual([server.owner.person.id]);
    expect(anchorThen).toBeNull();
    const search = await talk.ask(`/at/versions/${version.id}/search?q=inzwischen`);
    expect(searchAnswerSchema.parse(search.json()).threads).toEqual([]);
    const found = await talk.ask(`/at/versions/${version.id}/search?q=STIMMT`);
    expect(searchAnswerSchema.parse(found.json()).threads).toEqual([thread.id]);
  });

  it("VE-123: without a number the time serves; the state a thread was begun on has the talk up to that thread", async () => {
    const { thread } = await talk.begin("Die erste");
    const version = await save();
    const later = await talk.begin("Die zweite");
    const { stateId } = later.thread;
    await talk.begin("Die dritte");
    inDatabase(server.dataDir, (database) => {
      database.prepare("update versions set talk_number = null where id = ?").run(version.id);
      const late = database.prepare("update comments set created_at = ? where thread_id <> ?");
      late.run(version.at + 1, thread.id);
      // The state is the same for all of them, and was taken for the first.
      database.prepare("update comments set created_at = 1 where thread_id = ?").run(thread.id);
    });
    expect((await then(version)).map(({ id }) => id)).toEqual([thread.id]);
    const begun = await talk.ask(`/at/threads/${later.thread.id}`);
    expect(threadsSchema.parse(begun.json()).threads.map(({ excerpt }) => excerpt)).toEqual([
      "Die erste",
      "Die zweite",
    ]);
    const ofState = await talk.ask(`/at/states/${stateId ?? ""}`);
    expect(threadsSchema.parse(ofState.json()).threads.map(({ id }) => id)).toEqual([thread.id]);
  });

  it("VE-124: each thread is in the state it had then, with an outcome whose reason is still the last one", async () => {
    const { thread } = await talk.begin("Stimmt das?");
    const path = `/threads/${thread.id}/state`;
    const open = await save();
    await done("PUT", path, resolved({ outcome: "partly-adopted", reason: "Zum Teil" }));
    const partly = await save();
    expect((await then(partly))[0]?.outcome?.reason).toBe("Zum Teil");
    await done("PUT", path, { state: "open" });
    const reopened = await save();
    await done("PUT", path, resolved({ outcome: "adopted", reason: "Ganz" }));
    const known = { isStateKnown: true, isResolvedToday: true };
    const owner = server.owner.person.id;
    const nothing = { resolved: null, outcome: null, past: { ...known, isReasonGone: false } };
    expect(await then(open)).toMatchObject([nothing]);
    expect(await then(partly)).toMatchObject([
      {
        resolved: { by: owner },
        outcome: { kind: "partly-adopted", reason: "", by: owner },
        past: { ...known, isReasonGone: true },
      },
    ]);
    expect(await then(reopened)).toMatchObject([nothing]);
    expect(await then(await save())).toMatchObject([
      { outcome: { kind: "adopted", reason: "Ganz" }, past: { ...known, isReasonGone: false } },
    ]);
  });

  it("VE-124: of threads from before their states were kept only what is known is said", async () => {
    const { thread } = await talk.begin("Alt und offen");
    const { thread: closed } = await talk.begin("Alt und erledigt");
    const version = await save();
    // As the migration leaves them: one is open when states begin to be kept, the other was resolved before the version.
    inDatabase(server.dataDir, (database) => {
      const state = database.prepare(
        "insert into thread_states (thread_id, number, at, is_resolved, by_id) values (?, null, ?, ?, ?)",
      );
      state.run(thread.id, version.at + 1_000, 0, null);
      state.run(closed.id, version.at - 1, 1, server.owner.person.id);
    });
    expect(await then(version)).toMatchObject([
      { id: thread.id, resolved: null, past: { isStateKnown: false, isResolvedToday: false } },
      { id: closed.id, resolved: { at: version.at - 1 }, past: { isStateKnown: true } },
    ]);
  });

  it("VE-125: what was edited since has today's words and says so; what was deleted since has none, and a place only before others", async () => {
    const { thread, comments } = await talk.begin("Erste Fassung");
    const [first] = comments;
    const second = (await talk.reply(thread.id, "Wird gelöscht")).comments.at(-1);
    await talk.reply(thread.id, "Bleibt");
    const last = (await talk.reply(thread.id, "Wird auch gelöscht")).comments.at(-1);
    const lone = await talk.begin("Verschwindet ganz");
    await done("PUT", `/${first?.id}/reactions/agree`);
    const version = await save();
    await done("PATCH", `/${first?.id}`, { text: "Zweite Fassung" });
    for (const comment of [second, last, lone.comments[0]]) await done("DELETE", `/${comment?.id}`);
    await talk.reply(thread.id, "Danach");
    expect(await then(version)).toMatchObject([
      { id: thread.id, commentCount: 2, excerpt: "Zweite Fassung" },
    ]);
    const told = await threadThen(version, thread.id);
    expect(told.comments).toMatchObject([
      { id: first?.id, text: "Zweite Fassung", since: "edited", reactions: [] },
      { id: second?.id, text: "", since: "deleted" },
      { text: "Bleibt" },
    ]);
    expect(told.comments).toHaveLength(3);
    expect(told.comments[2]?.since).toBeUndefined();
    const gone = await talk.ask(`/at/versions/${version.id}/threads/${lone.thread.id}`);
    expect(outcomeOf(gone)).toEqual(NO_THREAD);
    // A page that knew it hears that it is gone.
    const before = lone.thread.seq;
    expect(await then(version, `?since=${before}`)).toContainEqual(
      expect.objectContaining({ id: lone.thread.id, commentCount: 0, anchorTitle: "" }),
    );
    expect((await talk.ask(`/at/threads/${lone.thread.id}`)).status).toBe(404);
  });
});

describe("who is told what had been said", () => {
  it("VE-126: those who may see versions, of this map alone; what is no moment is refused", async () => {
    const { thread } = await talk.begin("Stimmt das?");
    const version = await save();
    const { id: otherMap } = await newMapAt(server.url, "Eine andere");
    const paths = [
      `/at/versions/${version.id}`,
      `/at/versions/${version.id}/threads/${thread.id}`,
      `/at/versions/${version.id}/search?q=stimmt`,
      `/at/threads/${thread.id}`,
      `/at/states/${version.stateId}`,
    ];
    const reader = await server.newMember("Rita Reader");
    const stranger = await server.newMember("Sven Fremd");
    for (const path of paths) {
      await giveRole(server.url, mapId, reader, "commenter");
      expect(outcomeOf(await talk.ask(path, { as: reader }))).toEqual(NO_ACCESS);
      await giveRole(server.url, mapId, reader, "editor");
      expect((await talk.ask(path, { as: reader })).status).toBe(200);
      expect(outcomeOf(await talk.ask(path, { as: stranger }))).toEqual(NO_ACCESS);
      expect((await talk.ask(path, { as: null })).status).toBe(401);
      const elsewhere = await ask(`/comments${path}`, {}, otherMap);
      expect(elsewhere.status, path).toBe(404);
    }
    const refused = async (path: string) => outcomeOf(await talk.ask(path));
    expect(await refused(`/at/versions/${newId()}`)).toEqual(NO_VERSION);
    expect(await refused(`/at/threads/${version.id}`)).toEqual(NO_THREAD);
    expect(await refused(`/at/states/${thread.id}`)).toEqual(NOT_FOUND);
    expect(await refused(`/at/maps/${mapId}`)).toEqual(NOT_FOUND);
    expect(await refused("/at/versions/x'%20or%201=1")).toEqual(NOT_FOUND);
    expect(await refused(`/at/versions/${version.id}/threads/none`)).toEqual(NO_THREAD);
    const { id } = version;
    for (const query of ["since=-1", "since=x", "since=1&since=2", `since=${"9".repeat(40)}`]) {
      expect((await talk.ask(`/at/versions/${id}?${query}`)).status, query).toBe(400);
    }
    expect((await talk.ask(`/at/versions/${id}/search?q=${"x".repeat(300)}`)).status).toBe(400);
    expect((await talk.ask(`/at/versions/${id}`, { method: "DELETE" })).status).toBe(404);
  });

  it("VE-126: people who were erased have no name there either", async () => {
    const member = await server.newMember("Walburga Himmelschluessel");
    await giveRole(server.url, mapId, member, "editor");
    const { thread } = await new TalkOverHttp(server.url, mapId, member).begin(
      `Für ${mentionOf(server.owner.person.id)}`,
    );
    await done("PUT", `/threads/${thread.id}/state`, resolved({ outcome: "noted" }), member);
    const version = await save();
    await done("PUT", `/threads/${thread.id}/state`, { state: "open" });
    const answer = await askApi(`${server.url}/api/me/export`, { as: member });
    expect(answer.json()).toMatchObject({
      threadStates: [{ mapId, threadId: thread.id, isResolved: true, outcome: "noted" }],
    });
    const erased = await askApi(`${server.url}/api/me`, {
      method: "DELETE",
      body: { confirm: true, password: PASSWORD },
      as: member,
    });
    expect(erased.status, erased.text).toBe(204);
    const told = await talk.ask(`/at/versions/${version.id}/threads/${thread.id}`);
    const { authors, thread: was } = threadAnswerSchema.parse(told.json());
    expect(was.outcome).toMatchObject({ kind: "noted", by: member.person.id });
    expect(authors).toContainEqual(
      expect.objectContaining({ id: member.person.id, name: "", isErased: true }),
    );
    expect(told.text).not.toContain("Walburga");
  });
});
