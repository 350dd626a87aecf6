// Requests that must do no harm, over every route that takes a body: too large, too deep, of another site, and addresses
// that would lead elsewhere.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askApi, type Answer, type Ask } from "../../fixtures/askApi.ts";
import { outcomeOf } from "../../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../../fixtures/server.ts";

const LARGE_BYTES = 50 * 1_048_576;
const ID = "A".repeat(22);
const TOKEN = "A".repeat(43);
const PASSWORD = "ein langes Kennwort";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

const ask = (path: string, options?: Ask): Promise<Answer> =>
  askApi(`${server.url}${path}`, options);

/** Every route that takes a body, with one that is well formed. Under /api/maps, of a map that nobody has. */
const ROUTES: readonly (readonly [string, string, object])[] = [
  ["POST", "/api/session/welcome", { key: TOKEN, name: "X" }],
  ["PATCH", "/api/me", { name: "X" }],
  ["DELETE", "/api/me", { confirm: true, password: PASSWORD }],
  ["PUT", "/api/me/password", { current: null, password: PASSWORD }],
  ["PUT", "/api/me/email", { email: "x@example.org", password: null }],
  ["POST", "/api/sign-in/password", { email: "x@example.org", password: PASSWORD }],
  ["POST", "/api/sign-in/link", { email: "x@example.org", language: "de" }],
  ["POST", "/api/sign-in/reset", { token: TOKEN, password: PASSWORD }],
  ["POST", "/api/join/look", { token: TOKEN }],
  [
    "POST",
    "/api/join/accept",
    { token: TOKEN, name: "X", email: "x@example.org", password: PASSWORD },
  ],
  ["POST", "/api/invitations/look", { token: TOKEN }],
  ["POST", "/api/invitations/accept", { token: TOKEN, name: "X", hasReadPrivacy: true }],
  ["POST", "/api/maps", { title: "X", from: "empty", language: "de" }],
  ["PATCH", `/api/maps/${ID}`, { title: "X" }],
  ["PUT", `/api/maps/${ID}/members/${ID}`, { role: "owner" }],
  ["PUT", `/api/maps/${ID}/team-role`, { role: "editor" }],
  ["POST", `/api/maps/${ID}/invitations`, { name: "X", organisation: "", perspective: "" }],
  ["PUT", `/api/maps/${ID}/open-link`, {}],
  [
    "POST",
    `/api/maps/${ID}/comments/threads`,
    { id: ID, anchor: { on: "map" }, comment: { id: ID, text: "x" } },
  ],
  ["POST", `/api/maps/${ID}/comments/threads/${ID}/comments`, { id: ID, text: "x" }],
  ["PUT", `/api/maps/${ID}/comments/threads/${ID}/state`, { state: "open" }],
  ["PUT", `/api/maps/${ID}/comments/threads/${ID}/read`, { upTo: 1 }],
  ["PUT", `/api/maps/${ID}/comments/threads/${ID}/following`, { follows: true }],
  ["PATCH", `/api/maps/${ID}/comments/${ID}`, { text: "x" }],
  ["POST", `/api/maps/${ID}/comments/read-all`, { upTo: 1 }],
  ["PUT", `/api/maps/${ID}/comments/release`, { release: "named" }],
  [
    "POST",
    "/api/admin/members/invitations",
    { name: "X", email: null, guestId: null, send: false },
  ],
  ["PATCH", `/api/admin/members/${ID}`, { isAdmin: true }],
  ["DELETE", `/api/admin/members/${ID}`, {}],
  [
    "PUT",
    "/api/admin/texts",
    { operator: "", privacyDe: "", privacyEn: "", imprintDe: "", imprintEn: "" },
  ],
];

/** What the server says to a body of 50 MB whose length it was not told. */
function sendUnannounced(path: string): Promise<number> {
  const headers = { cookie: server.owner.cookie, "content-type": "application/json" };
  const piece = Buffer.alloc(1_048_576, "[");
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}${path}`, { method: "POST", headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    asked.on("error", reject);
    Readable.from(Array.from({ length: LARGE_BYTES / piece.length }, () => piece)).pipe(asked);
  });
}

function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}

describe("bodies", () => {
  it("HI-17: of 50 MB are not taken in, announced or not", async () => {
    const before = memoryOf(server.pid);
    const large = Buffer.alloc(LARGE_BYTES, "[");
    for (const path of ["/api/maps", "/api/maps/import", "/api/session/welcome"]) {
      const answer = await ask(path, { method: "POST", body: large });
      expect(outcomeOf(answer), path).toEqual([413, "too-large"]);
      expect(await sendUnannounced(path), path).toBe(413);
    }
    const texts = await ask("/api/admin/texts", { method: "PUT", body: large });
    expect(outcomeOf(texts)).toEqual([413, "too-large"]);
    const nobodys = await ask("/api/maps/import", { method: "POST", body: large, as: null });
    expect(outcomeOf(nobodys)).toEqual([401, "sign-in-needed"]);
    expect((await ask("/api/health")).status).toBe(200);
    expect(memoryOf(server.pid) - before).toBeLessThan(3 * LARGE_BYTES);
  });

  it.each([100, 1_000, 10_000])("HI-17: nested %i deep are refused", async (depth) => {
    const arrays = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const objects = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    for (const [method, path, body] of [...ROUTES, ["POST", "/api/maps/import", {}] as const]) {
      const first = Object.keys(body)[0] ?? "nodes";
      for (const nested of [arrays, objects]) {
        for (const text of [nested, `{"${first}":${nested}}`]) {
          const { status } = await ask(path, { method, body: text });
          const isMapless = path.startsWith(`/api/maps/${ID}`);
          expect([400, 413, 422, ...(isMapless ? [404] : [])], `${method} ${path}`).toContain(
            status,
          );
        }
      }
    }
    expect((await ask("/api/health")).status).toBe(200);
  });

  it("HI-17: with a prototype, or with more than is asked for, are refused", async () => {
    const member = await server.newMember();
    for (const [method, path, body] of ROUTES) {
      const isMapless = path.startsWith(`/api/maps/${ID}`);
      const text = JSON.stringify(body);
      for (const more of [
        '"__proto__":{"isAdmin":true}',
        '"constructor":{}',
        '"isAdmin":true,"x":1',
      ]) {
        const extended = text === "{}" ? `{${more}}` : text.replace("{", `{${more},`);
        const answer = await ask(path, { method, body: extended });
        const wanted = isMapless ? [404, "no-such-map"] : [400, "invalid-request"];
        expect(outcomeOf(answer), `${method} ${path} ${more}`).toEqual(wanted);
      }
    }
    expect((await ask("/api/me", { as: member })).json()).toMatchObject({ isAdmin: false });
    expect((await ask("/api/me")).json()).toMatchObject({ id: server.owner.person.id });
  });
});

describe("other sites", () => {
  const FOREIGN: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    { "sec-fetch-site": "same-site" },
  ];

  it("HI-18: cannot make a browser change anything, by whichever route", async () => {
    const routes = [
      ...ROUTES,
      ["POST", "/api/session/sign-out", {}],
      ["POST", "/api/me/sign-out-everywhere", {}],
      ["DELETE", `/api/maps/${ID}`, {}],
      ["DELETE", `/api/maps/${ID}/guests/${ID}`, {}],
      ["POST", "/api/maps/import", {}],
    ] as const;
    for (const [method, path, body] of routes) {
      for (const headers of FOREIGN) {
        const answer = await ask(path, { method, body, headers });
        expect(outcomeOf(answer), `${method} ${path}`).toEqual([403, "foreign-origin"]);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
    }
    expect((await ask("/api/me")).json()).toEqual(server.owner.person);
  });

  it("HI-18: cannot make a browser read anything for them", async () => {
    for (const path of [
      "/api/me",
      "/api/me/export",
      "/api/maps",
      "/api/texts",
      "/api/admin/audit.csv",
    ]) {
      for (const headers of [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
      ]) {
        expect(outcomeOf(await ask(path, { headers }))).toEqual([403, "foreign-origin"]);
      }
      const { headers } = await ask(path, { headers: { origin: "https://evil.example" } });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("HI-18: are where no address of this server leads to", async () => {
    const elsewhere = "evil.example";
    for (const path of [
      `//${elsewhere}`,
      `//${elsewhere}/..`,
      `/\\${elsewhere}`,
      `/%2f%2f${elsewhere}`,
      `/%5c${elsewhere}/%2e%2e`,
      `/anmelden?weiter=//${elsewhere}`,
      `/anmelden?next=https://${elsewhere}`,
      `/assets//${elsewhere}/`,
      `/api//${elsewhere}`,
      `/api/sign-in/oidc/callback?to=//${elsewhere}`,
    ]) {
      const answer = await ask(path, { as: null });
      const location = answer.headers["location"];
      if (location !== undefined) {
        expect(new URL(String(location), server.url).origin, path).toBe(server.url);
      }
      expect(answer.text).not.toContain(elsewhere);
    }
  });
});

it("HI-19: a page of a list that cannot be is refused, and so is one that is asked for in several ways", async () => {
  const mine = await ask("/api/maps", {
    method: "POST",
    body: { title: "X", from: "empty", language: "de" },
  });
  const { id } = mine.json() as { id: string };
  for (const path of ["/api/admin/audit", `/api/maps/${id}/audit`]) {
    for (const query of [
      "before=-1",
      "before=0",
      "before=1e3",
      "before=1%20or%201=1",
      "before=999999999999999999999",
      "before=",
      "before=1&before=2",
      "before[]=1",
      "before[__proto__]=1",
    ]) {
      const { status } = await ask(`${path}?${query}`);
      // What is no `before` at all asks for the first page.
      expect(query.startsWith("before[") ? [200] : [400], `${path}?${query}`).toContain(status);
    }
  }
});
