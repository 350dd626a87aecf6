// Nodes that comments name by their id, where people read of them without the map: in notices, and in what a search finds.
// On a real server, with people on the map and without.
import { afterAll, beforeAll, expect, it } from "vitest";
import { searchAnswerSchema } from "#shared/comments/api.ts";
import { mentionOf, nodeLinkTo } from "#shared/comments/tokens.ts";
import { deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { noticesSchema } from "#shared/notices/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { giveRole, newMapAt } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const NODE = "start-n05";
const OTHER = "start-n06";
const THIRD = "start-n07";
const UNKNOWN = "CCCCCCCCCCCCCCCCCCCCCC";

let server: ServerProcess;
let mapId: string;
let talk: TalkOverHttp;
let reader: Somebody;
beforeAll(async () => {
  server = await startServer();
  mapId = (await newMapAt(server.url)).id;
  talk = new TalkOverHttp(server.url, mapId);
  reader = await server.newMember("Mira Muster");
  await giveRole(server.url, mapId, reader, "viewer");
});
afterAll(() => server.remove());

async function newestExcerpt(language = "de"): Promise<string | undefined> {
  const headers = { "accept-language": language };
  const answer = await askApi(`${server.url}/api/notices`, { as: reader, headers });
  return noticesSchema.parse(answer.json()).notices[0]?.excerpt;
}

async function found(words: string): Promise<string[]> {
  const answer = await talk.ask(`/search?q=${encodeURIComponent(words)}`);
  return searchAnswerSchema.parse(answer.json()).threads;
}

/** Calls nodes so, as somebody who is on the map for that moment. */
async function rename(titles: Readonly<Record<string, string>>): Promise<void> {
  const writer = await joinMap(server.syncUrl, mapId);
  const witness = await joinMap(server.syncUrl, mapId);
  for (const [id, title] of Object.entries(titles)) {
    setNodeTitle({ doc: writer.doc, origin: null }, id, title);
  }
  await waitFor("it is on disk", () => {
    const shown = JSON.stringify(witness.doc.getMap("nodes"));
    return Object.values(titles).every((title) => shown.includes(`"${title}"`));
  });
  writer.leave();
  witness.leave();
}

it("NO-33: a node that a comment names bears its title of today in notices, whether somebody is on the map or not; one that is gone its last, or a word", async () => {
  const about = (id: string) => `${mentionOf(reader.person.id)} siehe ${nodeLinkTo(id)}`;
  await rename({ [NODE]: "Digitalrat" });
  await talk.begin(about(NODE));
  expect(await newestExcerpt()).toBe("@Mira Muster siehe „Digitalrat“");
  const client = await joinMap(server.syncUrl, mapId);
  setNodeTitle({ doc: client.doc, origin: null }, NODE, "Beirat Digitales");
  await waitFor("renamed", async () => (await newestExcerpt())?.includes("Beirat Digitales"));
  client.leave();
  await rename({ [NODE]: "Rat für Digitales", [OTHER]: "" });
  await waitFor("nobody is there", async () => (await newestExcerpt())?.includes("Rat für"));
  await talk.begin(about(OTHER));
  expect(await newestExcerpt()).toBe("@Mira Muster siehe „Ohne Titel“");
  expect(await newestExcerpt("en")).toBe("@Mira Muster siehe „Untitled“");
  await talk.begin(about(UNKNOWN));
  expect(await newestExcerpt()).toBe("@Mira Muster siehe (gelöschter Knoten)");
  expect(await newestExcerpt("en")).toBe("@Mira Muster siehe (deleted node)");

  const { thread } = await talk.begin("Hier", { on: "node", id: NODE });
  await talk.begin(about(NODE));
  const again = await joinMap(server.syncUrl, mapId);
  deleteElements({ doc: again.doc, origin: null }, { nodes: [NODE], links: [] });
  await waitFor("deleted", async () => !(await newestExcerpt())?.includes("(gelöscht"));
  await waitFor("its thread is told of it", async () => {
    const { thread: now } = await talk.thread(thread.id);
    return now.anchorTitle === "Rat für Digitales";
  });
  expect(await newestExcerpt()).toBe("@Mira Muster siehe „Rat für Digitales“");
  again.leave();
});

it("CO-132: a search finds what people read: titles of what threads hang on, of nodes that are named, and names of people who are mentioned", async () => {
  await rename({ [THIRD]: "Bürgerhaushalt" });
  const on = await talk.begin("Wer zahlt das?", { on: "node", id: THIRD });
  const names = await talk.begin(`Das gehört zu ${nodeLinkTo(THIRD)}.`);
  const asks = await talk.begin(`${mentionOf(reader.person.id)}, wie sehen Sie das?`);
  const stranger = await server.newMember("Streng Geheim");
  await talk.begin(`${mentionOf(stranger.person.id)}, und Sie?`);
  await waitFor("the title is known", async () => (await found("burgerhaushalt")).length === 2);
  expect(await found("bürgerhaushalt")).toEqual([names.thread.id, on.thread.id]);
  expect(await found("Bürgerhaushalt zahlt")).toEqual([on.thread.id]);
  expect(await found("muster sehen")).toEqual([asks.thread.id]);
  expect(await found("Geheim")).toEqual([]);
  expect(await found(THIRD)).toEqual([]);
});
