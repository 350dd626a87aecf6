// What threads say their nodes were called, on a real server: followed while people edit, kept when the node is gone, and
// right again after a stop and a kill.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { bringBack, deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { newMapAt } from "../fixtures/guests.ts";
import { begin, readThread, readThreads, type Place } from "../fixtures/sayOn.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap, type StockClient } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const NODE = "start-n05";

let server: ServerProcess;
let at: Place;
let client: StockClient;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  at = { url: server.url, mapId: (await newMapAt(server.url)).id };
  client = await joinMap(server.syncUrl, at.mapId);
});
afterEach(() => client.leave());

const rename = (id: string, title: string) =>
  setNodeTitle({ doc: client.doc, origin: null }, id, title);
const remove = (id: string) =>
  deleteElements({ doc: client.doc, origin: null }, { nodes: [id], links: [] });

function waitForTitle(threadId: string, title: string): Promise<unknown> {
  return waitFor(`the thread's node is called ${title}`, async () => {
    const { thread } = await readThread(at, threadId);
    return thread.anchorTitle === title;
  });
}

/** What the row says, whatever runs. */
function storedTitle(threadId: string): string {
  return inDatabase(server.dataDir, (database) => {
    const row = database.prepare("select anchor_title from threads where id = ?").get(threadId);
    return String(row?.["anchor_title"]);
  });
}

it("CO-44: a renamed node's threads say its new title within seconds, and clients hear of it like of any change", async () => {
  const { thread } = await begin(at, { on: "node", id: NODE });
  const link = mapToJson(client.doc).links.find(({ source }) => source === NODE);
  if (link === undefined) throw new Error("the node has a link");
  const onLink = await begin(at, { on: "link", id: link.id });
  const elsewhere = await begin(at, { on: "place", x: 0, y: 0 });
  rename(NODE, "Umbenannt");
  await waitForTitle(thread.id, "Umbenannt");
  const changed = await readThreads(at, elsewhere.thread.seq);
  expect(changed.map(({ id }) => id).toSorted()).toEqual([thread.id, onLink.thread.id].toSorted());
  expect(changed.find(({ id }) => id === onLink.thread.id)?.anchorTitle).toMatch(/^Umbenannt → ./);
});

it("CO-45: renamed and deleted at once, a node leaves its last title; it is followed again when it is back", async () => {
  const before = mapToJson(client.doc);
  const { thread } = await begin(at, { on: "node", id: NODE });
  rename(NODE, "Der letzte");
  remove(NODE);
  await waitForTitle(thread.id, "Der letzte");
  const node = before.nodes.find(({ id }) => id === NODE);
  if (node === undefined) throw new Error("the node was there");
  bringBack(
    { doc: client.doc, origin: null },
    { nodes: [{ ...node, title: "Wieder da" }], links: [] },
  );
  await waitForTitle(thread.id, "Wieder da");
  rename(NODE, "Und anders");
  await waitForTitle(thread.id, "Und anders");
});

it("CO-46: a stop in good order leaves no title behind", async () => {
  const { thread } = await begin(at, { on: "node", id: NODE });
  const witness = await joinMap(server.syncUrl, at.mapId);
  rename(NODE, "Kurz vor Schluss");
  await waitFor("the change is on disk", () =>
    mapToJson(witness.doc).nodes.some(({ title }) => title === "Kurz vor Schluss"),
  );
  witness.leave();
  expect(await server.stop()).toBe(0);
  expect(storedTitle(thread.id)).toBe("Kurz vor Schluss");
  await server.restart();
});

it("CO-46: what a kill has left behind is made good when the map is opened again", async () => {
  const { thread } = await begin(at, { on: "node", id: NODE });
  rename(NODE, "Vor dem Ende");
  await waitForTitle(thread.id, "Vor dem Ende");
  client.leave();
  await server.kill9();
  // As if the kill had come between the journal's commit and the thread's.
  inDatabase(server.dataDir, (database) =>
    database.prepare("update threads set anchor_title = 'Davor' where id = ?").run(thread.id),
  );
  await server.restart();
  expect(storedTitle(thread.id)).toBe("Davor");
  client = await joinMap(server.syncUrl, at.mapId);
  await waitForTitle(thread.id, "Vor dem Ende");
});
