// Who is told of what is said in threads, what they may read of it, and when it counts as read: on a real database.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mentionOf, nodeLinkTo } from "#shared/comments/tokens.ts";
import type { Notice } from "#shared/notices/api.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import { Inbox } from "../../server/notices/Inbox.ts";
import { NoticeLinks } from "../../server/notices/NoticeLinks.ts";
import { tellOf } from "../../server/notices/tell.ts";
import { forgetOld } from "../../server/retention/forgetOld.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

let talk: TalkRows;
let mapId: string;
let inbox: Inbox;
/** Whose pages were told, in order. */
let rung: string[];

beforeEach(async () => {
  talk = await openTalkRows();
  const bus = inProcessBus();
  rung = [];
  bus.subscribe((event) => {
    if (event.type === "changed" && event.topic === "notices") rung.push(event.personId);
  });
  talk.onTalk = tellOf(bus);
  inbox = new Inbox({ db: talk.db, bus, titlesNow: () => Promise.resolve(new Map()) });
  mapId = await talk.map(await talk.person("Olga Owner"));
});
afterEach(() => talk.close());

async function someone(name: string, kind: "member" | "guest" = "member"): Promise<By> {
  const personId = await talk.person(name, kind);
  await talk.giveRole(mapId, personId, "commenter");
  return { mapId, personId };
}

async function noticesOf({ personId }: By): Promise<Notice[]> {
  return (await inbox.page({ id: personId, kind: "member" }, null, "de")).notices;
}

async function kindsOf(by: By): Promise<string[]> {
  return (await noticesOf(by)).map(({ kind }) => kind);
}

const unreadOf = async ({ personId }: By): Promise<number> =>
  (await inbox.page({ id: personId, kind: "member" }, null, "de")).unread;

async function takeRole({ personId }: By): Promise<void> {
  await talk.db.deleteFrom("map_members").where("person_id", "=", personId).execute();
}

describe("who is told", () => {
  it("NO-1: those who are mentioned and those who follow, each once for a comment, and nobody of their own", async () => {
    const [anna, ben, cem, dora] = [
      await someone("Anna"),
      await someone("Ben"),
      await someone("Cem"),
      await someone("Dora"),
    ];
    const { thread } = await talk.begin(anna, "Stimmt das?");
    await talk.say(ben, thread.id, "Nein.");
    expect(rung).toEqual([anna.personId]);
    const both = mentionOf(ben.personId) + mentionOf(cem.personId) + mentionOf(anna.personId);
    await talk.say(anna, thread.id, `${both} Warum?`);
    // Ben follows and is mentioned: mentioned is what counts.
    expect(await kindsOf(ben)).toEqual(["mention"]);
    expect(await kindsOf(cem)).toEqual(["mention"]);
    expect(await kindsOf(anna)).toEqual(["reply"]);
    expect(await kindsOf(dora)).toEqual([]);
    await talk.say(ben, thread.id, "Darum.");
    // Being mentioned follows.
    expect(await kindsOf(cem)).toEqual(["reply", "mention"]);
    expect(await kindsOf(anna)).toEqual(["reply", "reply"]);
  });

  it("NO-1: who has stopped following hears of the thread by a mention alone", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread } = await talk.begin(anna);
    await talk.say(ben, thread.id);
    await talk.marks.follow(anna, thread.id, false);
    await talk.say(ben, thread.id, "Noch etwas.");
    await talk.resolutions.set(anna, "owner", thread.id, {
      state: "resolved",
      outcome: null,
      reason: "",
    });
    expect(await kindsOf(anna)).toEqual(["reply"]);
    await talk.say(ben, thread.id, `${mentionOf(anna.personId)}?`);
    expect(await kindsOf(anna)).toEqual(["mention", "reply"]);
  });

  it("NO-1: a mention of somebody who may not open the map tells nobody", async () => {
    const anna = await someone("Anna");
    const stranger = { mapId, personId: await talk.person("Fremd") };
    await talk.begin(anna, `${mentionOf(stranger.personId)} und ${mentionOf("gibt-es-nicht")}`);
    expect(rung).toEqual([]);
    await talk.giveRole(mapId, stranger.personId, "viewer");
    expect(await kindsOf(stranger)).toEqual([]);
  });

  it("NO-2: an edit tells those whom it mentions anew, and nobody else", async () => {
    const [anna, ben, cem] = [await someone("Anna"), await someone("Ben"), await someone("Cem")];
    const { thread } = await talk.begin(anna);
    await talk.say(cem, thread.id);
    const commentId = await talk.say(anna, thread.id, `${mentionOf(ben.personId)} Ja.`);
    await inbox.markRead(cem.personId, { ids: "all" }, 1);
    rung = [];
    await talk.comments.edit(
      anna,
      commentId,
      `${mentionOf(ben.personId)} Ja, ${mentionOf(cem.personId)}.`,
    );
    expect(rung).toEqual([cem.personId]);
    expect(await kindsOf(ben)).toEqual(["mention"]);
    // What was a reply is a mention now, and unread again.
    expect(await noticesOf(cem)).toMatchObject([
      { kind: "mention", commentId, isRead: false, excerpt: "@Ben Ja, @Cem." },
    ]);
  });

  it("NO-3: closing and opening a thread tells those who follow it, with what came of it; how it is now, once", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread } = await talk.begin(anna, "Soll das hinein?");
    const last = await talk.say(ben, thread.id, "Gern.");
    const closed = {
      state: "resolved",
      outcome: "adopted",
      reason: "Steht in *Kapitel 3*.",
    } as const;
    await talk.resolutions.set(ben, "owner", thread.id, closed);
    expect((await noticesOf(anna))[0]).toMatchObject({
      kind: "resolved",
      commentId: last,
      outcome: "adopted",
      excerpt: "Steht in Kapitel 3.",
      by: { name: "Ben" },
    });
    await talk.resolutions.set(ben, "owner", thread.id, { state: "open" });
    expect(await kindsOf(anna)).toEqual(["reopened", "reply"]);
    await talk.resolutions.set(ben, "owner", thread.id, closed);
    expect(await kindsOf(anna)).toEqual(["resolved", "reply"]);
    expect(await kindsOf(ben)).toEqual([]);
  });

  it("NO-4: with a comment goes what was told of it, and with a thread everything", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread, comments } = await talk.begin(anna);
    const reply = await talk.say(ben, thread.id);
    await talk.resolutions.set(ben, "owner", thread.id, {
      state: "resolved",
      outcome: null,
      reason: "",
    });
    rung = [];
    await talk.comments.remove(ben, "commenter", reply);
    expect(rung).toEqual([anna.personId]);
    expect(await kindsOf(anna)).toEqual(["resolved"]);
    await talk.comments.remove(anna, "commenter", comments[0]?.id ?? "");
    const left = await talk.db.selectFrom("notices").selectAll().execute();
    expect(left).toEqual([]);
  });

  it("NO-5: a notice is stored with what it tells, or neither is", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread } = await talk.begin(anna);
    const tell = talk.onTalk;
    talk.onTalk = async (event, db) => {
      await tell(event, db);
      throw new Error("the disk is full");
    };
    await expect(talk.say(ben, thread.id)).rejects.toThrow("the disk is full");
    expect(rung).toEqual([]);
    expect(await talk.db.selectFrom("notices").selectAll().execute()).toEqual([]);
  });
});

describe("what one reads of it", () => {
  it("NO-6: rights are looked at when it is read: on a map one may not open any more, or that is in the bin, nothing was told", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread } = await talk.begin(anna);
    await talk.say(ben, thread.id);
    await takeRole(anna);
    expect([await kindsOf(anna), await unreadOf(anna)]).toEqual([[], 0]);
    await talk.say(ben, thread.id, "Ohne Anna.");
    await talk.giveRole(mapId, anna.personId, "viewer");
    expect([await kindsOf(anna), await unreadOf(anna)]).toEqual([["reply"], 1]);
    await talk.db.updateTable("maps").set({ deleted_at: 1 }).where("id", "=", mapId).execute();
    expect([await kindsOf(anna), await unreadOf(anna)]).toEqual([[], 0]);
  });

  it("NO-7: reading the thread up to a comment reads its notices too; what is read is read on all devices", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread } = await talk.begin(anna);
    await talk.say(ben, thread.id, "Eins.");
    const { thread: then } = await talk.thread(anna, thread.id);
    await talk.say(ben, thread.id, "Zwei.");
    await talk.marks.read(anna, thread.id, then.lastNumber);
    expect((await noticesOf(anna)).map(({ isRead }) => isRead)).toEqual([false, true]);
    expect(await unreadOf(anna)).toBe(1);
    rung = [];
    const [newest] = await noticesOf(anna);
    await inbox.markRead(anna.personId, { ids: [newest?.id ?? "", "9999999", "kein"] }, 1);
    expect([await unreadOf(anna), rung]).toEqual([0, [anna.personId]]);
    // Somebody else's are not theirs to read.
    await talk.say(ben, thread.id, "Drei.");
    const [third] = await noticesOf(anna);
    await inbox.markRead(ben.personId, { ids: [third?.id ?? ""] }, 1);
    await inbox.markRead(ben.personId, { ids: "all" }, 1);
    expect(await unreadOf(anna)).toBe(1);
    await inbox.markRead(anna.personId, { ids: "all" }, 1);
    expect(await unreadOf(anna)).toBe(0);
  });

  it("NO-8: it comes in pages, the newest first, each notice once, also when more come in between", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const { thread } = await talk.begin(anna);
    for (let said = 0; said < 65; said++) await talk.say(ben, thread.id, `Nummer ${said}`);
    const excerpts: string[] = [];
    let before: number | null = null;
    do {
      const page = await inbox.page({ id: anna.personId, kind: "member" }, before, "de");
      excerpts.push(...page.notices.map(({ excerpt }) => excerpt));
      before = page.next === null ? null : Number(page.next);
      if (excerpts.length === 30) await talk.say(ben, thread.id, "Dazwischen");
    } while (before !== null);
    expect(excerpts).toEqual(Array.from({ length: 65 }, (_, at) => `Nummer ${64 - at}`));
  });

  it("NO-9: names and titles are those of today; nobody is named whom the mention does not reach", async () => {
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    const stranger = await talk.person("Streng Geheim");
    const nodeId = "AAAAAAAAAAAAAAAAAAAAAA";
    const { thread } = await talk.begin(anna, "Hier", { on: "node", id: nodeId });
    const words = `${mentionOf(anna.personId)} und ${mentionOf(stranger)}: ${nodeLinkTo(nodeId)}, ${nodeLinkTo("Getippt")}, ${nodeLinkTo("BBBBBBBBBBBBBBBBBBBBBB")}`;
    await talk.say(ben, thread.id, words);
    await talk.db
      .updateTable("people")
      .set({ name: "Anna Neu" })
      .where("id", "=", anna.personId)
      .execute();
    const [notice] = await noticesOf(anna);
    expect(notice).toMatchObject({
      anchorTitle: "Titel",
      mapTitle: "Karte",
      by: { name: "Ben" },
      excerpt: "@Anna Neu und @…: „Titel“, „Getippt“, „…“",
    });
    await talk.db
      .updateTable("people")
      .set({ name: "", erased_at: 1 })
      .where("id", "=", ben.personId)
      .execute();
    expect((await noticesOf(anna))[0]?.by).toMatchObject({ name: "", isErased: true });
  });
});

describe("what is kept", () => {
  it("NO-18: notices for 180 days; an address that nobody confirmed for two; links in mails until they have long expired", async () => {
    const DAY_MS = 24 * 60 * 60_000;
    const now = Date.now();
    const forget = (days: number) =>
      forgetOld(talk.db, { now: now + days * DAY_MS, auditMonths: 12 });
    const [anna, ben] = [await someone("Anna"), await someone("Ben")];
    await talk.begin(ben, mentionOf(anna.personId));
    const links = new NoticeLinks(talk.db, () => now);
    await links.toConfirm(anna.personId, "anna@example.org");
    await links.toUnsubscribe(anna.personId);
    const left = async () => {
      const rows = await talk.db
        .selectFrom("notice_links")
        .select(["purpose", "email"])
        .orderBy("purpose")
        .execute();
      return [rows.map(({ purpose, email }) => `${purpose} ${email}`), await kindsOf(anna)];
    };
    await forget(1);
    expect(await left()).toEqual([["confirm anna@example.org", "unsubscribe null"], ["mention"]]);
    await forget(3);
    expect(await left()).toEqual([["confirm null", "unsubscribe null"], ["mention"]]);
    await forget(10);
    expect(await left()).toEqual([["unsubscribe null"], ["mention"]]);
    await forget(179);
    expect(await left()).toEqual([["unsubscribe null"], ["mention"]]);
    await forget(181);
    expect(await left()).toEqual([["unsubscribe null"], []]);
    await forget(373);
    expect(await left()).toEqual([[], []]);
  });
});
