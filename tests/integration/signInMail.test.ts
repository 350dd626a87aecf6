// Sign-in links and forgotten passwords by mail: a real server, and a real mail server that takes its letters.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionSchema, type Me } from "#shared/people/api.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import { cookieOf } from "../fixtures/newPeople.ts";
import { type Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const PASSWORD = "ein langes Kennwort";
const OTHER = "ein anderes Kennwort";
const LOGIN = { user: "karte", password: "geheim/und+mehr %" };

let mail: MailServer;
let server: ServerProcess;
beforeAll(async () => {
  mail = await startMailServer(LOGIN);
  server = await startServer({
    env: { SMTP_URL: mail.url, MAIL_FROM: "Karte <karte@example.org>" },
  });
});
afterAll(async () => {
  await server.remove();
  await mail.stop();
});

function post(path: string, body: unknown, at = server): Promise<Answer> {
  return askApi(`${at.url}/api/sign-in/${path}`, { method: "POST", body, as: null });
}

function codeOf(answer: Answer): unknown {
  return (answer.json() as { code: unknown }).code;
}

async function meOf(cookie: string): Promise<Me | null> {
  const answer = await askApi(`${server.url}/api/session`, { headers: { cookie } });
  return sessionSchema.parse(answer.json()).me;
}

function emailOf({ person }: Somebody): string {
  if (person.email === null) throw new Error("This person gave no address.");
  return person.email;
}

function tokenIn(link: string): string {
  return new URL(link).hash.replace(/^#(?:link=)?/, "");
}

/** Asks for a link for this address, and waits for the mail. */
async function linkFor(path: "link" | "forgotten", email: string, language = "de") {
  const before = mail.mails.filter(({ to }) => to.includes(email)).length;
  expect((await post(path, { email, language })).status).toBe(204);
  return await mail.mailTo(email, before + 1);
}

describe("a link to sign in", () => {
  it("PE-34: signs in whoever holds it, once", async () => {
    const member = await server.newMember("Mira");
    const { link, from } = await linkFor("link", emailOf(member));
    expect(from).toContain("karte@example.org");
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/anmelden#link=[\w-]{43}$/);
    expect(link.startsWith(`${server.url}/`)).toBe(true);
    const token = tokenIn(link);
    const used = await post("link/use", { token });
    expect(used.status).toBe(204);
    expect((await meOf(cookieOf(used)))?.id).toBe(member.person.id);
    const again = await post("link/use", { token });
    expect([again.status, codeOf(again)]).toEqual([410, "link-used"]);
  });

  it("PE-34: of ten who use it at once, one gets in", async () => {
    const member = await server.newMember();
    const token = tokenIn((await linkFor("link", emailOf(member))).link);
    const tries = await Promise.all(Array.from({ length: 10 }, () => post("link/use", { token })));
    expect(tries.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(tries.filter(({ status }) => status === 410)).toHaveLength(9);
  });

  it("PE-34: what opens addresses does not use it up", async () => {
    const member = await server.newMember();
    const { link } = await linkFor("link", emailOf(member));
    for (const method of ["GET", "HEAD"]) {
      const opened = await askApi(link, { method, as: null });
      expect([opened.status, opened.headers["set-cookie"]]).toEqual([200, undefined]);
      const used = await askApi(`${server.url}/api/sign-in/link/use`, { method, as: null });
      expect(used.status).toBe(404);
    }
    expect((await post("link/use", { token: tokenIn(link) })).status).toBe(204);
  });

  it("PE-34: an invented token and one for something else are none", async () => {
    const member = await server.newMember();
    const invented = await post("link/use", { token: "A".repeat(43) });
    expect([invented.status, codeOf(invented)]).toEqual([404, "no-such-link"]);
    const reset = tokenIn((await linkFor("forgotten", emailOf(member))).link);
    expect(codeOf(await post("link/use", { token: reset }))).toBe("no-such-link");
    expect(codeOf(await post("link/use", { token: `${reset}x` }))).toBe("invalid-request");
  });

  it("PE-38: what was sent to an address opens nothing once the address is another", async () => {
    const member = await server.newMember();
    const token = tokenIn((await linkFor("link", emailOf(member))).link);
    const changed = await askApi(`${server.url}/api/me/email`, {
      method: "PUT",
      body: { email: "umgezogen@example.org", password: PASSWORD },
      as: member,
    });
    expect(changed.status).toBe(204);
    expect(codeOf(await post("link/use", { token }))).toBe("link-used");
  });
});

describe("a forgotten password", () => {
  it("PE-35: the link sets a new one, once, ends all sessions and signs in", async () => {
    const member = await server.newMember();
    const { link } = await linkFor("forgotten", emailOf(member));
    expect(link).toMatch(/\/kennwort#[\w-]{43}$/);
    const signInLink = tokenIn((await linkFor("link", emailOf(member))).link);
    const token = tokenIn(link);
    const short = await post("reset", { token, password: "kurz" });
    expect([short.status, codeOf(short)]).toEqual([400, "invalid-request"]);
    const reset = await post("reset", { token, password: OTHER });
    expect(reset.status).toBe(204);
    expect((await meOf(cookieOf(reset)))?.id).toBe(member.person.id);
    expect(await meOf(member.cookie)).toBeNull();
    expect(codeOf(await post("reset", { token, password: PASSWORD }))).toBe("link-used");
    expect(codeOf(await post("link/use", { token: signInLink }))).toBe("link-used");
    const signIn = (password: string) => post("password", { email: emailOf(member), password });
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn(OTHER)).status).toBe(204);
  });
});

describe("who asks for mail learns nothing", () => {
  it.each(["link", "forgotten"])(
    "PE-36: %s: the same answer, whoever has an account",
    async (path) => {
      const member = await server.newMember();
      const sent = mail.mails.length;
      const answers = [
        await post(path, { email: "niemand@example.org", language: "de" }),
        await post(path, { email: emailOf(member), language: "de" }),
      ];
      const told = answers.map(({ status, text, headers }) => {
        const { date: _date, ...rest } = headers;
        return { status, text, rest };
      });
      expect(told[0]).toEqual(told[1]);
      await mail.mailTo(emailOf(member));
      // What was asked for first would have come first.
      expect(mail.mails.length).toBe(sent + 1);
    },
  );

  it("PE-36: the sixth mail to an address within an hour is refused, known or not", async () => {
    const member = await server.newMember();
    for (const email of [emailOf(member), "vielgefragt@example.org"]) {
      for (let time = 0; time < 5; time += 1) {
        expect((await post("link", { email, language: "de" })).status).toBe(204);
      }
      const refused = await post("forgotten", { email, language: "de" });
      expect([refused.status, codeOf(refused)]).toEqual([429, "too-many-attempts"]);
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    }
  });

  it("PE-36: where no mail server is configured, or none answers, that is said to everybody alike", async () => {
    const bare = await startServer();
    const gone = await startMailServer();
    const broken = await startServer({ env: { SMTP_URL: gone.url, MAIL_FROM: "k@example.org" } });
    await gone.stop();
    try {
      const member = await broken.newMember();
      for (const email of [emailOf(member), "niemand@example.org"]) {
        const body = { email, language: "de" };
        const none = await post("link", body, bare);
        expect([none.status, codeOf(none)]).toEqual([409, "no-mail"]);
        const failed = await post("link", body, broken);
        expect([failed.status, codeOf(failed)]).toEqual([503, "mail-failed"]);
      }
      expect(broken.log()).toContain("mail server not reachable");
    } finally {
      await bare.remove();
      await broken.remove();
    }
  });

  it("PE-36: the link leads to this server, whatever name a request gives it", async () => {
    const member = await server.newMember();
    const answer = await askApi(`${server.url}/api/sign-in/forgotten`, {
      method: "POST",
      body: { email: emailOf(member), language: "de" },
      headers: {
        host: "192.0.2.66",
        origin: "http://192.0.2.66",
        "x-forwarded-host": "evil.example",
      },
      as: null,
    });
    expect(answer.status).toBe(204);
    const { link } = await mail.mailTo(emailOf(member));
    expect(link.startsWith(`${server.url}/kennwort#`)).toBe(true);
  });
});

describe("an invitation to become a member", () => {
  it("AU-4: goes out by mail, in the inviting browser's language, and lets in", async () => {
    const invited = await askApi(`${server.url}/api/admin/members/invitations`, {
      method: "POST",
      body: { name: "Nele", email: "nele@example.org", guestId: null, send: true },
      headers: { "accept-language": "en-GB,en" },
    });
    expect(invited.json()).toMatchObject({ isSent: true });
    const { link, text } = await mail.mailTo("nele@example.org");
    expect(text).toContain("Anika Eigner invites you to become a member");
    const joined = await askApi(`${server.url}/api/join/accept`, {
      method: "POST",
      body: { token: tokenIn(link), name: "Nele", email: "nele@example.org", password: OTHER },
      as: null,
    });
    expect(joined.status).toBe(200);
    const signedIn = await post("password", { email: "nele@example.org", password: OTHER });
    expect(signedIn.status).toBe(204);
  });
});

describe("what comes in the mail", () => {
  it("PE-37: says in the language asked for what it is, as text and as HTML that fetches nothing", async () => {
    const member = await server.newMember();
    const german = await linkFor("link", emailOf(member), "de");
    expect(german.subject).toBe("Ihr Anmeldelink für die Zukunftslandkarte");
    expect(german.text).toContain("30 Minuten");
    const english = await linkFor("forgotten", emailOf(member), "en");
    expect(english.subject).toBe("A new password for Zukunftslandkarte");
    expect(english.headers.get("auto-submitted")).toBe("auto-generated");
    for (const { html, link } of [german, english]) {
      expect(html).toContain(`href="${link.replace(/[&<>"']/g, "")}"`);
      expect(html).not.toMatch(/src=|url\(|<script|<link/i);
    }
  });

  it("PE-37: a mail that is refused is said in the log, without the address or the link", async () => {
    const member = await server.newMember();
    mail.refuse(true);
    try {
      expect((await post("link", { email: emailOf(member), language: "de" })).status).toBe(204);
      await waitFor("the failure is logged", () => server.log().includes('"mail not sent"'));
    } finally {
      mail.refuse(false);
    }
    expect(server.log()).toContain("EENVELOPE");
    expect(server.log()).not.toContain("example.org");
    expect(server.log()).not.toMatch(/#link=/);
  });
});
