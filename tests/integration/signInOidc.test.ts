// The organisation's own sign-in: a real server and a real OpenID Connect provider, through real redirects.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oidcAnswerSchema } from "#shared/people/signInApi.ts";
import { sessionSchema, type Me, type SessionAnswer } from "#shared/people/api.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import { startOidcProvider, type OidcProviderProcess } from "../fixtures/oidcProvider.ts";
import { OwnBrowser, type Arrived } from "../fixtures/OwnBrowser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

const PASSWORD = "ein langes Kennwort";

let mail: MailServer;
let provider: OidcProviderProcess;
let server: ServerProcess;
beforeAll(async () => {
  mail = await startMailServer();
  provider = await startOidcProvider({
    karin: { email: "Karin@example.org", email_verified: true, name: "Karin Amt" },
    unproven: { email: "unproven@example.org", email_verified: false, name: "Uwe Unklar" },
    nobody: { name: "Nora Ohne" },
    disguised: { email: "d@example.org", email_verified: true, name: "‮​ " },
    proven: { email: "proven@example.org", email_verified: true, name: "Petra" },
    waiting: { email: "waiting@example.org", email_verified: true, name: "Wanda" },
    connected: { email: "elsewhere@example.org", email_verified: false, name: "Conny" },
    placeholder: { email: "abc@guest.invalid", email_verified: true, name: "Pia" },
  });
  server = await startServer({
    env: { ...provider.env, SMTP_URL: mail.url, MAIL_FROM: "karte@example.org" },
  });
});
afterAll(async () => {
  await server.remove();
  await provider.stop();
  await mail.stop();
});

/** Leaves for the provider; answers its sign-in page. */
async function leave(browser: OwnBrowser, to = "/", path = "/api/sign-in/oidc"): Promise<Arrived> {
  const begun = await browser.ask(`${server.url}${path}`, { method: "POST", body: { to } });
  expect([begun.status, begun.text]).toEqual([200, expect.stringContaining("url")]);
  const { url } = oidcAnswerSchema.parse(begun.json());
  expect(url.startsWith(`${provider.issuer}/`)).toBe(true);
  const page = await browser.follow(url);
  expect(page.status).toBe(200);
  return page;
}

/** Signs in at the provider as `login`; answers where this ended, as path and query. */
async function signInAs(browser: OwnBrowser, login: string, to = "/"): Promise<string> {
  const page = await leave(browser, to);
  const ended = await browser.submit(page.url, { login });
  // The provider would not ask again.
  browser.forget(provider.issuer, /^_session/);
  return whereOf(ended);
}

function whereOf({ url }: Arrived): string {
  expect(url.startsWith(`${server.url}/`)).toBe(true);
  return url.slice(server.url.length);
}

async function sessionOf(browser: OwnBrowser): Promise<SessionAnswer> {
  return sessionSchema.parse((await browser.ask(`${server.url}/api/session`)).json());
}

async function meOf(browser: OwnBrowser): Promise<Me | null> {
  return (await sessionOf(browser)).me;
}

describe("signing in", () => {
  it("PE-46: is offered by its name, and the provider is asked nothing before somebody wants it", async () => {
    const elsewhere = await startServer({
      env: { ...provider.env, OIDC_ISSUER: "http://127.0.0.1:1" },
    });
    try {
      const browser = new OwnBrowser();
      const told = await browser.ask(`${elsewhere.url}/api/session`);
      expect(sessionSchema.parse(told.json()).ways.oidc).toBe("Stadtverwaltung");
      const refused = await browser.ask(`${elsewhere.url}/api/sign-in/oidc`, {
        method: "POST",
        body: { to: "/" },
      });
      expect([refused.status, refused.json()]).toEqual([
        503,
        expect.objectContaining({ code: "oidc-unreachable" }),
      ]);
    } finally {
      await elsewhere.remove();
    }
  });

  it("PE-41: makes a member at the first time, and is the same person ever after", async () => {
    const first = new OwnBrowser();
    expect(await signInAs(first, "karin", "/karte/abc?x=1#y")).toBe("/karte/abc?x=1#y");
    const me = await meOf(first);
    expect(me).toMatchObject({
      name: "Karin Amt",
      email: "karin@example.org",
      kind: "member",
      isAdmin: false,
      hasPassword: false,
    });
    const second = new OwnBrowser();
    expect(await signInAs(second, "karin")).toBe("/");
    expect((await meOf(second))?.id).toBe(me?.id);
  });

  it("PE-41: a name that hides or is none becomes one that can be read", async () => {
    const browser = new OwnBrowser();
    await signInAs(browser, "disguised");
    expect((await meOf(browser))?.name).toBe("d");
  });

  it.each(["nobody", "placeholder"])(
    "PE-43: without an address there is no account (%s)",
    async (login) => {
      const browser = new OwnBrowser();
      expect(await signInAs(browser, login)).toBe("/anmelden?fehler=oidc-no-email");
      expect(await meOf(browser)).toBeNull();
    },
  );
});

describe("one address, two ways", () => {
  /** A member with this address and a password. */
  async function memberAt(email: string): Promise<{ id: string; cookie: string }> {
    const member = await server.newMember();
    const browser = new OwnBrowser();
    const changed = await browser.ask(`${server.url}/api/me/email`, {
      method: "PUT",
      body: { email, password: PASSWORD },
      as: member,
    });
    expect(changed.status).toBe(204);
    return { id: member.person.id, cookie: member.cookie };
  }

  /** Has a link sent to the address, and opens it: it is theirs. */
  async function prove(email: string): Promise<void> {
    const ask = (path: string, body: unknown) =>
      new OwnBrowser().ask(`${server.url}/api/sign-in/${path}`, { method: "POST", body });
    expect((await ask("link", { email, language: "de" })).status).toBe(204);
    const { link } = await mail.mailTo(email);
    const token = new URL(link).hash.replace("#link=", "");
    expect((await ask("link/use", { token })).status).toBe(204);
  }

  it("PE-42: who has proven it here and there is one person", async () => {
    const { id } = await memberAt("proven@example.org");
    const browser = new OwnBrowser();
    expect(await signInAs(browser, "proven")).toBe("/anmelden?fehler=oidc-address-taken");
    await prove("proven@example.org");
    expect(await signInAs(browser, "proven")).toBe("/");
    expect((await meOf(browser))?.id).toBe(id);
  });

  it("PE-42: somebody who waits under an address that they have not proven gets nobody's sign-in", async () => {
    await memberAt("waiting@example.org");
    const browser = new OwnBrowser();
    expect(await signInAs(browser, "waiting")).toBe("/anmelden?fehler=oidc-address-taken");
    expect(await meOf(browser)).toBeNull();
  });

  it("PE-42: an address that the provider has not proven opens no account that is there", async () => {
    await memberAt("unproven@example.org");
    await prove("unproven@example.org");
    const browser = new OwnBrowser();
    expect(await signInAs(browser, "unproven")).toBe("/anmelden?fehler=oidc-address-taken");
    expect(await meOf(browser)).toBeNull();
  });

  it("PE-42: who is signed in can connect it, whatever the address; another's stays another's", async () => {
    const mine = new OwnBrowser();
    const { email } = (await server.newMember()).person;
    const signedIn = await mine.ask(`${server.url}/api/sign-in/password`, {
      method: "POST",
      body: { email, password: PASSWORD },
    });
    expect(signedIn.status).toBe(204);
    const me = await meOf(mine);
    const page = await leave(mine, "/profil", "/api/me/oidc");
    expect(whereOf(await mine.submit(page.url, { login: "connected" }))).toBe("/profil");
    const later = new OwnBrowser();
    expect(await signInAs(later, "connected")).toBe("/");
    expect((await meOf(later))?.id).toBe(me?.id);

    const other = new OwnBrowser();
    await signInAs(other, "karin");
    const again = await leave(other, "/profil", "/api/me/oidc");
    expect(whereOf(await other.submit(again.url, { login: "connected" }))).toBe(
      "/anmelden?fehler=oidc-failed",
    );
  });

  it("PE-42: connecting holds only for who began it and is still signed in", async () => {
    const browser = new OwnBrowser();
    await signInAs(browser, "karin");
    const page = await leave(browser, "/profil", "/api/me/oidc");
    await browser.ask(`${server.url}/api/session/sign-out`, { method: "POST", body: {} });
    expect(whereOf(await browser.submit(page.url, { login: "proven" }))).toBe(
      "/anmelden?fehler=oidc-expired",
    );
  });
});

describe("what goes wrong", () => {
  it("PE-43: who is refused there is back here, and signed in as nobody", async () => {
    const browser = new OwnBrowser();
    const page = await leave(browser);
    expect(whereOf(await browser.submit(page.url, { refuse: "1" }))).toBe(
      "/anmelden?fehler=oidc-refused",
    );
    expect(await meOf(browser)).toBeNull();
  });

  it("PE-43: coming back in another browser, a second time or without having left is nothing", async () => {
    const callback = `${server.url}/oidc/callback`;
    const expired = `${server.url}/anmelden?fehler=oidc-expired`;
    const victim = new OwnBrowser();
    expect((await victim.follow(`${callback}?code=x&state=y`)).url).toBe(expired);

    const attacker = new OwnBrowser();
    const page = await leave(attacker);
    // The provider's answer, as a link that somebody else is made to open.
    const back = await attacker.until(page.url, { login: "karin" }, callback);
    expect((await victim.follow(back)).url).toBe(expired);
    expect(await meOf(victim)).toBeNull();
    expect((await attacker.ask(back, { method: "HEAD" })).status).toBe(404);
    expect((await attacker.follow(back)).url).toBe(`${server.url}/`);
    expect((await attacker.follow(back)).url).toBe(expired);
  });

  it("PE-43: an answer that was not asked for in this way does not hold", async () => {
    const forged = [
      "?code=invented&state=invented",
      "?error=access_denied&state=invented",
      "?code=invented",
      "",
      `?code=${"x".repeat(5_000)}&state=a&state=b`,
    ];
    for (const query of forged) {
      const browser = new OwnBrowser();
      await leave(browser);
      const ended = await browser.follow(`${server.url}/oidc/callback${query}`);
      expect([query, ended.url]).toEqual([query, `${server.url}/anmelden?fehler=oidc-failed`]);
      expect(await meOf(browser)).toBeNull();
    }
  });

  it.each(["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])(
    "PE-44: afterwards it leads to this site, not to %s",
    async (to) => {
      const browser = new OwnBrowser();
      expect(await signInAs(browser, "karin", to)).toBe("/");
    },
  );

  it("PE-43: a provider that is gone while somebody is there is said; where none is configured, too", async () => {
    const short = await startOidcProvider({ karin: { email: "k@example.org" } });
    const own = await startServer({ env: short.env });
    try {
      const browser = new OwnBrowser();
      const ask = () =>
        browser.ask(`${own.url}/api/sign-in/oidc`, { method: "POST", body: { to: "/" } });
      const { url } = oidcAnswerSchema.parse((await ask()).json());
      await short.stop();
      const state = new URL(url).searchParams.get("state") ?? "";
      const iss = encodeURIComponent(short.issuer);
      const back = `${own.url}/oidc/callback?code=x&state=${state}&iss=${iss}`;
      expect((await browser.follow(back)).url).toBe(`${own.url}/anmelden?fehler=oidc-unreachable`);
      expect((await ask()).status).toBe(503);
    } finally {
      await own.remove();
      await short.stop();
    }
    const bare = await startServer();
    try {
      const none = await new OwnBrowser().ask(`${bare.url}/api/sign-in/oidc`, {
        method: "POST",
        body: { to: "/" },
      });
      expect([none.status, none.json()]).toEqual([
        409,
        expect.objectContaining({ code: "no-oidc" }),
      ]);
    } finally {
      await bare.remove();
    }
  });
});
