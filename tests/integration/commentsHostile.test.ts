// Requests about comments that must do no harm: other people's, other maps', other things', too large, and all at once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_COMMENT_CHARS, MAX_MENTIONS, searchAnswerSchema } from "#shared/comments/api.ts";
import { newId } from "#shared/map/ids.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";

const INVALID = [400, "invalid-request"];
const NO_ACCESS = [403, "no-access"];
const NO_THREAD = [404, "no-such-thread"];
const NO_COMMENT = [404, "no-such-comment"];
const LARGE_BYTES = 1_048_576;

let server: ServerProcess;
let mapId: string;
let otherMapId: string;
let owner: TalkOverHttp;
/** Owns another map. */
let elsewhere: TalkOverHttp;
let commenter: Somebody;
let viewer: Somebody;
let threadId: string;
let commentId: string;

beforeAll(async () => {
  server = await startServer();
  mapId = (await newMapAt(server.url)).id;
  owner = new TalkOverHttp(server.url, mapId);
  commenter = await server.newMember();
  await giveRole(server.url, mapId, commenter, "commenter");
  viewer = await guestBy(server.url, (await invite(server.url, mapId, { role: "viewer" })).token);
  const stranger = await server.newMember();
  otherMapId = (await newMapAt(server.url, "Eine andere Karte", stranger)).id;
  elsewhere = new TalkOverHttp(server.url, otherMapId, stranger);
  const { thread, comments } = await owner.begin("Was bleibt, wie es ist");
  threadId = thread.id;
  commentId = comments[0]?.id ?? "";
});
afterAll(() => server.remove());

const as = (somebody: Somebody) => new TalkOverHttp(server.url, mapId, somebody);
const newThread = (more: object = {}) => ({
  id: newId(),
  anchor: { on: "map" },
  comment: { id: newId(), text: "x" },
  ...more,
});

/** Everything that is stored about what was said. */
function stored(): unknown {
  return inDatabase(server.dataDir, (database) =>
    ["threads", "comments", "mentions", "reactions", "thread_reads", "thread_follows"].map(
      (table) => database.prepare(`select * from ${table}`).all(),
    ),
  );
}

/** What is asked changes nothing in the store, and leaves a server that answers. */
async function harmless(run: () => Promise<void>): Promise<void> {
  const before = stored();
  await run();
  expect(stored()).toEqual(before);
  expect((await askApi(`${server.url}/api/health`)).status).toBe(200);
}

/** Every route of comments that takes a body, with one that is well formed. */
const routes = (): [string, string, object][] => [
  ["POST", "/threads", newThread()],
  ["POST", `/threads/${threadId}/comments`, { id: newId(), text: "x" }],
  ["PUT", `/threads/${threadId}/state`, { state: "resolved" }],
  ["PUT", `/threads/${threadId}/read`, { upTo: 1 }],
  ["PUT", `/threads/${threadId}/following`, { follows: true }],
  ["PATCH", `/${commentId}`, { text: "x" }],
  ["POST", "/read-all", { upTo: 1 }],
  ["PUT", "/release", { release: "named" }],
];

describe("bodies", () => {
  it("CO-24: that forge an author, a time or a number are refused", async () => {
    const forged = {
      authorId: commenter.person.id,
      createdBy: commenter.person.id,
      createdAt: 1,
      number: 1,
      seq: 1,
      mapId: otherMapId,
      resolved: null,
    };
    await harmless(async () => {
      for (const [method, path, body] of routes()) {
        for (const [key, value] of Object.entries(forged)) {
          const answer = await owner.ask(path, { method, body: { ...body, [key]: value } });
          expect(outcomeOf(answer), `${method} ${path} ${key}`).toEqual(INVALID);
        }
      }
      for (const comment of [
        { id: newId(), text: "x", authorId: commenter.person.id },
        { id: newId(), text: "x", createdAt: 1 },
      ]) {
        const answer = await owner.ask("/threads", {
          method: "POST",
          body: newThread({ comment }),
        });
        expect(outcomeOf(answer)).toEqual(INVALID);
      }
    });
  });

  it("CO-24: of 1 MB are not taken in; a text that is too long is refused", async () => {
    const text = "a".repeat(LARGE_BYTES);
    await harmless(async () => {
      for (const [method, path, body] of routes()) {
        const large = await owner.ask(path, { method, body: { ...body, text } });
        expect(outcomeOf(large), `${method} ${path}`).toEqual([413, "too-large"]);
      }
      const long = { id: newId(), text: "a".repeat(MAX_COMMENT_CHARS + 1) };
      const path = `/threads/${threadId}/comments`;
      expect(outcomeOf(await owner.ask(path, { method: "POST", body: long }))).toEqual(INVALID);
    });
    const longest = "ä".repeat(MAX_COMMENT_CHARS);
    expect((await owner.begin(longest)).comments[0]?.text).toBe(longest);
  });

  it("CO-24: nested deep, with a prototype, of another shape or empty are refused", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    await harmless(async () => {
      for (const [method, path, body] of routes()) {
        const text = JSON.stringify(body);
        const key = Object.keys(body)[0] ?? "";
        for (const sent of [
          `{"${key}":${deep}}`,
          text.replace("{", '{"__proto__":{"role":"owner"},'),
          text.replace("{", '{"constructor":{},'),
          "[]",
          "{}",
          "null",
          "",
          text.slice(0, -1),
        ]) {
          const answer = await owner.ask(path, { method, body: sent });
          expect(outcomeOf(answer), `${method} ${path} ${sent.slice(0, 60)}`).toEqual(INVALID);
        }
      }
    });
  });

  it("CO-24: with ids, places and numbers that are none are refused", async () => {
    const anchors = [
      { on: "planet" },
      { on: "node" },
      { on: "node", id: "" },
      { on: "node", id: "x".repeat(65) },
      { on: "place", x: 1 },
      { on: "place", x: 1e308, y: 0 },
      { on: "place", x: "1", y: 0 },
      { on: "map", id: "x" },
    ];
    const bad: [string, string, object][] = [
      ...anchors.map((anchor): [string, string, object] => [
        "POST",
        "/threads",
        newThread({ anchor }),
      ]),
      ["POST", "/threads", newThread({ id: "../x" })],
      ["POST", "/threads", newThread({ id: "x".repeat(4_096) })],
      ["POST", "/threads", newThread({ id: "__proto__" })],
      ["PUT", `/threads/${threadId}/read`, { upTo: -1 }],
      ["PUT", `/threads/${threadId}/read`, { upTo: 1.5 }],
      ["PUT", `/threads/${threadId}/read`, { upTo: 1e99 }],
      ["PUT", `/threads/${threadId}/state`, { state: "resolved", outcome: "won" }],
      ["PUT", `/threads/${threadId}/state`, { state: "open", outcome: "adopted" }],
      ["PUT", `/threads/${threadId}/state`, { state: "resolved", reason: "x".repeat(4_001) }],
      ["PUT", "/release", { release: "everything" }],
    ];
    await harmless(async () => {
      for (const [method, path, body] of bad) {
        const answer = await owner.ask(path, { method, body });
        expect(outcomeOf(answer), JSON.stringify(body).slice(0, 80)).toEqual(INVALID);
      }
    });
  });

  it("CO-14: with 10,000 mentions are refused, by size or by number", async () => {
    const mentions = (count: number, id: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => `@{${id(at)}}`).join("");
    await harmless(async () => {
      const path = `/threads/${threadId}/comments`;
      const send = (text: string): Promise<Answer> =>
        owner.ask(path, { method: "POST", body: { id: newId(), text } });
      expect(outcomeOf(await send(mentions(10_000, newId)))).toEqual([413, "too-large"]);
      expect(outcomeOf(await send(mentions(10_000, (at) => at.toString(36))))).toEqual(INVALID);
      const few = await send(mentions(MAX_MENTIONS + 1, newId));
      expect(outcomeOf(few)).toEqual([400, "too-many-mentions"]);
    });
  });
});

describe("what is somebody else's", () => {
  it("CO-6, CO-10: a comment is not edited, deleted or resolved by those who may not, nor written by who reads", async () => {
    await harmless(async () => {
      for (const person of [commenter, viewer]) {
        const said = as(person);
        for (const answer of [
          await said.ask(`/${commentId}`, { method: "PATCH", body: { text: "Gefälscht" } }),
          await said.ask(`/${commentId}`, { method: "DELETE" }),
          await said.ask(`/threads/${threadId}/state`, {
            method: "PUT",
            body: { state: "resolved" },
          }),
        ]) {
          expect(outcomeOf(answer)).toEqual(NO_ACCESS);
        }
      }
      for (const answer of [
        await as(viewer).ask("/threads", { method: "POST", body: newThread() }),
        await as(viewer).ask(`/threads/${threadId}/comments`, {
          method: "POST",
          body: { id: newId(), text: "x" },
        }),
        await as(viewer).ask(`/${commentId}/reactions/agree`, { method: "PUT" }),
      ]) {
        expect(outcomeOf(answer)).toEqual(NO_ACCESS);
      }
    });
  });

  it("CO-23: nothing of a map is reached under the path of another, nor by those who may not open it", async () => {
    await harmless(async () => {
      const under: [string, string, object | undefined, readonly unknown[]][] = [
        ["GET", `/threads/${threadId}`, undefined, NO_THREAD],
        ["POST", `/threads/${threadId}/comments`, { id: newId(), text: "x" }, NO_THREAD],
        ["PUT", `/threads/${threadId}/state`, { state: "resolved" }, NO_THREAD],
        ["PUT", `/threads/${threadId}/read`, { upTo: 1 }, NO_THREAD],
        ["PUT", `/threads/${threadId}/following`, { follows: true }, NO_THREAD],
        ["PATCH", `/${commentId}`, { text: "x" }, NO_COMMENT],
        ["DELETE", `/${commentId}`, undefined, NO_COMMENT],
        ["PUT", `/${commentId}/reactions/agree`, undefined, NO_COMMENT],
        ["DELETE", `/${commentId}/reactions/agree`, undefined, NO_COMMENT],
        ["GET", `/${commentId}/thread`, undefined, NO_COMMENT],
      ];
      for (const [method, path, body, refused] of under) {
        const answer = await elsewhere.ask(path, { method, body });
        expect(outcomeOf(answer), `${method} ${path}`).toEqual(refused);
        const stranger = await askApi(`${server.url}/api/maps/${otherMapId}/comments${path}`, {
          method,
          body,
          as: commenter,
        });
        expect(outcomeOf(stranger), `${method} ${path}`).toEqual(NO_ACCESS);
      }
      expect((await elsewhere.since()).threads).toEqual([]);
      const search = await elsewhere.ask("/search?q=bleibt");
      expect(search.json()).toEqual({ threads: [] });
      await elsewhere.ask("/read-all", { method: "POST", body: { upTo: 99 } });
    });
  });

  it("CO-2: ids of another map's are refused there, whoever sends them", async () => {
    await harmless(async () => {
      for (const body of [
        newThread({ id: threadId }),
        newThread({ comment: { id: commentId, text: "x" } }),
        newThread({ id: threadId, comment: { id: commentId, text: "x" } }),
      ]) {
        const answer = await elsewhere.ask("/threads", { method: "POST", body });
        expect(outcomeOf(answer)).toEqual([409, "id-taken"]);
      }
    });
  });

  it("CO-23: ids of other things lead nowhere", async () => {
    await harmless(async () => {
      const paths: [string, string, object | undefined][] = [
        ["GET", `/threads/${commentId}`, undefined],
        ["GET", `/${threadId}/thread`, undefined],
        ["GET", `/${mapId}/thread`, undefined],
        ["DELETE", `/${threadId}`, undefined],
        ["PATCH", `/${commenter.person.id}`, { text: "x" }],
        ["PUT", `/threads/${mapId}/read`, { upTo: 1 }],
        ["GET", "/threads/..%2f..%2fx", undefined],
        ["GET", "/threads/a%00b", undefined],
        ["GET", "/__proto__/thread", undefined],
        ["GET", "/threads/constructor", undefined],
        ["PUT", `/${commentId}/reactions/__proto__`, undefined],
        ["PUT", `/${commentId}/reactions/love`, undefined],
      ];
      for (const [method, path, body] of paths) {
        expect((await owner.ask(path, { method, body })).status, `${method} ${path}`).toBe(404);
      }
    });
  });
});

it("CO-3: a number that is none is refused, and so is one that is asked for in several ways", async () => {
  for (const since of [
    "-1",
    "abc",
    "1e99",
    "1.5",
    "99999999999999999999",
    "0x1",
    " ",
    "1&since=2",
  ]) {
    expect(outcomeOf(await owner.ask(`?since=${since}`)), since).toEqual(INVALID);
  }
  expect((await owner.ask("?since=999999999999999")).status).toBe(200);
});

it("CO-21: script and markup are text in every answer, and no answer is a page", async () => {
  const text = `<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>\u202e\u0000`;
  const { thread } = await owner.begin(text);
  for (const path of ["", `/threads/${thread.id}`]) {
    const answer = await owner.ask(path);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(answer.headers["content-security-policy"]).toContain("script-src 'self'");
    expect(answer.text).toContain("<script>alert(1)</script>");
    expect(answer.text).not.toMatch(/\\u0000|\u202e/);
  }
});

it("CO-17: a query is words, whatever it looks like", async () => {
  const { thread } = await owner.begin("Hundert % der Ärzte_innen (.*) sagen 'nein'; --");
  const search = async (q: string) =>
    searchAnswerSchema.parse((await owner.ask(`/search?q=${encodeURIComponent(q)}`)).json())
      .threads;
  for (const q of ["ARZTE_INNEN %", "(.*)", "'nein'; --", "hundert sagen"]) {
    expect(await search(q), q).toEqual([thread.id]);
  }
  for (const q of ["", " ", "Ärzte.innen", "^Hundert", "' or 1=1 --", "hundert nichts", "\u0000"]) {
    expect(await search(q), q).toEqual([]);
  }
  for (const query of ["", "?q=a&q=b", `?q=${"x".repeat(201)}`, "?q[]=a"]) {
    expect(outcomeOf(await owner.ask(`/search${query}`)), query).toEqual(INVALID);
  }
});
