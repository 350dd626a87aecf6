// Notices by mail: a real database, a real mail server, and a clock that the test sets.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mentionOf } from "#shared/comments/tokens.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { smtpMailer } from "../../server/mail/smtpMailer.ts";
import { setPace } from "../../server/notices/MailChoices.ts";
import { NoticeLinks } from "../../server/notices/NoticeLinks.ts";
import { Postman } from "../../server/notices/Postman.ts";
import { COLLECT_MS, DAILY_HOUR, MAX_MAILS_A_DAY } from "../../server/notices/schedule.ts";
import { tellOf } from "../../server/notices/tell.ts";
import { startMailServer, type Mail, type MailServer } from "../fixtures/mailServer.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

const HOUR_MS = 60 * 60_000;
const BASE = "https://karten.example.org";

let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(() => mail.stop());

let talk: TalkRows;
let mapId: string;
let logged: string[];
let now: number;
let links: NoticeLinks;
let postman: Postman;
let sentBefore: number;

beforeEach(async () => {
  talk = await openTalkRows();
  mapId = await talk.map(await talk.person("Olga Owner"));
  logged = [];
  now = Date.now();
  sentBefore = mail.mails.length;
  links = new NoticeLinks(talk.db, () => now);
  postman = postmanOf(mail.url);
  const tell = tellOf(inProcessBus());
  // Said when the test's clock says so.
  talk.onTalk = (event, db) => tell({ ...event, at: now }, db);
});
afterEach(async () => {
  mail.refuse(false);
  await talk.close();
});

function postmanOf(smtpUrl: string): Postman {
  const note = (fields: object, message: string) =>
    void logged.push(`${JSON.stringify(fields)} ${message}`);
  const log = { info: note, warn: note, error: note };
  const mailer = smtpMailer({ smtpUrl, from: "Karte <karte@example.org>", log });
  return new Postman({
    db: talk.db,
    mailer,
    links,
    // Of these maps nobody knows more than their threads say.
    titlesNow: () => Promise.resolve(new Map()),
    baseUrl: () => BASE,
    log,
    now: () => now,
  });
}

/** A member with a proven address, who may comment. */
async function member(name: string, language: "de" | "en" | null = null): Promise<By> {
  const personId = await talk.person(name);
  await talk.giveRole(mapId, personId, "commenter");
  await talk.db
    .updateTable("people")
    .set({ email: `${name.toLowerCase()}@example.org`, email_verified: 1, language })
    .where("id", "=", personId)
    .execute();
  return { mapId, personId };
}

async function atOnce(name: string, language: "de" | "en" | null = null): Promise<By> {
  const by = await member(name, language);
  await setPace(talk.db, by.personId, "at-once");
  return by;
}

async function mailsAfter(ms: number): Promise<Mail[]> {
  now += ms;
  const before = mail.mails.length;
  await postman.deliver();
  return mail.mails.slice(before);
}

/** The next moment at which the daily mails go out. */
function untilDaily(): number {
  const at = new Date(now);
  at.setHours(DAILY_HOUR, 0, 1, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime() - now;
}

describe("at once", () => {
  it("NO-20: a quick exchange is one mail, two minutes after its first comment; then nothing until there is something new", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    const { thread } = await talk.begin(anna, "Stimmt das?", { on: "node", id: "n1" });
    const first = await talk.say(ben, thread.id, "Nein.");
    expect(await mailsAfter(COLLECT_MS - 1_000)).toEqual([]);
    await talk.say(ben, thread.id, `Oder doch, ${mentionOf(anna.personId)}?`);
    const [letter, ...others] = await mailsAfter(1_000);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      to: ["anna@example.org"],
      subject: "2 Neuigkeiten bei „Titel“ – Karte „Karte“",
    });
    expect(letter?.text).toContain("Ben hat bei „Titel“ kommentiert.\n> Nein.");
    expect(letter?.text).toContain("Ben hat Sie bei „Titel“ erwähnt.\n> Oder doch, @Anna?");
    expect(letter?.text).toContain(`${BASE}/karte/${mapId}#kommentar=${first}`);
    expect(await mailsAfter(24 * HOUR_MS)).toEqual([]);
  });

  it("NO-20: one alone names what it is, the node and the map, in the language of who gets it", async () => {
    const [anna, ben] = [await atOnce("Anna", "en"), await member("Ben")];
    const { thread } = await talk.begin(ben, mentionOf(anna.personId), { on: "node", id: "n1" });
    expect((await mailsAfter(COLLECT_MS))[0]).toMatchObject({
      subject: "You were mentioned at “Titel” – Map “Karte”",
    });
    const closed = { state: "resolved", outcome: "noted", reason: "Danke" } as const;
    await talk.resolutions.set(ben, "owner", thread.id, closed);
    const [letter] = await mailsAfter(COLLECT_MS);
    expect(letter?.subject).toBe("Thread resolved at “Titel” – Map “Karte”");
    expect(letter?.text).toContain("Ben resolved a thread at “Titel”. Outcome: noted.\n> Danke");
    expect(letter?.headers.get("content-language")).toBe("en");
  });

  it("NO-27: of very many, the mail tells some and how many more, and nobody else waits for it", async () => {
    const [anna, ben, carl] = [await atOnce("Anna"), await member("Ben"), await atOnce("Carl")];
    const { thread } = await talk.begin(anna);
    await talk.say(ben, thread.id, "Anfang");
    const { connection } = talk.database;
    // More than a statement has room for.
    const many =
      "with recursive many(n) as (select 1 union all select n + 1 from many where n < 40000)";
    connection.exec(`
      ${many} insert into comments (id, map_id, thread_id, number, author_id, text, created_at)
        select 'comment' || n, map_id, thread_id, 100 + n, author_id, text, created_at
        from comments, many where text = 'Anfang';
      ${many} insert into notices (person_id, kind, at, map_id, thread_id, comment_id, number, by_id)
        select person_id, kind, at, map_id, thread_id, 'comment' || n, 100 + n, by_id
        from notices, many;`);
    await talk.begin(ben, mentionOf(carl.personId));
    const sent = await mailsAfter(COLLECT_MS);
    // Both are due at the same moment: who comes first is open.
    const textTo = new Map(sent.map(({ to, text }) => [to.join(), text]));
    expect([...textTo.keys()].toSorted()).toEqual(["anna@example.org", "carl@example.org"]);
    expect(textTo.get("anna@example.org")).toMatch(/39[.,]?976/);
  });

  it("NO-20: a person gets at most so many mails a day; what waits comes the next day, in one", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    now += untilDaily();
    const { thread } = await talk.begin(anna);
    const sent: Mail[] = [];
    for (let said = 0; said < MAX_MAILS_A_DAY + 2; said++) {
      await talk.say(ben, thread.id, `Nummer ${said}`);
      sent.push(...(await mailsAfter(COLLECT_MS)));
    }
    expect(sent).toHaveLength(MAX_MAILS_A_DAY);
    const [next, ...others] = await mailsAfter(24 * HOUR_MS);
    expect(others).toEqual([]);
    expect(next?.text).toContain(`Nummer ${MAX_MAILS_A_DAY}`);
    expect(next?.text).toContain(`Nummer ${MAX_MAILS_A_DAY + 1}`);
  });
});

describe("daily", () => {
  it("NO-21: one mail at the fixed hour with everything since, by map; nothing where there is nothing", async () => {
    const [anna, ben] = [await member("Anna"), await member("Ben")];
    now += untilDaily();
    const other = await talk.map(ben.personId);
    await talk.giveRole(other, anna.personId, "viewer");
    await talk.db.updateTable("maps").set({ title: "Zweite" }).where("id", "=", other).execute();
    await talk.begin(ben, `${mentionOf(anna.personId)} eins`);
    await talk.begin({ mapId: other, personId: ben.personId }, `${mentionOf(anna.personId)} zwei`);
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
    const sent = await mailsAfter(untilDaily());
    expect(sent.map(({ to }) => to)).toEqual([["anna@example.org"]]);
    const [letter] = sent;
    expect(letter?.subject).toBe(
      "2 Neuigkeiten auf der Karte und mehr – Karte „Zweite“ und eine weitere",
    );
    const places = ["Karte „Karte“", "@Anna eins", "Karte „Zweite“", "@Anna zwei"];
    const found = places.map((place) => letter?.text.indexOf(place) ?? -1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(await mailsAfter(24 * HOUR_MS)).toEqual([]);
  });

  it("NO-21: what one has read before is in no mail, and of very much only the number", async () => {
    const [anna, ben] = [await member("Anna"), await member("Ben")];
    const { thread } = await talk.begin(anna);
    await talk.say(ben, thread.id, "Gelesen");
    const { thread: then } = await talk.thread(anna, thread.id);
    await talk.marks.read(anna, thread.id, then.lastNumber);
    expect(await mailsAfter(untilDaily())).toEqual([]);
    for (let said = 0; said < 30; said++) await talk.say(ben, thread.id, `Nummer ${said}.`);
    const [letter] = await mailsAfter(untilDaily());
    expect(letter?.subject).toMatch(/^30 Neuigkeiten /);
    expect(letter?.text).not.toContain("Gelesen");
    expect(letter?.text).toContain("Nummer 29.");
    expect(letter?.text).not.toContain("Nummer 4.");
    expect(letter?.text).toContain("5 weitere Benachrichtigungen");
  });

  it("NO-21: never is never, and what was never mailed is not mailed later", async () => {
    const [anna, ben] = [await member("Anna"), await member("Ben")];
    await setPace(talk.db, anna.personId, "never");
    await talk.begin(ben, mentionOf(anna.personId));
    expect(await mailsAfter(untilDaily())).toEqual([]);
    await setPace(talk.db, anna.personId, "at-once");
    expect(await mailsAfter(24 * HOUR_MS)).toEqual([]);
  });
});

describe("when it is sent", () => {
  it("NO-22: who may not open the map any more, was erased meanwhile, or has left it in the bin gets nothing", async () => {
    const [anna, ben, cem] = [await atOnce("Anna"), await atOnce("Ben"), await atOnce("Cem")];
    const olga = { mapId, personId: await talk.person("Olga") };
    await talk.giveRole(mapId, olga.personId, "owner");
    await talk.begin(olga, [anna, ben, cem].map((by) => mentionOf(by.personId)).join(" "));
    await talk.db.deleteFrom("map_members").where("person_id", "=", anna.personId).execute();
    await talk.db
      .updateTable("people")
      .set({ erased_at: 1, email: "weg@guest.invalid" })
      .where("id", "=", ben.personId)
      .execute();
    const sent = await mailsAfter(COLLECT_MS);
    expect(sent.map(({ to }) => to)).toEqual([["cem@example.org"]]);
    // That is over, also if they may open it again.
    await talk.giveRole(mapId, anna.personId, "viewer");
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
    await talk.begin(olga, mentionOf(cem.personId));
    await talk.db.updateTable("maps").set({ deleted_at: 1 }).where("id", "=", mapId).execute();
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
  });

  it("NO-23: an address that nobody has proven gets nothing; confirmed by its link it does, as long as it is the account's", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    const setAnna = (set: { email?: string; email_verified?: 0 | 1 }) =>
      talk.db.updateTable("people").set(set).where("id", "=", anna.personId).execute();
    await setAnna({ email_verified: 0 });
    const mention = () => talk.begin(ben, mentionOf(anna.personId));
    await mention();
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
    const token = await links.toConfirm(anna.personId, "anna@example.org");
    expect(await links.confirm(token ?? "")).toEqual({ personId: anna.personId });
    await mention();
    expect(await mailsAfter(HOUR_MS)).toHaveLength(1);
    await setAnna({ email: "anna.neu@example.org" });
    await mention();
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
  });

  it("NO-24: while the mail server is gone or refuses, nothing is lost and nothing doubled; it is tried again", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    await talk.begin(ben, `${mentionOf(anna.personId)} wichtig`);
    const gone = await startMailServer();
    await gone.stop();
    const working = postman;
    postman = postmanOf(gone.url);
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
    postman = working;
    mail.refuse(true);
    expect(await mailsAfter(1_000)).toEqual([]);
    mail.refuse(false);
    // Not at once again: whoever refuses is left in peace for a while.
    expect(await mailsAfter(1_000)).toEqual([]);
    const [letter, ...others] = await mailsAfter(HOUR_MS);
    expect(letter?.text).toContain("wichtig");
    expect(others).toEqual([]);
    expect(await mailsAfter(24 * HOUR_MS)).toEqual([]);
    expect(logged.join("\n")).not.toMatch(/example\.org|Anna|wichtig|[\w-]{43}/);
  });

  it("NO-24: a restart loses nothing; what was being sent when the server was killed is sent once more at most", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    await talk.begin(ben, mentionOf(anna.personId));
    now += COLLECT_MS;
    // As it is when the server was killed between the mail and the note that it went out.
    await talk.db
      .updateTable("notice_mail")
      .set({ not_before: now + 10 * 60_000 })
      .where("person_id", "=", anna.personId)
      .execute();
    // Somebody is on it, or was: not twice at once.
    expect(await mailsAfter(60_000)).toEqual([]);
    postman = postmanOf(mail.url);
    expect(await mailsAfter(10 * 60_000)).toHaveLength(1);
    expect(await mailsAfter(24 * HOUR_MS)).toEqual([]);
  });

  it("NO-24: two rounds at the same time send one mail", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    await talk.begin(ben, mentionOf(anna.personId));
    now += COLLECT_MS;
    await Promise.all([postman.deliver(), postmanOf(mail.url).deliver(), postman.deliver()]);
    expect(mail.mails.length - sentBefore).toBe(1);
  });

  it("NO-24: what could not be mailed for a week is not mailed any more", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    await talk.begin(ben, mentionOf(anna.personId));
    expect(await mailsAfter(7 * 24 * HOUR_MS + 1)).toEqual([]);
  });
});

describe("what comes in the mail", () => {
  it("NO-25: names, titles and words of others do nothing, and break no line of the head", async () => {
    const evil = `"><script>alert(1)</script>\r\nBcc: x@example.org`;
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    await talk.db
      .updateTable("people")
      .set({ name: evil })
      .where("id", "=", ben.personId)
      .execute();
    await talk.db
      .updateTable("maps")
      .set({ title: `${evil}\u202e` })
      .execute();
    await talk.begin(ben, `${mentionOf(anna.personId)} <img src=x onerror=alert(1)> ${evil}`);
    await talk.db.updateTable("threads").set({ anchor_title: evil }).execute();
    const [letter] = await mailsAfter(COLLECT_MS);
    expect(letter?.to).toEqual(["anna@example.org"]);
    expect(letter?.subject).not.toMatch(/[\r\n\u202e]/);
    expect(letter?.headers.has("bcc")).toBe(false);
    expect(letter?.html).not.toMatch(/<script|<img|src=x "/);
    expect(letter?.html).toContain("alert(1)");
  });

  it("NO-26: every mail says how to end them, to people and to mail programs, by a token of its own that can do nothing else", async () => {
    const [anna, ben] = [await atOnce("Anna"), await member("Ben")];
    const tokens: string[] = [];
    for (let round = 0; round < 2; round++) {
      await talk.begin(ben, mentionOf(anna.personId));
      const [letter] = await mailsAfter(COLLECT_MS);
      const [, token = ""] = /\/abbestellen#([\w-]{43})$/m.exec(letter?.text ?? "") ?? [];
      expect(letter?.html).toContain(`/abbestellen&#35;${token}`.replace("&#35;", "#"));
      const raw = letter?.headers.get("list");
      expect(raw).toMatchObject({
        unsubscribe: { url: `${BASE}/api/notices/unsubscribe/${token}` },
        "unsubscribe-post": { name: "List-Unsubscribe=One-Click" },
      });
      tokens.push(token);
    }
    expect(new Set(tokens).size).toBe(2);
    const rows = JSON.stringify(await talk.db.selectFrom("notice_links").selectAll().execute());
    for (const token of tokens) {
      expect(rows).not.toContain(token);
      expect(await links.confirm(token)).toEqual({ problem: "no-such-link" });
    }
    expect(await links.unsubscribe(tokens[0] ?? "")).toEqual({ personId: anna.personId });
    await talk.begin(ben, mentionOf(anna.personId));
    expect(await mailsAfter(HOUR_MS)).toEqual([]);
    // Again, by the other mail: still ended.
    expect(await links.unsubscribe(tokens[1] ?? "")).toEqual({ personId: anna.personId });
    now += 366 * 24 * HOUR_MS;
    expect(await links.unsubscribe(tokens[1] ?? "")).toEqual({ problem: "no-such-link" });
  });
});
