// Signing in, by those who mean harm: sessions that are none, requests of other sites, guesses, and what is left lying
// around in files and logs.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionSchema } from "#shared/people/api.ts";
import { askApi, type Answer, type Ask } from "../../fixtures/askApi.ts";
import { startMailServer, type MailServer } from "../../fixtures/mailServer.ts";
import { startOidcProvider, type OidcProviderProcess } from "../../fixtures/oidcProvider.ts";
import { OwnBrowser } from "../../fixtures/OwnBrowser.ts";
import { startServer, type ServerProcess } from "../../fixtures/server.ts";

const PASSWORD = "ein langes Kennwort";
const GUESS = "ein geratenes Kennwort";
/** From where somebody signs in, as the proxy in front says. */
const PLACE = "203.0.113.77";

let mail: MailServer;
let provider: OidcProviderProcess;
let server: ServerProcess;
beforeAll(async () => {
  mail = await startMailServer();
  provider = await startOidcProvider({
    karin: { email: "karin@example.org", email_verified: true, name: "Karin" },
  });
  server = await startServer({
    env: {
      ...provider.env,
      SMTP_URL: mail.url,
      MAIL_FROM: "karte@example.org",
      TRUSTED_PROXIES: "127.0.0.1",
    },
  });
});
afterAll(async () => {
  await server.remove();
  await provider.stop();
  await mail.stop();
});

function ask(path: string, options: Ask = {}): Promise<Answer> {
  return askApi(`${server.url}${path}`, { as: null, ...options });
}

function codeOf(answer: Answer): unknown {
  return (answer.json() as { code?: unknown }).code;
}

/** Every route that signs in or changes how one does, with a body that is well formed. */
const TOKEN = "A".repeat(43);
const ROUTES: [string, string, unknown][] = [
  ["POST", "/api/sign-in/password", { email: "a@example.org", password: GUESS }],
  ["POST", "/api/sign-in/link", { email: "a@example.org", language: "de" }],
  ["POST", "/api/sign-in/link/use", { token: TOKEN }],
  ["POST", "/api/sign-in/forgotten", { email: "a@example.org", language: "de" }],
  ["POST", "/api/sign-in/reset", { token: TOKEN, password: GUESS }],
  ["POST", "/api/sign-in/passkey/options", {}],
  ["POST", "/api/sign-in/passkey", {}],
  ["POST", "/api/sign-in/oidc", { to: "/" }],
  ["PUT", "/api/me/password", { current: null, password: GUESS }],
  ["PUT", "/api/me/email", { email: "b@example.org", password: null }],
  ["POST", "/api/me/passkeys/options", {}],
  ["POST", "/api/me/passkeys", {}],
  ["PATCH", "/api/me/passkeys/x", { name: "x" }],
  ["DELETE", "/api/me/passkeys/x", undefined],
  ["POST", "/api/me/oidc", { to: "/" }],
];

describe("sessions that are none", () => {
  it("PE-47: a forged, cut, foreign or ended session is nobody's", async () => {
    const member = await server.newMember();
    const [name = "", value = ""] = member.cookie.split("=");
    const [token = "", signature = ""] = decodeURIComponent(value).split(".");
    const forged = [
      "",
      "x",
      token,
      `${token}.`,
      `${token}.${"A".repeat(43)}=`,
      `${TOKEN}.${signature}`,
      `${token.slice(1)}.${signature}`,
      `${token}.${signature.slice(0, -2)}`,
      `' or 1=1 --.${signature}`,
      "%",
      "%00",
      "x".repeat(4_000),
    ];
    for (const one of forged) {
      for (const written of [one, encodeURIComponent(one)]) {
        if (/[^\x20-\x7e]/.test(written)) continue;
        const cookie = `${name}=${written}`;
        const refused = await ask("/api/me", { headers: { cookie } });
        expect([one, refused.status, codeOf(refused)]).toEqual([one, 401, "sign-in-needed"]);
      }
    }
    const held = await ask("/api/me", { headers: { cookie: member.cookie } });
    expect(held.status).toBe(200);
    await ask("/api/session/sign-out", { method: "POST", headers: { cookie: member.cookie } });
    expect((await ask("/api/me", { headers: { cookie: member.cookie } })).status).toBe(401);
  });
});

describe("requests of other sites", () => {
  it.each(ROUTES)(
    "PE-47: %s %s is refused to a page of another site",
    async (method, path, body) => {
      const member = await server.newMember();
      const foreign: Record<string, string>[] = [
        { origin: "https://evil.example" },
        { origin: "null" },
        { origin: server.url, "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { origin: server.url.replace("http:", "https:").replace(/:\d+$/, ":1") },
      ];
      for (const headers of foreign) {
        const refused = await ask(path, { method, body, headers, as: member });
        expect([headers, refused.status, codeOf(refused)]).toEqual([
          headers,
          403,
          "foreign-origin",
        ]);
        expect(refused.headers["set-cookie"]).toBeUndefined();
      }
    },
  );

  it.each(ROUTES)(
    "PE-47: %s %s does nothing when it is opened, or sent as a form",
    async (_m, path) => {
      for (const method of ["GET", "HEAD"]) {
        const opened = await ask(path, { method });
        expect([401, 404]).toContain(opened.status);
        expect(opened.headers["set-cookie"]).toBeUndefined();
      }
      const form = { "content-type": "application/x-www-form-urlencoded" };
      const sent = await ask(path, {
        method: "POST",
        body: "email=a&password=b&to=/",
        headers: form,
      });
      expect([200, 400, 401, 404, 415]).toContain(sent.status);
      expect(sent.headers["set-cookie"]).toBeUndefined();
    },
  );
});

describe("bodies that are none", () => {
  it.each(ROUTES.filter(([method]) => method === "POST"))(
    "PE-47: %s %s stands deep, large and poisoned bodies",
    async (method, path) => {
      const bodies = [
        "[".repeat(10_000),
        `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
        '{"__proto__":{"isAdmin":true}}',
        JSON.stringify({ email: "x".repeat(3_000), password: "x" }),
        JSON.stringify({ email: ["a@example.org"], password: { $ne: "" }, token: {}, to: [] }),
        "null",
        "",
      ];
      for (const body of bodies) {
        const answer = await ask(path, { method, body });
        // The beginnings of passkeys read no body.
        expect([200, 400, 401, 413, 429]).toContain(answer.status);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
      const huge = await ask(path, { method, body: JSON.stringify({ a: "x".repeat(200_000) }) });
      expect([200, 401, 413]).toContain(huge.status);
    },
  );
});

describe("guesses", () => {
  it("PE-33: whoever guesses tokens from one place is stopped; nobody else is", async () => {
    const crowded = await startServer({ env: { TRUSTED_PROXIES: "127.0.0.1" } });
    try {
      const guess = (from: string) =>
        askApi(`${crowded.url}/api/sign-in/link/use`, {
          method: "POST",
          body: { token: TOKEN },
          headers: { "x-forwarded-for": from, origin: crowded.url },
          as: null,
        });
      const statuses: number[] = [];
      for (let time = 0; time < 105; time += 1) statuses.push((await guess("192.0.2.1")).status);
      expect(statuses.filter((status) => status === 404)).toHaveLength(100);
      expect(statuses.slice(100)).toEqual([429, 429, 429, 429, 429]);
      expect((await guess("192.0.2.2")).status).toBe(404);
      // Who only claims to be elsewhere is not believed.
      expect((await guess("198.51.100.9, 192.0.2.1")).status).toBe(429);
    } finally {
      await crowded.remove();
    }
  });
});

describe("what is left lying around", () => {
  it("PE-45: no token, password or address is in a log, and only hashes of them are in any file", async () => {
    const member = await server.newMember("Mira Vogt");
    const { email } = member.person;
    if (email === null) throw new Error("no address");
    const secrets: string[] = [PASSWORD, GUESS];
    const sessionIn = (cookie: string | null) =>
      decodeURIComponent(cookie ?? "").split(".")[0] ?? "";
    secrets.push(sessionIn(member.cookie.split("=")[1] ?? ""));

    const json = (path: string, body: unknown, browser = new OwnBrowser()) =>
      browser.ask(`${server.url}${path}`, {
        method: "POST",
        body,
        headers: { "x-forwarded-for": PLACE, origin: server.url },
      });
    await json("/api/sign-in/password", { email, password: GUESS });
    await json("/api/sign-in/link", { email, language: "de" });
    const link = new URL((await mail.mailTo(email)).link).hash.replace("#link=", "");
    secrets.push(link);
    const byLink = new OwnBrowser();
    expect((await json("/api/sign-in/link/use", { token: link }, byLink)).status).toBe(204);
    secrets.push(sessionIn(byLink.cookie(server.url, "zlk_session")));
    await json("/api/sign-in/forgotten", { email, language: "de" });
    secrets.push(new URL((await mail.mailTo(email, 2)).link).hash.slice(1));

    const byOidc = new OwnBrowser();
    const begun = await json("/api/sign-in/oidc", { to: "/" }, byOidc);
    secrets.push(byOidc.cookie(server.url, "zlk_oidc") ?? "");
    const page = await byOidc.follow((begun.json() as { url: string }).url);
    const back = await byOidc.until(page.url, { login: "karin" }, `${server.url}/oidc/callback`);
    secrets.push(new URL(back).searchParams.get("code") ?? "");
    expect((await byOidc.follow(back)).url).toBe(`${server.url}/`);
    const session = await byOidc.ask(`${server.url}/api/session`);
    expect(sessionSchema.parse(session.json()).me?.email).toBe("karin@example.org");
    secrets.push(sessionIn(byOidc.cookie(server.url, "zlk_session")));
    secrets.push(provider.env["OIDC_CLIENT_SECRET"] ?? "");

    expect(secrets.filter((secret) => secret.length < 10)).toEqual([]);
    const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true }).filter(
      (file) => file.isFile(),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      const found = secrets.filter((secret) => bytes.includes(secret));
      expect([file.name, found]).toEqual([file.name, []]);
      // The places that requests came from are nowhere.
      expect([file.name, bytes.includes(PLACE)]).toEqual([file.name, false]);
    }
    const log = server.log();
    for (const secret of [...secrets, PLACE, email, "karin@example.org", "Mira Vogt"]) {
      expect(log).not.toContain(secret);
    }
  });
});
