// Sessions on a real server: what is stored of them, what their cookie is like, how they end.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mapListSchema, problemSchema } from "#shared/maps/api.ts";
import { sessionSchema } from "#shared/people/api.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { hashOfToken } from "../../server/people/tokens.ts";
import { askApi, type Answer, type Ask } from "../fixtures/askApi.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { newMemberAt } from "../fixtures/newPeople.ts";
import { type Somebody } from "../fixtures/people.ts";
import { startServer, WELCOME, type ServerProcess } from "../fixtures/server.ts";
import { closeCodeOf, joinMap, knock, type StockClient } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const BROWSER = "Netscape/4.8 (Ungewöhnlich)";
const PLACE = "203.0.113.77";
const PUBLIC_URL = "https://maps.example.org";

let server: ServerProcess;
let mapId: string;
beforeAll(async () => {
  server = await startServer();
  const list = await askApi(`${server.url}/api/maps`);
  mapId = mapListSchema.parse(list.json()).maps[0]?.id ?? "";
});
afterAll(() => server.remove());

const ask = (path: string, options?: Ask): Promise<Answer> =>
  askApi(`${server.url}${path}`, options);

function codeOf(answer: Answer): [number, string] {
  return [answer.status, problemSchema.parse(answer.json()).code];
}

async function isSignedIn(somebody: Somebody): Promise<boolean> {
  const session = await ask("/api/session", { as: somebody });
  return sessionSchema.parse(session.json()).me !== null;
}

/** The token in a cookie, without its signature. */
function tokenOf({ cookie }: Somebody): string {
  return decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
}

/** The codes of all closes from now on. */
function closesOf({ provider }: StockClient): number[] {
  const codes: number[] = [];
  provider.on("connection-close", (event) => codes.push(event?.code ?? 0));
  return codes;
}

/** A second session of the same person, as on another device: by the password. */
async function onTwoDevices(): Promise<[Somebody, Somebody]> {
  const password = "ein langes Kennwort";
  const first = await server.newMember();
  const email = first.person.email ?? "";
  const answer = await ask("/api/sign-in/password", {
    method: "POST",
    as: null,
    body: { email, password },
  });
  expect(answer.status).toBe(204);
  const [cookie = ""] = [answer.headers["set-cookie"] ?? []].flat();
  return [first, { ...first, cookie: cookie.split(";")[0] ?? "" }];
}

describe("without a session", () => {
  it("PE-3: every request about maps, people and the installation is answered with 401", async () => {
    const requests: [string, string][] = [
      ["GET", "/api/maps"],
      ["GET", "/api/maps?deleted=true"],
      ["POST", "/api/maps"],
      ["POST", "/api/maps/import"],
      ["GET", `/api/maps/${mapId}`],
      ["PATCH", `/api/maps/${mapId}`],
      ["DELETE", `/api/maps/${mapId}`],
      ["GET", `/api/maps/${mapId}/export.json`],
      ["GET", `/api/maps/${mapId}/picture.svg`],
      ["GET", "/api/me"],
      ["PATCH", "/api/me"],
      ["POST", "/api/me/sign-out-everywhere"],
      ["GET", "/api/admin/members"],
      ["POST", "/api/admin/members/invitations"],
    ];
    for (const [method, path] of requests) {
      const body = method.startsWith("P") ? {} : undefined;
      const answer = await ask(path, { method, body, as: null });
      expect(codeOf(answer), `${method} ${path}`).toEqual([401, "sign-in-needed"]);
    }
    const stranger = knock(server.syncUrl, mapId, {}, undefined, null);
    expect(await closeCodeOf(stranger)).toBe(CLOSE.signInNeeded);
    stranger.leave();
  });

  it("PE-6: a cookie that was made up, changed or signed elsewhere is nobody's", async () => {
    const { cookie } = server.owner;
    const [name = "", value = ""] = cookie.split("=");
    const token = tokenOf(server.owner);
    const elsewhere = await startServer();
    const forged = [
      `${name}=${"A".repeat(43)}`,
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=${token}.${"A".repeat(43)}%3D`,
      `${name}=${value.replace(/^./, (first) => (first === "A" ? "B" : "A"))}`,
      `${name}=%`,
      `${name}=${value}x`,
      elsewhere.owner.cookie,
      `other=${value}`,
    ];
    await elsewhere.remove();
    for (const made of forged) {
      expect(codeOf(await ask("/api/me", { headers: { cookie: made } })), made).toEqual([
        401,
        "sign-in-needed",
      ]);
    }
    const among = await ask("/api/me", { headers: { cookie: `a=b; ${cookie}; c=d` } });
    expect(among.status).toBe(200);
  });
});

describe("a session", () => {
  it("PE-2: is stored as a hash: no byte of the data folder and no line of the log has its token", async () => {
    const [one, other] = await onTwoDevices();
    const headers = { "user-agent": BROWSER, "x-forwarded-for": PLACE, origin: server.url };
    await ask("/api/session", { as: one, headers });
    const guestless = await server.newMember();
    const key = WELCOME.exec(server.log())?.[1] ?? "no key";
    const raw = [one, other, guestless, server.owner].flatMap((somebody) => [
      tokenOf(somebody),
      somebody.cookie.split("=")[1] ?? "",
    ]);
    const files = readdirSync(server.dataDir).filter((file) => file !== "auth-secret");
    expect(files.some((file) => file.endsWith("-wal"))).toBe(true);
    for (const file of files) {
      const bytes = readFileSync(join(server.dataDir, file)).toString("latin1");
      for (const secret of [...raw, key, "ein langes Kennwort", BROWSER, PLACE]) {
        expect(bytes.includes(secret), `${file} has ${secret}`).toBe(false);
      }
    }
    for (const secret of [...raw, BROWSER, PLACE]) expect(server.log()).not.toContain(secret);
    expect(server.log().replace(WELCOME, "")).not.toContain(key);
  });

  it("PE-4: has a cookie that scripts cannot read, no other site's request bears, and that lasts 60 days", async () => {
    const invited = await newMemberAt(server.url);
    expect(invited.cookie).toMatch(/^zlk_session=/);
    const local = await ask("/api/session/sign-out", { method: "POST", as: invited });
    expect(String(local.headers["set-cookie"])).toBe(
      "zlk_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    );
    const behindProxy = await startServer({ welcome: false, env: { PUBLIC_URL } });
    try {
      const [, key] = await waitFor("the link", () => WELCOME.exec(behindProxy.log()));
      expect(behindProxy.log()).toContain(`${PUBLIC_URL}/willkommen#${key ?? ""}`);
      const headers = {
        host: "maps.example.org",
        origin: PUBLIC_URL,
        "sec-fetch-site": "same-origin",
      };
      const answer = await askApi(`${behindProxy.url}/api/session/welcome`, {
        method: "POST",
        headers,
        body: { key, name: "Anika" },
      });
      expect(String(answer.headers["set-cookie"])).toMatch(
        /^__Host-zlk_session=[^;]+; Max-Age=5184000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect(String(answer.headers["strict-transport-security"])).toContain("max-age=");
      const insecure = { ...headers, origin: "http://maps.example.org" };
      const body = { name: "x" };
      const write = { method: "PATCH", headers: insecure, body };
      expect(codeOf(await askApi(`${behindProxy.url}/api/me`, write))[1]).toBe("foreign-origin");
    } finally {
      await behindProxy.remove();
    }
  });

  it("PE-5: ends with signing out, here or everywhere, with everything that is open by it", async () => {
    const [here, there] = await onTwoDevices();
    const open = await joinMap(server.syncUrl, mapId, {}, here);
    const codes = closesOf(open);
    await ask("/api/session/sign-out", { method: "POST", as: here });
    await waitFor("it is closed for good", () => codes.includes(CLOSE.signInNeeded));
    open.leave();
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([false, true]);

    const [first, second] = await onTwoDevices();
    const other = await joinMap(server.syncUrl, mapId, {}, second);
    const closed = closesOf(other);
    const answer = await ask("/api/me/sign-out-everywhere", { method: "POST", as: first });
    expect(String(answer.headers["set-cookie"])).toContain("Max-Age=0");
    await waitFor("that, too", () => closed.includes(CLOSE.signInNeeded));
    other.leave();
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, false]);
    expect(await isSignedIn(server.owner)).toBe(true);
  });

  it("PE-74: that is over lets nobody stay on a map, and no other session of theirs is touched", async () => {
    const [here, there] = await onTwoDevices();
    const [open, other] = [
      await joinMap(server.syncUrl, mapId, {}, here),
      await joinMap(server.syncUrl, mapId, {}, there),
    ];
    const [closes, others] = [closesOf(open), closesOf(other)];
    const db = databaseIn(server.dataDir);
    const over = new Date(Date.now() - 1_000).toISOString();
    const { changes } = db
      .prepare("update sessions set expires_at = ? where token = ?")
      .run(over, hashOfToken(tokenOf(here)));
    db.close();
    expect(changes).toBe(1);
    // Nobody waits for a single session: all that are open are looked at twice a minute.
    await waitFor("it is closed for good", () => closes.includes(CLOSE.signInNeeded), 90_000);
    expect(others).toEqual([]);
    open.leave();
    other.leave();
  }, 120_000);

  it("PE-6: outlasts a restart, is renewed at most once a day, and is over when its time is", async () => {
    const member = await server.newMember();
    await server.restart();
    expect(await isSignedIn(member)).toBe(true);
    const db = databaseIn(server.dataDir);
    const times = db.prepare("select expires_at, updated_at from sessions where person_id = ?");
    const age = db.prepare(
      "update sessions set updated_at = ?, expires_at = ? where person_id = ?",
    );
    const { id } = member.person;
    const iso = (at: number) => new Date(at).toISOString();
    const session = async () => (await ask("/api/session", { as: member })).headers["set-cookie"];

    const fresh = times.get(id);
    expect(await session()).toBeUndefined();
    expect(times.get(id)).toEqual(fresh);

    age.run(iso(Date.now() - DAY_MS - 1_000), iso(Date.now() + DAY_MS), id);
    expect(String(await session())).toContain(member.cookie);
    const renewed = times.get(id);
    expect(Date.parse(String(renewed?.["expires_at"]))).toBeGreaterThan(Date.now() + 59 * DAY_MS);
    expect(await session()).toBeUndefined();
    expect(times.get(id)).toEqual(renewed);

    age.run(iso(Date.now()), iso(Date.now() - 1_000), id);
    expect(await isSignedIn(member)).toBe(false);
    db.close();
    const late = knock(server.syncUrl, mapId, {}, undefined, member);
    expect(await closeCodeOf(late)).toBe(CLOSE.signInNeeded);
    late.leave();
  });

  it("PE-7: writes that another site's page makes the browser send are refused, and so is what does not say where it comes from", async () => {
    const member = await server.newMember();
    const signOut = (headers: Record<string, string>) =>
      ask("/api/session/sign-out", { method: "POST", as: member, headers });
    const foreign: Record<string, string>[] = [
      { origin: "http://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none", origin: "http://evil.example" },
      // Passed on by a proxy: not a program on this machine, and no browser of today.
      { "x-forwarded-for": "203.0.113.7" },
      { forwarded: "for=203.0.113.7" },
    ];
    for (const headers of foreign) {
      expect(codeOf(await signOut(headers)), JSON.stringify(headers)).toEqual([
        403,
        "foreign-origin",
      ]);
    }
    expect(await isSignedIn(member)).toBe(true);
    expect((await signOut({ origin: server.url, "sec-fetch-site": "same-origin" })).status).toBe(
      204,
    );
  });
});

describe("what a member may see", () => {
  it("AC-2: the starter map, and of others' maps only those that are open to members", async () => {
    const member = await server.newMember();
    const body = { title: "Noch nicht für alle", from: "empty", language: "de" };
    const { id } = (await ask("/api/maps", { method: "POST", body })).json() as { id: string };
    const mine = async () => {
      const list = await ask("/api/maps", { as: member });
      return mapListSchema.parse(list.json()).maps.map((map) => map.id);
    };
    expect(await mine()).toContain(mapId);
    expect(await mine()).not.toContain(id);
    expect(codeOf(await ask(`/api/maps/${id}`, { as: member }))).toEqual([403, "no-access"]);
    const outside = knock(server.syncUrl, id, {}, undefined, member);
    expect(await closeCodeOf(outside)).toBe(CLOSE.noAccess);
    outside.leave();
    const open = { method: "PUT", body: { role: "viewer" } };
    expect((await ask(`/api/maps/${id}/team-role`, open)).status).toBeLessThan(300);
    expect(await mine()).toContain(id);
    expect((await ask(`/api/maps/${id}`, { as: member })).status).toBe(200);
    const rename = { method: "PATCH", body: { title: "Anders" }, as: member };
    expect(codeOf(await ask(`/api/maps/${id}`, rename))).toEqual([403, "no-access"]);
    const own = await ask("/api/maps", { method: "POST", body, as: member });
    const { id: owned } = own.json() as { id: string };
    expect((await ask(`/api/maps/${owned}`, { method: "DELETE", as: member })).status).toBe(204);
    expect(codeOf(await ask(`/api/maps/${owned}`))).toEqual([403, "no-access"]);
  });
});
