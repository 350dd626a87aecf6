// What is left of words that were deleted and of people who were erased, and what one gets of one's own, on a real server.
import { afterAll, beforeAll, expect, it } from "vitest";
import { threadsSchema } from "#shared/comments/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import { personDataSchema } from "#shared/people/dataApi.ts";
import { askApi } from "../fixtures/askApi.ts";
import { bytesIn, found, inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, newMapAt } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { begin, commentsUrl, readThread, reply, type Place } from "../fixtures/sayOn.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const PASSWORD = "ein langes Kennwort";
/** Enough for a database to use more than a page for it. */
const LONG = "und so weiter und so fort ".repeat(60);

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

async function newTalk(...people: Somebody[]): Promise<Place> {
  const { id: mapId } = await newMapAt(server.url);
  for (const somebody of people) await giveRole(server.url, mapId, somebody, "editor");
  return { url: server.url, mapId };
}

async function done(at: Place, method: string, path: string, body?: unknown, as?: Somebody) {
  const answer = await askApi(commentsUrl(at, path), { method, body, as });
  expect([200, 201, 204], `${method} ${path}: ${answer.text}`).toContain(answer.status);
}

const inFolder = (words: readonly string[]): string[] => found(words, bytesIn(server.dataDir));

function rowsAbout(personId: string): Record<string, number> {
  return inDatabase(server.dataDir, (database) =>
    Object.fromEntries(
      ["reactions", "mentions", "thread_reads", "thread_follows", "author_releases"].map(
        (table) => {
          const row = database
            .prepare(`select count(*) as count from ${table} where person_id = ?`)
            .get(personId);
          return [table, Number(row?.["count"])];
        },
      ),
    ),
  );
}

it("CO-47: deleted and replaced words, and a reason that was taken away, leave every file", async () => {
  const at = await newTalk();
  const words = ["Quittenkompott", "Stachelbeergelee", "Hagebuttenmus", "Mispelbegruendung"];
  const [deleted = "", replaced = "", last = "", reason = ""] = words;
  const { thread } = await begin(at, { on: "map" }, `${LONG} ${replaced}`);
  const [first] = (await readThread(at, thread.id)).comments;
  const second = (await reply(at, thread.id, `${deleted} ${LONG}`)).comments.at(-1);
  const other = await begin(at, { on: "map" }, last);
  const state = `/threads/${thread.id}/state`;
  await done(at, "PUT", state, { state: "resolved", outcome: "adopted", reason });
  expect(inFolder(words)).toEqual(words);
  await done(at, "DELETE", `/${second?.id ?? ""}`);
  await done(at, "PATCH", `/${first?.id ?? ""}`, { text: "Etwas anderes" });
  // The last of its thread.
  await done(at, "DELETE", `/${other.comments[0]?.id ?? ""}`);
  await done(at, "PUT", state, { state: "open" });
  await waitFor("no file holds the words", () => inFolder(words).length === 0);
  expect(inFolder(["Etwas anderes"])).toHaveLength(1);
});

it("CO-48: an erased person's comments stay without their name, and nothing else about them does", async () => {
  const member = await server.newMember("Walburga Himmelschluessel");
  const { id } = member.person;
  const at = await newTalk(member);
  const own = await begin(at, { on: "node", id: "start-n05" }, "Was bleibt", member);
  const others = await begin(at, { on: "map" }, `Danke, ${mentionOf(id)}`);
  const comment = others.comments[0]?.id ?? "";
  await done(at, "PUT", `/${comment}/reactions/agree`, undefined, member);
  await done(at, "PUT", `/threads/${others.thread.id}/read`, { upTo: 99 }, member);
  await done(at, "PUT", "/release", { release: "named" }, member);
  expect(rowsAbout(id)).toEqual({
    reactions: 1,
    mentions: 1,
    thread_reads: 1,
    thread_follows: 2,
    author_releases: 1,
  });
  const before = threadsSchema.parse((await askApi(commentsUrl(at))).json());
  const body = { confirm: true, password: PASSWORD };
  const erased = await askApi(`${server.url}/api/me`, { method: "DELETE", body, as: member });
  expect(erased.status).toBe(204);

  // Whoever asks for what is new gets both threads: their name was shown in each.
  const news = await askApi(commentsUrl(at, `?since=${before.seq}`));
  const { threads, authors } = threadsSchema.parse(news.json());
  expect(threads.map((thread) => thread.id).toSorted()).toEqual(
    [own.thread.id, others.thread.id].toSorted(),
  );
  const author = authors.find((one) => one.id === id);
  expect(author).toMatchObject({ name: "", isErased: true, perspective: "", organisation: "" });
  const { comments } = await readThread(at, own.thread.id);
  expect(comments).toMatchObject([{ authorId: id, text: "Was bleibt" }]);
  const mentioning = await readThread(at, others.thread.id);
  expect(mentioning.comments).toMatchObject([{ text: `Danke, ${mentionOf(id)}`, reactions: [] }]);
  expect(rowsAbout(id)).toEqual({
    reactions: 0,
    mentions: 1,
    thread_reads: 0,
    thread_follows: 0,
    author_releases: 0,
  });
  expect(inFolder(["Walburga", "Himmelschluessel"])).toEqual([]);
  expect(inFolder(["Was bleibt"])).toHaveLength(1);
  await server.restart();
  expect(inFolder(["Walburga", "Himmelschluessel"])).toEqual([]);
});

it("CO-133: somebody who is called otherwise is so in every thread that shows them, which counts as changed; nothing else does", async () => {
  const member = await server.newMember("Mira Mädchenname");
  const { id } = member.person;
  const at = await newTalk(member);
  const own = await begin(at, { on: "map" }, "Von mir", member);
  const mentioning = await begin(at, { on: "map" }, `Danke, ${mentionOf(id)}`);
  const other = await begin(at, { on: "map" }, "Ganz anderes");
  const { seq } = other.thread;
  const newsOf = async () =>
    threadsSchema.parse((await askApi(commentsUrl(at, `?since=${seq}`))).json());
  const change = (body: object) =>
    askApi(`${server.url}/api/me`, { method: "PATCH", body, as: member });
  expect((await change({ language: "en" })).status).toBe(200);
  expect((await change({ name: "Mira Ehename" })).status).toBe(200);
  await waitFor("both threads are news", async () => (await newsOf()).threads.length === 2);
  const { threads, authors } = await newsOf();
  expect(threads.map((thread) => thread.id).toSorted()).toEqual(
    [own.thread.id, mentioning.thread.id].toSorted(),
  );
  expect(authors.find((author) => author.id === id)?.name).toBe("Mira Ehename");
  const after = (await newsOf()).seq;
  expect((await change({ name: "Mira Ehename" })).status).toBe(200);
  expect((await change({ language: "de" })).status).toBe(200);
  await begin(at, { on: "map" }, "Danach");
  expect((await newsOf()).threads.filter((thread) => thread.seq > after)).toHaveLength(1);
});

it("CO-49: one's own data has what one said and did in the talk, and no word of others", async () => {
  const member = await server.newMember("Mara Mitrede");
  const { id } = member.person;
  const at = await newTalk(member);
  const { mapId } = at;
  const own = await begin(at, { on: "map" }, "Mein Beitrag", member);
  const threadId = own.thread.id;
  const others = await begin(at, { on: "map" }, `Fremdwort ${mentionOf(id)}`);
  const commentId = others.comments[0]?.id ?? "";
  await done(at, "PUT", `/${commentId}/reactions/thanks`, undefined, member);
  await done(at, "PUT", `/threads/${others.thread.id}/read`, { upTo: 99 }, member);
  const closed = { state: "resolved", outcome: "noted", reason: "Meine Begründung" };
  await done(at, "PUT", `/threads/${threadId}/state`, closed, member);
  await done(at, "PUT", "/release", { release: "named" }, member);
  const answer = await askApi(`${server.url}/api/me/export`, { as: member });
  const data = personDataSchema.parse(answer.json());
  expect(data.comments).toMatchObject([{ mapId, threadId, text: "Mein Beitrag", deletedAt: null }]);
  expect(data.resolvedThreads).toMatchObject([
    { mapId, threadId, outcome: "noted", reason: "Meine Begründung" },
  ]);
  expect(data.reactions).toEqual([{ mapId, commentId, kind: "thanks" }]);
  expect(data.mentionedIn).toEqual([{ mapId, commentId }]);
  expect(data.readThreads).toMatchObject([{ mapId, threadId: others.thread.id }]);
  expect(data.follows.filter(({ follows }) => follows)).toHaveLength(2);
  expect(data.releases).toEqual([{ mapId, release: "named" }]);
  expect(answer.text).not.toContain("Fremdwort");
  expect(answer.text).not.toContain(server.owner.person.name);
});
