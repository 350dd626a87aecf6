// Threads and comments as rows: what happens to them, once, to whom it is told, and what is left.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "#shared/map/ids.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

let talk: TalkRows;
let mapId: string;
let anna: By;
let ben: By;

beforeEach(async () => {
  talk = await openTalkRows();
  const annaId = await talk.person("Anna");
  mapId = await talk.map(annaId);
  anna = { mapId, personId: annaId };
  ben = { mapId, personId: await talk.person("Ben") };
  await talk.giveRole(mapId, ben.personId, "commenter");
});
afterEach(() => talk.close());

const changes = () => talk.heard.filter((event) => event.type === "changed");
const NOTHING = { state: "open" } as const;

describe("sent again", () => {
  it("CO-2: a thread is there once and told once, also when it comes several times at once", async () => {
    const sent = {
      id: newId(),
      anchor: { on: "place", x: 1.5, y: -2 } as const,
      comment: { id: newId(), text: "Hier fehlt etwas." },
    };
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => talk.threads.begin(anna, sent)));
    expect(outcomes).toEqual([undefined, undefined, undefined, undefined]);
    expect(await talk.threads.begin(anna, sent)).toBeUndefined();
    const { threads } = await talk.since(anna, 0);
    expect(threads).toMatchObject([{ id: sent.id, anchor: sent.anchor, commentCount: 1, seq: 1 }]);
    expect(changes()).toHaveLength(1);
    expect(talk.told).toHaveLength(1);
  });

  it("CO-2: a comment is there once and told once, and stays deleted if it was", async () => {
    const { thread } = await talk.begin(anna);
    const sent = { id: newId(), text: "Ja." };
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => talk.threads.reply(ben, thread.id, sent)),
    );
    expect(outcomes).toEqual([undefined, undefined, undefined]);
    expect(changes()).toHaveLength(2);
    expect(talk.told.map(({ type }) => type)).toEqual(["commented", "commented"]);
    await talk.comments.remove(ben, "commenter", sent.id);
    expect(await talk.threads.reply(ben, thread.id, sent)).toBeUndefined();
    expect((await talk.thread(anna, thread.id)).thread.commentCount).toBe(1);
  });

  it("CO-2: an id that is anything else's is refused, on whichever map, and says nothing of it", async () => {
    const { thread, comments } = await talk.begin(anna);
    const taken = comments[0]?.id ?? "";
    const elsewhere = { mapId: await talk.map(anna.personId), personId: anna.personId };
    const comment = () => ({ id: newId(), text: "Ja." });
    const begin = (by: By, id: string, commentId: string) =>
      talk.threads.begin(by, { id, anchor: { on: "map" }, comment: { id: commentId, text: "x" } });
    const other = await talk.begin(ben);
    for (const outcome of [
      await begin(anna, thread.id, newId()),
      await begin(anna, newId(), taken),
      await begin(ben, thread.id, taken),
      await begin(elsewhere, thread.id, taken),
      await talk.threads.reply(ben, thread.id, { id: taken, text: "x" }),
      await talk.threads.reply(anna, other.thread.id, { id: taken, text: "x" }),
      await talk.threads.reply(elsewhere, thread.id, { id: taken, text: "x" }),
    ]) {
      expect(outcome).toEqual({ problem: "id-taken" });
    }
    // Of two people who send the same new id at once, one has it.
    const same = newId();
    const both = await Promise.all([begin(anna, same, newId()), begin(ben, same, newId())]);
    expect(both).toContainEqual(undefined);
    expect(both).toContainEqual({ problem: "id-taken" });
    expect(await talk.threads.reply(ben, newId(), comment())).toEqual({
      problem: "no-such-thread",
    });
    expect((await talk.since(anna, 0)).threads).toHaveLength(3);
    expect((await talk.since(elsewhere, 0)).threads).toEqual([]);
  });
});

describe("what becomes of a comment", () => {
  it("CO-6: its author edits it, which is marked; nobody else does, and the same words are no change", async () => {
    const { thread, comments } = await talk.begin(anna, "Erste Fassung");
    const id = comments[0]?.id ?? "";
    expect(await talk.comments.edit(ben, id, "x")).toEqual({ problem: "no-access" });
    expect(await talk.comments.edit(anna, id, "Erste Fassung")).toEqual({ threadId: thread.id });
    expect((await talk.since(anna, 0)).seq).toBe(1);
    expect(changes()).toHaveLength(1);
    expect(await talk.comments.edit(anna, id, "Zweite")).toEqual({ threadId: thread.id });
    const after = await talk.thread(ben, thread.id);
    expect(after.thread).toMatchObject({ seq: 2, excerpt: "Zweite", unread: 1, lastNumber: 1 });
    expect(after.comments[0]).toMatchObject({ text: "Zweite", number: 1 });
    expect(after.comments[0]?.editedAt).toBeTypeOf("number");
    expect(await talk.comments.edit(anna, newId(), "x")).toEqual({ problem: "no-such-comment" });
  });

  it("CO-7: its author or an owner deletes it; its place stays without words, mentions and reactions", async () => {
    const { thread, comments } = await talk.begin(anna, `Frage an @{${ben.personId}}`);
    const first = comments[0]?.id ?? "";
    const reply = await talk.say(ben, thread.id, "Antwort");
    await talk.comments.react(ben, first, "agree", true);
    expect(await talk.comments.remove(ben, "commenter", first)).toEqual({ problem: "no-access" });
    expect(await talk.comments.remove(ben, "editor", first)).toEqual({ problem: "no-access" });
    expect(await talk.comments.remove(anna, "owner", first)).toBeUndefined();
    const after = await talk.thread(ben, thread.id);
    expect(after.comments[0]).toMatchObject({ text: "", reactions: [], id: first });
    expect(after.comments[0]?.deletedAt).toBeTypeOf("number");
    expect(after.thread).toMatchObject({
      excerpt: "Antwort",
      commentCount: 1,
      mentionsMe: false,
      people: [anna.personId, ben.personId],
      lastBy: ben.personId,
      unread: 0,
    });
    for (const outcome of [
      await talk.comments.remove(anna, "owner", first),
      await talk.comments.edit(anna, first, "x"),
      await talk.comments.react(ben, first, "agree", true),
    ]) {
      expect(outcome).toEqual({ problem: "no-such-comment" });
    }
    expect(await talk.db.selectFrom("audit").select("action").execute()).toEqual([]);
    expect(await talk.comments.remove(anna, "owner", reply)).toBeUndefined();
    const log = await talk.db.selectFrom("audit").selectAll().execute();
    expect(log).toMatchObject([
      { action: "comment.deleted", actor_id: anna.personId, subject_id: ben.personId },
    ]);
  });

  it("CO-8: with the last comment the thread is gone; who knows it is told once, others never hear of it", async () => {
    const { thread } = await talk.begin(anna, "Erstens", { on: "node", id: "node" });
    const reply = await talk.say(ben, thread.id);
    await talk.resolutions.set(anna, "owner", thread.id, {
      state: "resolved",
      outcome: "noted",
      reason: "Begründung",
    });
    const { seq } = await talk.since(ben, 0);
    await talk.comments.remove(ben, "commenter", reply);
    const [first] = (await talk.thread(anna, thread.id)).comments;
    await talk.comments.remove(anna, "owner", first?.id ?? "");
    const news = await talk.since(ben, seq);
    expect(news.threads).toMatchObject([
      { id: thread.id, commentCount: 0, excerpt: "", anchorTitle: "", outcome: null },
    ]);
    expect(await talk.since(ben, news.seq)).toEqual({ seq: news.seq, threads: [] });
    expect(await talk.since(ben, 0)).toEqual({ seq: news.seq, threads: [] });
    expect(talk.told.at(-1)).toMatchObject({ type: "deleted", isLast: true });
    for (const outcome of [
      await talk.threads.reply(ben, thread.id, { id: newId(), text: "Zu spät" }),
      await talk.resolutions.set(anna, "owner", thread.id, NOTHING),
      await talk.marks.read(ben, thread.id, 1),
      await talk.marks.follow(ben, thread.id, true),
    ]) {
      expect(outcome).toEqual({ problem: "no-such-thread" });
    }
    expect(await talk.marks.mine(ben)).toMatchObject({ unread: {}, follows: [] });
  });

  it("CO-9: a reaction is one's own, each kind once, and taken back by oneself alone", async () => {
    const { thread, comments } = await talk.begin(anna);
    const id = comments[0]?.id ?? "";
    await talk.comments.react(anna, id, "agree", true);
    await talk.comments.react(ben, id, "agree", true);
    await talk.comments.react(ben, id, "thanks", true);
    const heard = changes().length;
    await talk.comments.react(ben, id, "agree", true);
    await talk.comments.react(anna, id, "thanks", false);
    expect(changes()).toHaveLength(heard);
    const reactions = async () => (await talk.thread(anna, thread.id)).comments[0]?.reactions;
    const everybody = [anna.personId, ben.personId].toSorted();
    expect(await reactions()).toEqual([
      { kind: "agree", people: everybody },
      { kind: "thanks", people: [ben.personId] },
    ]);
    await talk.comments.react(ben, id, "agree", false);
    await talk.comments.react(ben, id, "thanks", false);
    expect(await reactions()).toEqual([{ kind: "agree", people: [anna.personId] }]);
    expect((await talk.since(anna, 0)).threads[0]?.unread).toBe(0);
  });
});

describe("what becomes of a thread", () => {
  const resolved = { state: "resolved", outcome: null, reason: "" } as const;
  const adopted = { state: "resolved", outcome: "adopted", reason: "Weil." } as const;

  it("CO-10: whoever began it resolves and reopens it, others only if they may any; a reply leaves it so", async () => {
    const { thread } = await talk.begin(ben);
    const set = (
      by: By,
      role: "owner" | "editor" | "commenter",
      wanted: typeof resolved | typeof NOTHING,
    ) => talk.resolutions.set(by, role, thread.id, wanted);
    expect(await set(anna, "commenter", resolved)).toEqual({ problem: "no-access" });
    expect(await set(ben, "commenter", resolved)).toBeUndefined();
    expect(await set(ben, "commenter", resolved)).toBeUndefined();
    await talk.say(anna, thread.id);
    expect((await talk.thread(anna, thread.id)).thread.resolved).toMatchObject({
      by: ben.personId,
    });
    expect(await set(anna, "commenter", NOTHING)).toEqual({ problem: "no-access" });
    expect(await set(anna, "editor", NOTHING)).toBeUndefined();
    expect((await talk.thread(anna, thread.id)).thread.resolved).toBeNull();
    expect(talk.told.map(({ type }) => type)).toEqual([
      "commented",
      "resolved",
      "commented",
      "reopened",
    ]);
    expect(await talk.resolutions.set(anna, "owner", newId(), resolved)).toEqual({
      problem: "no-such-thread",
    });
  });

  it("CO-11: an outcome is given, changed and taken away only by those who may resolve any", async () => {
    const { thread } = await talk.begin(ben);
    const outcome = async () => (await talk.thread(ben, thread.id)).thread.outcome;
    const set = (
      role: "editor" | "commenter",
      wanted: Parameters<typeof talk.resolutions.set>[3],
    ) => talk.resolutions.set(ben, role, thread.id, wanted);
    expect(await set("commenter", adopted)).toEqual({ problem: "no-access" });
    expect(await set("commenter", resolved)).toBeUndefined();
    expect(await set("editor", adopted)).toBeUndefined();
    expect(await outcome()).toMatchObject({ kind: "adopted", reason: "Weil.", by: ben.personId });
    for (const wanted of [resolved, NOTHING, { ...adopted, reason: "Anders." }]) {
      expect(await set("commenter", wanted)).toEqual({ problem: "no-access" });
    }
    expect(await set("editor", { ...adopted, outcome: "noted" })).toBeUndefined();
    expect(await outcome()).toMatchObject({ kind: "noted" });
    expect(await set("editor", NOTHING)).toBeUndefined();
    expect(await outcome()).toBeNull();
    expect(await set("editor", { ...resolved, reason: "Ohne Ergebnis" })).toBeUndefined();
    expect(await outcome()).toBeNull();
  });
});

it("CO-20: what fails within the transaction leaves nothing of the comment, and nobody hears of it", async () => {
  const { thread } = await talk.begin(anna);
  const heard = talk.heard.length;
  talk.onTalk = async (event, db) => {
    await db.insertInto("facts").values({ key: event.type, value: "x" }).execute();
    throw new Error("no notice can be stored");
  };
  const id = newId();
  await expect(talk.threads.reply(ben, thread.id, { id, text: "x" })).rejects.toThrow("notice");
  expect((await talk.thread(anna, thread.id)).comments).toHaveLength(1);
  const facts = await talk.db
    .selectFrom("facts")
    .select("key")
    .where("key", "=", "commented")
    .execute();
  expect(facts).toEqual([]);
  expect(talk.heard).toHaveLength(heard);
  talk.onTalk = () => Promise.resolve(() => undefined);
  expect(await talk.threads.reply(ben, thread.id, { id, text: "x" })).toBeUndefined();
  expect((await talk.since(anna, 0)).seq).toBe(2);
});

it("CO-27: who was erased while their comment was on its way has said nothing", async () => {
  const { thread, comments } = await talk.begin(ben);
  await talk.db
    .updateTable("people")
    .set({ erased_at: 1, name: "" })
    .where("id", "=", ben.personId)
    .execute();
  const first = comments[0]?.id ?? "";
  for (const outcome of [
    await talk.threads.begin(ben, {
      id: newId(),
      anchor: { on: "map" },
      comment: { id: newId(), text: "x" },
    }),
    await talk.threads.reply(ben, thread.id, { id: newId(), text: "x" }),
    await talk.comments.edit(ben, first, "x"),
    await talk.comments.react(ben, first, "agree", true),
    await talk.marks.follow(ben, thread.id, true),
  ]) {
    expect(outcome).toEqual({ problem: "sign-in-needed" });
  }
  expect((await talk.since(anna, 0)).threads).toMatchObject([{ commentCount: 1, seq: 1 }]);
});
