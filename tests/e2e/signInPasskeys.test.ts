// Passkeys where somebody means harm: the browser's own WebAuthn with a virtual authenticator, and answers that are used
// twice, by others, or for something else. Knows the routes, not the pages.
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sessionSchema, type Me } from "#shared/people/api.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { visit, type Visitor } from "../fixtures/browser.ts";
import { cookieOf } from "../fixtures/newPeople.ts";
import { type As, type Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

/** What the browser gives, as JSON; opaque here but for the signature. */
type Credential = Record<string, unknown> & { response: Record<string, string> };

let server: ServerProcess;
/** The same server under a name: passkeys belong to names. */
let named: string;
beforeAll(begin);
afterAll(() => server.remove());

async function begin(): Promise<void> {
  server = await startServer();
  named = server.url.replace("127.0.0.1", "localhost");
}

function ask(path: string, body: unknown, as: As = null, method = "POST"): Promise<Answer> {
  return askApi(`${named}${path}`, { method, as, ...(body === undefined ? {} : { body }) });
}

function told(answer: Answer): [number, unknown] {
  return [answer.status, (answer.json() as { code?: unknown }).code];
}

async function meOf(cookie: string): Promise<Me | null> {
  const answer = await askApi(`${named}/api/session`, { headers: { cookie } });
  return sessionSchema.parse(answer.json()).me;
}

/** A browser with an authenticator of its own, on an empty page of the server. */
async function withAuthenticator(): Promise<Visitor> {
  const visitor = await visit(named, { as: null });
  const { page } = visitor;
  await page.goto("/api/health");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return visitor;
}

/** Lets the browser answer to these options. */
function create(page: Page, options: unknown): Promise<Credential> {
  return page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      json as PublicKeyCredentialCreationOptionsJSON,
    );
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    return made.toJSON() as unknown as Credential;
  }, options);
}

function get(page: Page, options: unknown): Promise<Credential> {
  return page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      json as PublicKeyCredentialRequestOptionsJSON,
    );
    const got = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return got.toJSON() as unknown as Credential;
  }, options);
}

async function addOptions(as: Somebody): Promise<unknown> {
  return (await ask("/api/me/passkeys/options", {}, as)).json();
}

async function signInOptions(): Promise<unknown> {
  return (await ask("/api/sign-in/passkey/options", {})).json();
}

/** Adds a passkey in this browser; answers its id. */
async function add(page: Page, as: Somebody, name = "Schlüssel"): Promise<string> {
  const credential = await create(page, await addOptions(as));
  const answer = await ask("/api/me/passkeys", { name, credential }, as);
  expect(answer.status).toBe(201);
  return (answer.json() as { id: string }).id;
}

it("PE-39: a passkey signs in without an address, and is listed by its name", async () => {
  const member = await server.newMember("Mira");
  const { page } = await withAuthenticator();
  const id = await add(page, member, " Mein‮ Telefon ");
  const credential = await get(page, await signInOptions());
  const signedIn = await ask("/api/sign-in/passkey", { credential });
  expect(signedIn.status).toBe(204);
  const me = await meOf(cookieOf(signedIn));
  expect(me?.id).toBe(member.person.id);
  expect(me?.passkeys).toMatchObject([{ id, name: "Mein Telefon" }]);
  const renamed = await ask(`/api/me/passkeys/${id}`, { name: "Altes" }, member, "PATCH");
  expect(renamed.status).toBe(204);
  expect((await meOf(member.cookie))?.passkeys[0]?.name).toBe("Altes");
});

it("PE-39: one that was removed signs in nobody; only its owner can touch it", async () => {
  const member = await server.newMember();
  const other = await server.newMember();
  const { page } = await withAuthenticator();
  const id = await add(page, member);
  const path = `/api/me/passkeys/${id}`;
  expect(told(await ask(path, { name: "Meins" }, other, "PATCH"))).toEqual([404, "not-found"]);
  expect(told(await ask(path, undefined, other, "DELETE"))).toEqual([404, "not-found"]);
  expect((await ask(path, undefined, member, "DELETE")).status).toBe(204);
  const credential = await get(page, await signInOptions());
  const refused = await ask("/api/sign-in/passkey", { credential });
  expect(told(refused)).toEqual([401, "passkey-refused"]);
});

it("PE-40: an answer holds once, and only unchanged", async () => {
  const member = await server.newMember();
  const { page } = await withAuthenticator();
  const created = await create(page, await addOptions(member));
  const body = { name: "Schlüssel", credential: created };
  expect((await ask("/api/me/passkeys", body, member)).status).toBe(201);
  expect(told(await ask("/api/me/passkeys", body, member))).toEqual([401, "passkey-refused"]);

  const credential = await get(page, await signInOptions());
  expect((await ask("/api/sign-in/passkey", { credential })).status).toBe(204);
  const again = await ask("/api/sign-in/passkey", { credential });
  expect(told(again)).toEqual([401, "passkey-refused"]);

  const fresh = await get(page, await signInOptions());
  const signature = fresh.response["signature"] ?? "";
  const changed = { ...fresh.response, signature: `${signature.slice(0, -8)}AAAAAAAA` };
  const forged = await ask("/api/sign-in/passkey", { credential: { ...fresh, response: changed } });
  expect(told(forged)).toEqual([401, "passkey-refused"]);
});

it("PE-40: what was begun for one thing or by one person is for nothing and nobody else", async () => {
  const member = await server.newMember();
  const other = await server.newMember();
  const { page } = await withAuthenticator();
  const othersAnswer = await create(page, await addOptions(member));
  const stolen = { name: "Schlüssel", credential: othersAnswer };
  expect(told(await ask("/api/me/passkeys", stolen, other))).toEqual([401, "passkey-refused"]);

  await add(page, member);
  const { challenge } = (await addOptions(member)) as { challenge: string };
  const options = { ...((await signInOptions()) as object), challenge };
  const credential = await get(page, options);
  const refused = await ask("/api/sign-in/passkey", { credential });
  expect(told(refused)).toEqual([401, "passkey-refused"]);
});

it("PE-40: an answer that was given under another name of this machine does not hold", async () => {
  const member = await server.newMember();
  const { page } = await withAuthenticator();
  await add(page, member);
  const credential = await get(page, await signInOptions());
  const elsewhere = await askApi(`${server.url}/api/sign-in/passkey`, {
    method: "POST",
    body: { credential },
    as: null,
  });
  expect(told(elsewhere)).toEqual([401, "passkey-refused"]);
});

it("PE-40: nonsense is refused as such", async () => {
  const response = { clientDataJSON: "e30", authenticatorData: "AA", signature: "AA" };
  const shape = { id: "AA", rawId: "AA", type: "public-key", clientExtensionResults: {} };
  const refused = await ask("/api/sign-in/passkey", { credential: { ...shape, response } });
  expect(told(refused)).toEqual([401, "passkey-refused"]);
  for (const credential of [null, {}, shape, { ...shape, response: { clientDataJSON: "<b>" } }]) {
    const nonsense = await ask("/api/sign-in/passkey", { credential });
    expect(told(nonsense)).toEqual([400, "invalid-request"]);
  }
});

it("PE-40: nobody can remove the only way in that they have", async () => {
  // An owner who came by the first start's link just now, and has neither address nor password nor passkey.
  await server.remove();
  await begin();
  const { page } = await withAuthenticator();
  const first = await add(page, server.owner);
  const remove = (id: string) => ask(`/api/me/passkeys/${id}`, undefined, server.owner, "DELETE");
  expect(told(await remove(first))).toEqual([409, "last-way"]);
  const second = await add((await withAuthenticator()).page, server.owner);
  expect((await remove(first)).status).toBe(204);
  expect(told(await remove(second))).toEqual([409, "last-way"]);
});
