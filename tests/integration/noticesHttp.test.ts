// The inbox and the links of its mails over HTTP, on a running server with a real mail server.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticeSettingsSchema, noticesSchema } from "#shared/notices/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import { personDataSchema } from "#shared/people/dataApi.ts";
import { askApi, type Answer, type Ask } from "../fixtures/askApi.ts";
import { bytesIn, found, inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { unsubscribeToken } from "../fixtures/unsubscribeToken.ts";

let mail: MailServer;
let server: ServerProcess;
let mapId: string;
beforeAll(async () => {
  mail = await startMailServer();
  server = await startServer({ env: { SMTP_URL: mail.url, MAIL_FROM: "Karte <k@example.net>" } });
  mapId = (await newMapAt(server.url)).id;
});
afterAll(async () => {
  await server.remove();
  await mail.stop();
});

const ask = (path: string, options: Ask = {}): Promise<Answer> =>
  askApi(`${server.url}/api/notices${path}`, options);
const inboxOf = async (as: Somebody) => noticesSchema.parse((await ask("", { as })).json());
const settingsOf = async (as: Somebody) =>
  noticeSettingsSchema.parse((await ask("/settings", { as })).json());
const setAddress = (as: Somebody, email: unknown): Promise<Answer> =>
  ask("/address", { method: "PUT", body: { email }, as });
const confirm = (token: string): Promise<Answer> =>
  ask("/confirm", { method: "POST", body: { token }, as: null });

async function newGuest(name: string): Promise<Somebody> {
  const { token } = await invite(server.url, mapId, { name, role: "commenter" });
  return await guestBy(server.url, token, { name });
}

async function mentionAsOwner({ person }: Somebody): Promise<void> {
  await new TalkOverHttp(server.url, mapId).begin(`${mentionOf(person.id)}, bitte ansehen.`);
}

let addresses = 0;
const newAddress = () => `gast${++addresses}@example.com`;
const tokenIn = (link: string): string => new URL(link).hash.slice(1);

describe("the inbox", () => {
  it("NO-10: is one's own; without a session it answers nobody, and nothing but what is asked for is taken", async () => {
    const member = await server.newMember("Mira Muster");
    await giveRole(server.url, mapId, member, "viewer");
    await mentionAsOwner(member);
    const { unread, notices } = await inboxOf(member);
    expect([unread, notices.length]).toEqual([1, 1]);
    expect(notices[0]).toMatchObject({ kind: "mention", excerpt: "@Mira Muster, bitte ansehen." });
    expect((await inboxOf(server.owner)).notices).toEqual([]);
    const wrong: [string, Ask][] = [
      ["?before=x", {}],
      ["?before=1&before=2", {}],
      ["?before=-1", {}],
      ["/read", { method: "POST", body: { ids: "alle" } }],
      ["/read", { method: "POST", body: { ids: ["1"], personId: member.person.id } }],
      ["/read", { method: "POST", body: { ids: Array.from({ length: 501 }, String) } }],
      ["/settings", { method: "PUT", body: { pace: "hourly" } }],
      ["/settings", { method: "PUT", body: { pace: "never", email: "x@example.org" } }],
      ["/address", { method: "PUT", body: { email: "kein Mailkonto" } }],
      ["/address", { method: "PUT", body: { email: "a@example.org, b@example.org" } }],
      ["/address", { method: "PUT", body: { email: "a@guest.invalid" } }],
      ["/confirm", { method: "POST", body: { token: "kurz" } }],
      ["/unsubscribe", { method: "POST", body: { token: ["A".repeat(43)] } }],
    ];
    for (const [path, options] of wrong) {
      expect(outcomeOf(await ask(path, { ...options, as: member })), path).toEqual([
        400,
        "invalid-request",
      ]);
    }
    for (const [path, options] of wrong.filter(([at]) => !/confirm|unsubscribe/.test(at))) {
      const refused = outcomeOf(await ask(path, { ...options, as: null }));
      expect(refused, path).toEqual([401, "sign-in-needed"]);
    }
    const large = await ask("/read", { method: "POST", body: { ids: ["x".repeat(80_000)] } });
    expect(large.status).toBe(413);
    expect((await ask("/read", { method: "POST", body: { ids: "all" }, as: member })).status).toBe(
      204,
    );
    expect((await inboxOf(member)).unread).toBe(0);
  });
});

describe("an address for mails", () => {
  it("NO-11: a guest's counts once the link that was sent there is opened; it works once, by POST alone", async () => {
    const guest = await newGuest("Gerd Gast");
    expect(await settingsOf(guest)).toEqual({
      hasMail: true,
      pace: "never",
      email: null,
      waiting: null,
    });
    const email = newAddress();
    expect((await setAddress(guest, email.toUpperCase())).status).toBe(204);
    expect(await settingsOf(guest)).toMatchObject({ pace: "never", email: null, waiting: email });
    const letter = await mail.mailTo(email);
    // It goes to somebody who may know nothing of it: it repeats nobody's words.
    expect(letter.text).not.toContain("Gerd");
    expect(letter.link).toMatch(new RegExp(`^${server.url}/bestaetigen#[\\w-]{43}$`));
    const token = tokenIn(letter.link);
    for (const method of ["GET", "HEAD"]) {
      expect((await askApi(letter.link, { method, as: null })).status).toBe(200);
      expect((await ask("/confirm", { method, as: null })).status).toBe(404);
    }
    expect((await confirm(token)).status).toBe(204);
    expect(outcomeOf(await confirm(token))).toEqual([410, "link-used"]);
    // Whoever confirms an address wants mail, unless they say otherwise.
    expect(await settingsOf(guest)).toMatchObject({ pace: "daily", email, waiting: null });
    expect((await setAddress(guest, null)).status).toBe(204);
    expect(await settingsOf(guest)).toMatchObject({ pace: "never", email: null });
  });

  it("NO-11: a new letter ends the link of the one before; an invented one is none; after 48 hours it has expired", async () => {
    const guest = await newGuest("Gerda Gast");
    const email = newAddress();
    await setAddress(guest, email);
    const first = tokenIn((await mail.mailTo(email)).link);
    await setAddress(guest, email);
    const second = tokenIn((await mail.mailTo(email, 2)).link);
    expect(outcomeOf(await confirm(first))).toEqual([410, "link-used"]);
    expect(outcomeOf(await confirm("A".repeat(43)))).toEqual([404, "no-such-link"]);
    inDatabase(server.dataDir, (database) =>
      database.prepare("update notice_links set expires_at = 1 where email = ?").run(email),
    );
    expect(outcomeOf(await confirm(second))).toEqual([410, "link-expired"]);
    expect(await settingsOf(guest)).toMatchObject({ email: null, waiting: null });
  });

  it("NO-12: whether an address is somebody's is told to nobody, and letters to it are few", async () => {
    const member = await server.newMember();
    const guest = await newGuest("Neugierig");
    const taken = member.person.email ?? "";
    const answers = [await setAddress(guest, taken), await setAddress(guest, newAddress())];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [204, ""],
      [204, ""],
    ]);
    const another = await newGuest("Auch neugierig");
    await setAddress(another, taken);
    await setAddress(another, taken);
    // Three letters a day to an address, whoever asks.
    const refused = await setAddress(another, taken);
    expect(outcomeOf(refused)).toEqual([429, "too-many-attempts"]);
    expect(refused.headers["retry-after"]).toBeDefined();
    // And five a day of a person, wherever to.
    for (let letter = 0; letter < 3; letter++) await setAddress(another, newAddress());
    expect(outcomeOf(await setAddress(another, newAddress()))).toEqual([429, "too-many-attempts"]);
  });

  it("NO-13: mails to a member go to the address of their account alone, once they have proven it", async () => {
    const member = await server.newMember();
    const own = member.person.email ?? "";
    expect(await settingsOf(member)).toMatchObject({ pace: "never", email: null });
    expect(outcomeOf(await setAddress(member, newAddress()))).toEqual([400, "invalid-request"]);
    expect((await setAddress(member, own)).status).toBe(204);
    expect((await confirm(tokenIn((await mail.mailTo(own)).link))).status).toBe(204);
    expect(await settingsOf(member)).toMatchObject({ pace: "daily", email: own });
    // It proves an address for mails, and nothing for signing in.
    const [row] = inDatabase(server.dataDir, (database) =>
      database.prepare("select email_verified from people where id = ?").all(member.person.id),
    );
    expect(row?.["email_verified"]).toBe(0);
  });

  it("NO-14: without a mail server nothing is promised, and one that refuses is said", async () => {
    const guest = await newGuest("Ungeduldig");
    mail.refuse(true);
    try {
      expect(outcomeOf(await setAddress(guest, newAddress()))).toEqual([503, "mail-failed"]);
    } finally {
      mail.refuse(false);
    }
    expect(await settingsOf(guest)).toMatchObject({ waiting: null });
    const bare = await startServer();
    try {
      const settings = await askApi(`${bare.url}/api/notices/settings`);
      expect(settings.json()).toMatchObject({ hasMail: false, email: null });
    } finally {
      await bare.remove();
    }
  });
});

const ONE_CLICK = "List-Unsubscribe=One-Click";
/** As a provider's server sends it, through a proxy in front of ours: no Origin, no cookie, from far away. */
const FAR = {
  "x-forwarded-for": "192.0.2.7",
  "content-type": "application/x-www-form-urlencoded",
};

describe("ending the mails", () => {
  it("NO-15: one click of a mail program ends them, from anywhere, and can be repeated", async () => {
    const guest = await newGuest("Klick");
    await ask("/settings", { method: "PUT", body: { pace: "at-once" }, as: guest });
    const token = unsubscribeToken(server.dataDir, guest);
    const click = (body: string, type: string): Promise<Answer> =>
      ask(`/unsubscribe/${token}`, {
        method: "POST",
        headers: { ...FAR, "content-type": type, "content-length": String(body.length) },
        body,
        as: null,
      });
    const form = [
      "--x",
      'Content-Disposition: form-data; name="List-Unsubscribe"',
      "",
      "One-Click",
      "--x--",
    ];
    expect(outcomeOf(await click("", "text/plain"))).toEqual([400, "invalid-request"]);
    expect((await settingsOf(guest)).pace).toBe("at-once");
    expect((await click(ONE_CLICK, "application/x-www-form-urlencoded")).status).toBe(204);
    expect((await settingsOf(guest)).pace).toBe("never");
    await ask("/settings", { method: "PUT", body: { pace: "daily" }, as: guest });
    expect((await click(form.join("\r\n"), "multipart/form-data; boundary=x")).status).toBe(204);
    expect((await settingsOf(guest)).pace).toBe("never");
  });

  it("NO-15: opening the same address asks first: it leads to the page with the button", async () => {
    const guest = await newGuest("Öffnet");
    await ask("/settings", { method: "PUT", body: { pace: "at-once" }, as: guest });
    const token = unsubscribeToken(server.dataDir, guest);
    const headers = { "sec-fetch-site": "cross-site" };
    const opened = await ask(`/unsubscribe/${token}`, { headers, as: null });
    expect([opened.status, opened.headers["location"]]).toEqual([303, `/abbestellen#${token}`]);
    expect((await settingsOf(guest)).pace).toBe("at-once");
    const page = await ask("/unsubscribe", { method: "POST", body: { token }, as: null });
    expect(page.status).toBe(204);
    expect((await settingsOf(guest)).pace).toBe("never");
  });

  it("NO-16: of all writes, that address alone takes one from elsewhere", async () => {
    const guest = await newGuest("Fern");
    const token = unsubscribeToken(server.dataDir, guest);
    const far = (path: string, method = "POST", more: Record<string, string> = {}) =>
      askApi(`${server.url}${path}`, {
        method,
        headers: { ...FAR, "content-length": String(ONE_CLICK.length), ...more },
        body: ONE_CLICK,
        as: null,
      });
    const at = `/api/notices/unsubscribe/${token}`;
    const paths: [string, string?][] = [
      ["/api/notices/unsubscribe"],
      ["/api/notices/confirm"],
      ["/api/notices/read"],
      [`${at}/`],
      [`${at}x`],
      [`${at}?x=1`],
      [`/api/notices//unsubscribe/${token}`],
      [`/api/notices/unsubscribe/${token.slice(1)}`],
      [`/API/notices/unsubscribe/${token}`],
      [`/api/notices/%75nsubscribe/${token}`],
      [at, "PUT"],
      [at, "DELETE"],
      [at, "PATCH"],
      ["/api/sign-in/link/use"],
      ["/api/session/sign-out"],
    ];
    for (const [path, method] of paths) {
      const answer = await far(path, method);
      expect(outcomeOf(answer), `${method ?? "POST"} ${path}`).toEqual([403, "foreign-origin"]);
    }
    // What it lets through is still asked under this server's own name.
    const other = await far(at, "POST", { host: "evil.example" });
    expect(outcomeOf(other)).toEqual([421, "unknown-host"]);
    expect((await far(at)).status).toBe(204);
    expect((await far(at, "POST", { origin: "https://mail.example" })).status).toBe(204);
  });

  it("NO-15: an invented token ends nothing, and too many of them are not even looked at", async () => {
    const codes = new Set<string>();
    for (let tries = 0; tries < 130; tries++) {
      const token = randomBytes(32).toString("base64url");
      const answer = await ask("/unsubscribe", { method: "POST", body: { token }, as: null });
      codes.add(outcomeOf(answer).join(" "));
    }
    expect([...codes]).toEqual(["404 no-such-link", "429 too-many-attempts"]);
  });
});

describe("what is kept of it", () => {
  it("NO-17: one's own data has all of it, and an erasure takes all of it along, tokens and address included", async () => {
    const guest = await newGuest("Erasmus Weg");
    const email = "erasmus.weg@example.com";
    await setAddress(guest, email);
    const { link } = await mail.mailTo(email);
    inDatabase(server.dataDir, (database) =>
      database
        .prepare("insert into notice_mail (person_id, pace, email) values (?, 'at-once', ?)")
        .run(guest.person.id, email),
    );
    await mentionAsOwner(guest);
    const exported = await askApi(`${server.url}/api/me/export`, { as: guest });
    const data = personDataSchema.parse(exported.json());
    expect(data.notices).toMatchObject([{ mapId, kind: "mention", readAt: null }]);
    expect(data.noticeMail).toMatchObject({
      pace: "at-once",
      email,
      links: [{ purpose: "confirm", email }],
    });
    expect(exported.text).not.toContain(tokenIn(link));
    const bytes = bytesIn(server.dataDir);
    expect(found([tokenIn(link), email], bytes)).toEqual([email]);
    const body = { confirm: true };
    const gone = await askApi(`${server.url}/api/me`, { method: "DELETE", body, as: guest });
    expect(gone.status).toBe(204);
    const left = inDatabase(server.dataDir, (database) =>
      ["notices", "notice_mail", "notice_links"].flatMap((table) => {
        // As a request would that had been on its way.
        const late: Record<string, string> = {
          notices: `insert into notices (person_id, kind, at, map_id, thread_id, number, by_id)
                    select '${guest.person.id}', 'reply', 1, map_id, id, 1, 'x' from threads limit 1`,
          notice_mail: `insert into notice_mail (person_id) values ('${guest.person.id}')`,
          notice_links: `insert into notice_links (token_hash, person_id, purpose, made_at, expires_at)
                         values ('h', '${guest.person.id}', 'confirm', 1, 1)`,
        };
        database.exec(late[table] ?? "");
        return database.prepare(`select * from ${table} where person_id = ?`).all(guest.person.id);
      }),
    );
    expect(left).toEqual([]);
    expect(found([email], bytesIn(server.dataDir))).toEqual([]);
    expect(found([tokenIn(link), email, "example.com"], Buffer.from(server.log()))).toEqual([]);
  });
});
