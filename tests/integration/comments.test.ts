// Comments over HTTP, on a running server: what is said on a map, who hears of it, and what is left of it.
import * as decoding from "lib0/decoding";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import * as Y from "yjs";
import { mentionableSchema, mineSchema } from "#shared/comments/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import { newId } from "#shared/map/ids.ts";
import { readMap } from "#shared/map/read.ts";
import {
  MESSAGE_CHANGED,
  MESSAGE_GRANT,
  MESSAGE_STORE,
  PARAM_EXTENSIONS,
} from "#shared/protocol/messages.ts";
import { askApi } from "../fixtures/askApi.ts";
import { bytesIn, found } from "../fixtures/dataFolder.ts";
import { giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap, knock, type StockClient } from "../fixtures/stockClient.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { waitFor } from "../fixtures/waitFor.ts";

/** For some hundred requests, on whatever machine. */
const MANY_WITHIN_MS = 60_000;

let server: ServerProcess;
let mapId: string;
let owner: TalkOverHttp;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  mapId = (await newMapAt(server.url)).id;
  owner = new TalkOverHttp(server.url, mapId);
});
afterAll(() => server.remove());

const as = (somebody: Somebody, on = mapId) => new TalkOverHttp(server.url, on, somebody);

async function commenter(): Promise<Somebody> {
  const somebody = await server.newMember();
  await giveRole(server.url, mapId, somebody, "commenter");
  return somebody;
}

it("CO-1: a thread hangs on a node, a link, a place or the map, with author and time of the server's", async () => {
  const client = await joinMap(server.syncUrl, mapId);
  const { nodes, links } = readMap(client.doc);
  client.leave();
  const [link] = links.values();
  const source = nodes.get(link?.source ?? "");
  const target = nodes.get(link?.target ?? "");
  if (link === undefined || source === undefined || target === undefined) throw new Error("empty");
  const before = Date.now();
  const person = await commenter();
  const said = as(person);
  for (const [anchor, title] of [
    [{ on: "node", id: source.id }, source.title],
    [{ on: "link", id: link.id }, `${source.title} → ${target.title}`],
    [{ on: "place", x: -12.5, y: 7 }, ""],
    [{ on: "map" }, ""],
    [{ on: "node", id: "not-on-this-map" }, ""],
  ] as const) {
    const { thread, comments, authors } = await said.begin("Stimmt das?", anchor);
    expect(thread).toMatchObject({ anchor, anchorTitle: title, createdBy: person.person.id });
    expect(comments).toMatchObject([{ authorId: person.person.id, text: "Stimmt das?" }]);
    expect(authors).toMatchObject([{ id: person.person.id, name: person.person.name }]);
    expect(thread.createdAt).toBeGreaterThanOrEqual(before);
    expect(thread.createdAt).toBeLessThanOrEqual(Date.now());
    expect(await owner.thread(thread.id)).toMatchObject({ thread: { unread: 1 }, comments });
  }
  const { threads, more } = await owner.since();
  expect([threads.length, more]).toEqual([5, false]);
});

it("CO-2: sent again, a request is answered as the first time, with 201", async () => {
  const body = {
    id: newId(),
    anchor: { on: "map" },
    comment: { id: newId(), text: "Einmal." },
  };
  const begin = () => owner.ask("/threads", { method: "POST", body });
  const [first, ...others] = await Promise.all([begin(), begin(), begin()]);
  const again = await begin();
  expect(first?.status).toBe(201);
  for (const other of [...others, again]) {
    expect([other.status, other.json()]).toEqual([201, first?.json()]);
  }
  const reply = { id: newId(), text: "Auch einmal." };
  const say = () => owner.ask(`/threads/${body.id}/comments`, { method: "POST", body: reply });
  const replies = await Promise.all([say(), say(), say()]);
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await owner.thread(body.id)).comments).toHaveLength(2);
  expect((await owner.since()).seq).toBe(2);
});

it("CO-7: words that were deleted or replaced are in no answer and in no byte of the data folder", async () => {
  const words = ["Ausgesprochenheimlich", "Unbedachtgeschrieben", "Vorschnellbegruendet"] as const;
  const { thread, comments } = await owner.begin(`${words[0]} `.repeat(60));
  const first = comments[0]?.id ?? "";
  await owner.reply(thread.id, "Bleibt.");
  const edited = (await owner.reply(thread.id, words[1])).comments.at(-1)?.id ?? "";
  const state = (reason: string) => ({
    method: "PUT",
    body: { state: "resolved", outcome: "noted", reason },
  });
  await owner.ask(`/threads/${thread.id}/state`, state(words[2]));
  expect(found(words, bytesIn(server.dataDir))).toEqual([...words]);
  expect((await owner.ask(`/${first}`, { method: "DELETE" })).status).toBe(204);
  await owner.ask(`/${edited}`, { method: "PATCH", body: { text: "Besser so." } });
  await owner.ask(`/threads/${thread.id}/state`, state("Besser begründet."));
  await waitFor("the words are gone", () => found(words, bytesIn(server.dataDir)).length === 0);
  const answers = [await owner.ask(""), await owner.ask(`/threads/${thread.id}`)];
  expect(answers.every(({ text }) => found(words, Buffer.from(text)).length === 0)).toBe(true);
  expect(found(["Bleibt.", "Besser so."], bytesIn(server.dataDir))).toHaveLength(2);
});

it("CO-12: what was read on one device is read on all of them, and everybody else's is as it was", async () => {
  const person = await commenter();
  const { thread } = await owner.begin();
  const upTo = (await owner.reply(thread.id)).thread.lastNumber;
  const said = as(person);
  expect((await said.since()).threads).toMatchObject([{ unread: 2 }]);
  await said.ask(`/threads/${thread.id}/read`, { method: "PUT", body: { upTo } });
  const mine = mineSchema.parse((await said.ask("/mine")).json());
  expect(mine).toEqual({ unread: {}, follows: [], release: "perspective" });
  expect((await said.since()).threads).toMatchObject([{ unread: 0 }]);
  expect((await as(await commenter()).since()).threads).toMatchObject([{ unread: 2 }]);
});

it("CO-144: the last comment of others in a thread is marked as unread, for oneself alone and on all devices", async () => {
  const person = await commenter();
  const said = as(person);
  const { thread } = await owner.begin();
  await owner.reply(thread.id);
  const upTo = (await said.reply(thread.id)).thread.lastNumber;
  await said.ask(`/threads/${thread.id}/read`, { method: "PUT", body: { upTo } });
  const unread = () => said.ask(`/threads/${thread.id}/read`, { method: "DELETE" });
  expect((await unread()).status).toBe(204);
  expect((await said.since()).threads).toMatchObject([{ unread: 1 }]);
  expect(mineSchema.parse((await said.ask("/mine")).json()).unread).toEqual({ [thread.id]: 1 });
  // Once more changes nothing, and what is unread anyway stays so.
  await unread();
  expect((await said.since()).threads).toMatchObject([{ unread: 1 }]);
  expect((await owner.since()).threads).toMatchObject([{ unread: 1 }]);
  // Where nobody else has written there is nothing to mark.
  const alone = await said.begin("Nur ich");
  const path = `/threads/${alone.thread.id}/read`;
  expect((await said.ask(path, { method: "DELETE" })).status).toBe(204);
  expect((await said.thread(alone.thread.id)).thread.unread).toBe(0);
  const other = new TalkOverHttp(server.url, (await newMapAt(server.url)).id);
  const refused = await other.ask(`/threads/${thread.id}/read`, { method: "DELETE" });
  expect(outcomeOf(refused)).toEqual([404, "no-such-thread"]);
});

it("CO-15, CO-16: guests are mentioned and speak from where their invitation says, and a mention opens no map", async () => {
  const { token } = await invite(server.url, mapId, {
    role: "commenter",
    perspective: "Verwaltung",
    organisation: "Stadtwerke",
  });
  const guest = await guestBy(server.url, token);
  const stranger = await server.newMember();
  const { people } = mentionableSchema.parse((await owner.ask("/people")).json());
  const ids = people.map(({ id }) => id);
  expect(ids.toSorted()).toEqual([guest.person.id, server.owner.person.id].toSorted());
  const from = { perspective: "Verwaltung", organisation: "Stadtwerke", isGuest: true };
  expect(people).toContainEqual(expect.objectContaining({ id: guest.person.id, ...from }));
  const { thread } = await owner.begin(mentionOf(guest.person.id) + mentionOf(stranger.person.id));
  const { authors } = await as(guest).reply(thread.id);
  expect(authors.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect((await as(guest).since()).threads).toMatchObject([{ mentionsMe: true, follows: true }]);
  const refused = await as(stranger).ask(`/threads/${thread.id}`);
  expect(outcomeOf(refused)).toEqual([403, "no-access"]);
});

it("CO-18: a link to a comment leads to its thread, until it is deleted", async () => {
  const { thread } = await owner.begin();
  const id = (await owner.reply(thread.id)).comments.at(-1)?.id ?? "";
  const place = () => owner.ask(`/${id}/thread`);
  expect((await place()).json()).toEqual({ threadId: thread.id });
  await owner.ask(`/${id}`, { method: "DELETE" });
  expect(outcomeOf(await place())).toEqual([404, "no-such-comment"]);
  expect(outcomeOf(await owner.ask(`/${newId()}/thread`))).toEqual([404, "no-such-comment"]);
});

interface Listener {
  client: StockClient;
  /** How often it was told that this topic has changed. */
  heard(this: void, topic: string): number;
}

/** Somebody on a map who hears what a page hears. */
async function listenOn(on: string, somebody?: Somebody): Promise<Listener> {
  const client = knock(server.syncUrl, on, { [PARAM_EXTENSIONS]: "1" }, new Y.Doc(), somebody);
  const topics: string[] = [];
  const handlers = client.provider.messageHandlers;
  handlers[MESSAGE_CHANGED] = (_encoder, decoder) => {
    topics.push(decoding.readVarString(decoder));
  };
  handlers[MESSAGE_GRANT] = (_encoder, decoder) => void decoding.readVarString(decoder);
  handlers[MESSAGE_STORE] = (_encoder, decoder) => void decoding.readVarUint(decoder);
  await waitFor("on the map", () => client.provider.synced);
  const heard = (topic: string) => topics.filter((one) => one === topic).length;
  return { client, heard };
}

it("CO-19: who is on the map hears that there is something new, who is on another does not", async () => {
  const person = await commenter();
  const another = (await newMapAt(server.url)).id;
  const here = await listenOn(mapId, await commenter());
  const theirs = await listenOn(mapId, person);
  const elsewhere = await listenOn(another);
  const bothHear = (count: number) =>
    waitFor(
      "both hear",
      () => here.heard("comments") === count && theirs.heard("comments") === count,
    );
  const { thread } = await owner.begin();
  await bothHear(1);
  await as(person).reply(thread.id);
  await bothHear(2);
  const body = { upTo: 1 };
  await as(person).ask(`/threads/${thread.id}/read`, { method: "PUT", body });
  await waitFor("they hear of their own", () => theirs.heard("notices") > 0);
  // What is said on the other map comes after all of that.
  await new TalkOverHttp(server.url, another).begin();
  await waitFor("it is heard there", () => elsewhere.heard("comments") > 0);
  expect([elsewhere.heard("comments"), here.heard("comments")]).toEqual([1, 2]);
  expect(here.heard("notices")).toBe(0);
  for (const { client } of [here, theirs, elsewhere]) client.leave();
});

it(
  "CO-25: whoever sends without end is told when to come again, and nobody else waits",
  async () => {
    const person = await commenter();
    const said = as(person);
    const { thread } = await owner.begin();
    const refused = await waitFor(
      "too much",
      async () => {
        const some = await Promise.all(
          Array.from({ length: 20 }, () =>
            said.ask(`/threads/${thread.id}/comments`, {
              method: "POST",
              body: { id: newId(), text: "Noch etwas." },
            }),
          ),
        );
        return some.find(({ status }) => status !== 201);
      },
      MANY_WITHIN_MS,
    );
    expect(outcomeOf(refused)).toEqual([429, "too-many-attempts"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await owner.reply(thread.id)).comments.length).toBeGreaterThan(60);
  },
  2 * MANY_WITHIN_MS,
);

it("CO-26: on a map in the bin nothing is said and nothing is read; brought back, all is there", async () => {
  const { thread } = await owner.begin();
  await askApi(`${server.url}/api/maps/${mapId}`, { method: "DELETE" });
  const reply = { method: "POST", body: { id: newId(), text: "x" } };
  for (const answer of [
    await owner.ask(""),
    await owner.ask(`/threads/${thread.id}`),
    await owner.ask("/people"),
    await owner.ask(`/threads/${thread.id}/comments`, reply),
  ]) {
    expect(outcomeOf(answer)).toEqual([410, "map-deleted"]);
  }
  await askApi(`${server.url}/api/maps/${mapId}/undelete`, { method: "POST" });
  expect((await owner.thread(thread.id)).comments).toHaveLength(1);
});

it("CO-1: what was said is there after the server was killed", async () => {
  const { thread } = await owner.begin();
  const { comments } = await owner.reply(thread.id);
  await server.kill9();
  await server.restart();
  expect((await owner.thread(thread.id)).comments).toEqual(comments);
  expect((await owner.reply(thread.id)).thread.seq).toBe(3);
});
