// /api on a real server.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mapJsonSchema } from "#shared/map/json.ts";
import {
  mapListSchema,
  mapSummarySchema,
  problemSchema,
  type MapSummary,
} from "#shared/maps/api.ts";
import { askApi, type Answer, type Ask } from "../fixtures/askApi.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

let server: ServerProcess;
let clientDir: string;

beforeAll(async () => {
  clientDir = mkdtempSync(join(tmpdir(), "client-"));
  mkdirSync(join(clientDir, "assets"));
  writeFileSync(join(clientDir, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(clientDir, "sw.js"), "// worker");
  writeFileSync(join(clientDir, "assets", "app-abc123.js"), "// app");
  writeFileSync(join(clientDir, ".secret"), "no");
  server = await startServer({ env: { CLIENT_DIR: clientDir } });
});
afterAll(async () => {
  await server.remove();
  rmSync(clientDir, { recursive: true });
});

const ask = (path: string, options?: Ask): Promise<Answer> =>
  askApi(`${server.url}${path}`, options);

function problemOf(answer: Answer): [number, string] {
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  const { status, code } = problemSchema.parse(answer.json());
  expect(status).toBe(answer.status);
  return [status, code];
}

async function create(title: string, from = "empty"): Promise<MapSummary> {
  const body = { title, from, language: "de" };
  const answer = await ask("/api/maps", { method: "POST", body });
  expect(answer.status).toBe(201);
  return mapSummarySchema.parse(answer.json());
}

async function list(deleted = false): Promise<MapSummary[]> {
  const answer = await ask(`/api/maps${deleted ? "?deleted=true" : ""}`);
  return mapListSchema.parse(answer.json()).maps;
}

describe("people", () => {
  it("HT-2: a new name holds, and is shown with what that person changes", async () => {
    const me = (body: object) => ask("/api/me", { method: "PATCH", body });
    const renamed = await me({ name: "  Anika " });
    expect(renamed.json()).toMatchObject({ name: "Anika", id: server.owner.person.id });
    const map = await create("Named");
    await ask(`/api/maps/${map.id}`, { method: "PATCH", body: { title: "Renamed" } });
    const [changed] = (await list()).filter(({ id }) => id === map.id);
    expect(changed).toMatchObject({ title: "Renamed", changedBy: "Anika" });
    const plain = await me({ name: "\u202eakinA\u2066", colour: 7, language: "en" });
    expect(plain.json()).toMatchObject({ name: "akinA", colour: 7, language: "en" });
    expect((await ask("/api/me")).json()).toEqual(plain.json());
    const piled = await me({ name: `Z\u200be\u00ad${"\u0301".repeat(40)}\u2060` });
    expect(piled.json()).toMatchObject({ name: `Ze${"\u0301".repeat(4)}` });
    const unseen = ["\u200b", "\u202e\u202d", "\u3164", "\u115f\uffa0", "\u{e0041}"];
    for (const name of ["", "  ", ...unseen, "x".repeat(61), 5]) {
      expect(problemOf(await me({ name }))).toEqual([400, "invalid-request"]);
    }
    for (const body of [{ colour: 12 }, { isAdmin: false }, { email: "a@example.org" }]) {
      expect(problemOf(await me(body))).toEqual([400, "invalid-request"]);
    }
  });
});

describe("maps", () => {
  it("HT-3: can be made, empty or from the starter map, listed and renamed", async () => {
    const empty = await create("  Leer  ");
    expect(empty).toMatchObject({ title: "Leer", nodeCount: 0, linkCount: 0, deletedAt: null });
    const started = await create("Neu", "starter");
    expect(started).toMatchObject({ title: "Neu", nodeCount: 29, linkCount: 31 });
    const renamed = await ask(`/api/maps/${empty.id}`, {
      method: "PATCH",
      body: { title: "Anders" },
    });
    expect(mapSummarySchema.parse(renamed.json()).title).toBe("Anders");
    const [last] = await list();
    expect(last).toMatchObject({ id: empty.id, title: "Anders" });
    const one = await ask(`/api/maps/${started.id}`);
    expect(mapSummarySchema.parse(one.json())).toEqual(started);
  });

  it("HT-3: a copy has the same content under a name of its own", async () => {
    const original = await create("Vorlage", "starter");
    const copies = [];
    for (let count = 0; count < 2; count++) {
      const answer = await ask(`/api/maps/${original.id}/duplicate`, { method: "POST" });
      copies.push(mapSummarySchema.parse(answer.json()));
    }
    expect(copies.map(({ title }) => title)).toEqual(["Vorlage (2)", "Vorlage (3)"]);
    expect(copies[0]).toMatchObject({ nodeCount: 29, linkCount: 31 });
    expect(copies[0]?.id).not.toBe(original.id);
  });

  it("HT-4: a deleted map lies in the bin for 30 days, can be brought back, and then be used again", async () => {
    const { id } = await create("Weg", "starter");
    expect((await ask(`/api/maps/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await list()).some((map) => map.id === id)).toBe(false);
    const binned = (await list(true)).find((map) => map.id === id);
    expect((binned?.deletedForGoodAt ?? 0) - (binned?.deletedAt ?? 0)).toBe(30 * DAY_MS);
    const again = await ask(`/api/maps/${id}`, { method: "DELETE" });
    expect(problemOf(again)).toEqual([410, "map-deleted"]);
    expect(problemOf(await ask(`/api/maps/${id}/export.json`))).toEqual([410, "map-deleted"]);
    const back = await ask(`/api/maps/${id}/undelete`, { method: "POST" });
    expect(mapSummarySchema.parse(back.json()).deletedAt).toBeNull();
    const twice = await ask(`/api/maps/${id}/undelete`, { method: "POST" });
    expect(problemOf(twice)).toEqual([409, "not-in-bin"]);
    const client = await joinMap(server.syncUrl, id);
    expect(client.doc.getMap("nodes").size).toBe(29);
    client.leave();
  });

  it("HT-5: after 30 days it is gone for good, with its journal", async () => {
    const { id } = await create("Für immer weg", "starter");
    const { id: kept } = await create("Noch nicht", "starter");
    for (const map of [id, kept]) await ask(`/api/maps/${map}`, { method: "DELETE" });
    await server.stop();
    const database = databaseIn(server.dataDir);
    const backdate = database.prepare("update maps set deleted_at = ? where id = ?");
    backdate.run(Date.now() - 30 * DAY_MS - 1_000, id);
    backdate.run(Date.now() - 30 * DAY_MS + 60_000, kept);
    await server.restart();
    const rows = database.prepare("select count(*) as n from journal where map_id = ?");
    expect(rows.get(id)?.["n"]).toBe(0);
    expect(rows.get(kept)?.["n"]).toBe(1);
    database.close();
    expect(problemOf(await ask(`/api/maps/${id}`))).toEqual([404, "no-such-map"]);
    expect((await list(true)).map((map) => map.id)).toContain(kept);
  });

  it("HT-6: an export comes back as the same map", async () => {
    const { id } = await create("Hin und zurück", "starter");
    const exported = await ask(`/api/maps/${id}/export.json`);
    const json = mapJsonSchema.parse(exported.json());
    const imported = await ask("/api/maps/import", { method: "POST", body: exported.text });
    const copy = mapSummarySchema.parse(imported.json());
    expect(copy).toMatchObject({ title: "Hin und zurück", nodeCount: 29, linkCount: 31 });
    expect((await ask(`/api/maps/${copy.id}/export.json`)).json()).toEqual(json);
  });

  it("HT-6: a file that is none makes nothing", async () => {
    const before = (await list()).length;
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      deep,
      Buffer.from("fffe7b00", "hex"),
      { format: "zukunftslandkarte" },
    ]) {
      const answer = await ask("/api/maps/import", { method: "POST", body });
      expect([400, 415, 422]).toContain(problemOf(answer)[0]);
    }
    expect((await list()).length).toBe(before);
  });

  it("HT-7: has a picture that holds nothing but shapes, changes with the map and is kept by version", async () => {
    const map = await create("<script>alert(1)</script>", "starter");
    const path = `/api/maps/${map.id}/picture.svg`;
    const picture = await ask(`${path}?v=${map.pictureVersion}`);
    expect(picture.headers["content-type"]).toMatch(/^image\/svg\+xml/);
    expect(picture.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
    expect(picture.text.match(/<rect /g)).toHaveLength(29);
    expect(picture.text.match(/<path /g)).toHaveLength(31);
    expect(picture.text.replaceAll(/<\/?(?:svg|g|rect|path)\b[^<>]*>/g, "")).toBe("");
    expect(picture.text).not.toMatch(/script|href|style|url\(|on\w+=/i);
    const unversioned = await ask(path);
    expect(unversioned.headers["cache-control"]).toBe("private, no-cache");
    const cached = await ask(path, {
      headers: { "if-none-match": String(unversioned.headers["etag"]) },
    });
    expect(cached.status).toBe(304);

    const client = await joinMap(server.syncUrl, map.id);
    client.doc.getMap("nodes").delete("start-n01");
    const changed = await waitFor("the version changes", async () => {
      const one = mapSummarySchema.parse((await ask(`/api/maps/${map.id}`)).json());
      return one.pictureVersion === map.pictureVersion ? null : one.pictureVersion;
    });
    expect((await ask(`${path}?v=${changed}`)).text.match(/<rect /g)).toHaveLength(28);
    client.leave();
  });
});

describe("requests that are refused", () => {
  it("HT-8: with problem+json and a code that does not change", async () => {
    const { id } = await create("Ziel");
    const cases: [string, Ask, number, string][] = [
      ["/api/maps/AAAAAAAAAAAAAAAAAAAAAA", {}, 404, "no-such-map"],
      ["/api/maps/..%2f..%2fetc", {}, 404, "no-such-map"],
      ["/api/nothing", {}, 404, "not-found"],
      ["/api/maps", { method: "POST", body: "{" }, 400, "invalid-request"],
      ["/api/maps", { method: "POST", body: { title: "x" } }, 400, "invalid-request"],
      [
        "/api/maps",
        { method: "POST", body: { title: "x", from: "empty", language: "de", role: "owner" } },
        400,
        "invalid-request",
      ],
      [
        "/api/maps",
        { method: "POST", body: `{"title":"x","from":"empty","language":"de","__proto__":{}}` },
        400,
        "invalid-request",
      ],
      [
        "/api/maps",
        {
          method: "POST",
          body: "x=1",
          headers: { "content-type": "application/x-www-form-urlencoded" },
        },
        415,
        "wrong-content-type",
      ],
      [
        "/api/maps",
        { method: "POST", body: "x", headers: { "content-encoding": "gzip" } },
        415,
        "wrong-content-type",
      ],
      ["/api/maps", { method: "POST", body: "x".repeat(20_000) }, 413, "too-large"],
      [`/api/maps/${id}`, { method: "PATCH", body: { title: "" } }, 400, "invalid-request"],
      [`/api/maps/${id}`, { method: "PATCH", body: "[".repeat(10_000) }, 400, "invalid-request"],
    ];
    for (const [path, options, status, code] of cases) {
      expect(
        problemOf(await ask(path, options)),
        `${path} ${JSON.stringify(options).slice(0, 80)}`,
      ).toEqual([status, code]);
    }
    expect((await ask("/api/health")).status).toBe(200);
  });

  it("HT-9: a write that another site's page made the browser send is refused, one of the own page is not", async () => {
    const body = { title: "x", from: "empty", language: "de" };
    const write = (headers: Record<string, string>) =>
      ask("/api/maps", { method: "POST", headers, body });
    const foreign = [
      { origin: "http://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: server.url.replace(/:\d+$/, ":1") },
      { "sec-fetch-site": "same-origin", origin: "http://evil.example" },
    ];
    const before = (await list()).length;
    for (const headers of foreign) {
      expect(problemOf(await write(headers as Record<string, string>))).toEqual([
        403,
        "foreign-origin",
      ]);
    }
    expect((await list()).length).toBe(before);
    expect((await write({ origin: server.url, "sec-fetch-site": "same-origin" })).status).toBe(201);
    expect((await write({})).status).toBe(201);
    expect(
      problemOf(await ask("/api/me", { headers: { "sec-fetch-site": "cross-site" } })),
    ).toEqual([403, "foreign-origin"]);
  });

  it("HT-10: a request to a name that this server does not know itself under is refused", async () => {
    for (const path of ["/api/maps", "/", "/api/health"]) {
      expect(problemOf(await ask(path, { headers: { host: "evil.example" } }))).toEqual([
        421,
        "unknown-host",
      ]);
    }
    expect((await ask("/api/health", { headers: { host: "localhost:80" } })).status).toBe(200);
  });
});

describe("pages", () => {
  it("HT-11: come with a policy that lets nothing in from elsewhere", async () => {
    for (const path of [
      "/",
      "/karte/AAAAAAAAAAAAAAAAAAAAAA",
      "/api/health",
      "/assets/app-abc123.js",
    ]) {
      const { headers } = await ask(path);
      const policy = String(headers["content-security-policy"]).split(";");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy.join(";")).not.toMatch(/unsafe|https?:|\*/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });

  it("HT-12: hashed files are kept for ever, all else is asked for anew, and every other address is the page", async () => {
    const asset = await ask("/assets/app-abc123.js");
    expect([asset.status, asset.headers["cache-control"]]).toEqual([
      200,
      "public, max-age=31536000, immutable",
    ]);
    for (const path of ["/", "/karte/AAAAAAAAAAAAAAAAAAAAAA", "/index.html"]) {
      const page = await ask(path);
      expect([page.status, page.headers["cache-control"], page.text], path).toEqual([
        200,
        "no-cache",
        "<!doctype html><title>page</title>",
      ]);
    }
    expect((await ask("/sw.js")).headers["cache-control"]).toBe("no-cache");
    expect(problemOf(await ask("/assets/older-def.js"))).toEqual([404, "not-found"]);
    expect((await ask("/.secret")).text).not.toBe("no");
    expect((await ask("/..%2f..%2fpackage.json")).text).not.toContain('zukunftslandkarte"');
    expect(problemOf(await ask("/", { method: "POST" }))[0]).toBe(404);
  });
});
