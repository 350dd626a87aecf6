// Lines that are as bad as lines are, between the page's own link (or anybody's client) and a real server.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { createNode } from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { BadLine, type Direction } from "../fixtures/BadLine.ts";
import { cookieFor, fetchAs, socketWith } from "../fixtures/people.ts";
import { SeededRandom } from "../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap, type StockClient } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

let server: ServerProcess;
let mapId: string;
let line: BadLine;

beforeAll(async () => {
  server = await startServer();
  const { maps } = mapListSchema.parse(await (await fetchAs(`${server.url}/api/maps`)).json());
  mapId = maps[0]?.id ?? "";
  // What the page's code finds in a browser, and only there.
  vi.stubGlobal("window", {});
  vi.stubGlobal("WebSocket", socketWith(cookieFor(server.url, undefined)));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.remove();
});

const open: { close(): void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await line.close();
});

/** The page's link over the line, and what it was told. */
async function linkOver(bad: BadLine) {
  const { ServerLink } = await import("../../client/map/session/ServerLink.ts");
  const doc = new Y.Doc();
  const told = { connected: false, synced: 0, saved: 0, made: 0 };
  const url = `${bad.url.replace(/^http/, "ws")}/sync`;
  const link = new ServerLink(
    url,
    mapId,
    doc,
    () => told.made,
    {
      onSaved: (counter) => (told.saved = Math.max(told.saved, counter)),
      onGrant: () => undefined,
      onChanged: () => undefined,
      onRestored: () => undefined,
      onStore: () => undefined,
      onConnected: (connected) => (told.connected = connected),
      onSynced: () => (told.synced += 1),
      onEnded: (code) => {
        throw new Error(`ended with ${code}`);
      },
    },
    { connectMs: 300, maxConnectMs: 1_200, answerMs: 1_500 },
  );
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === link.origin) return;
    told.made += 1;
    link.send(update);
    link.askForConfirmation();
  });
  const close = (): void => {
    link.destroy();
    doc.destroy();
  };
  open.push({ close });
  const make = (title: string): void => {
    createNode(
      { doc, origin: "here" },
      { kind: "note", place: { parentId: null, x: 0, y: 0 }, title },
    );
  };
  return { link, doc, told, make };
}

async function reader(): Promise<StockClient> {
  const client = await joinMap(server.syncUrl, mapId);
  open.push({ close: client.leave });
  return client;
}

function titles(doc: Y.Doc): string[] {
  return [...readMap(doc).nodes.values()].map(({ title }) => title);
}

describe("a line that carries nothing and stays open", () => {
  it("HO-19: an attempt to connect that comes to nothing is given up; a line that is good again is found", async () => {
    line = await BadLine.to(server.url);
    line.set("nothing");
    const { link, told } = await linkOver(line);
    link.connect();
    await waitFor("it has tried", () => line.connections > 0);
    // For new connections alone: the one that is being made stays as it is, for ever.
    line.setNew("all");
    await waitFor("it is in step", () => told.synced > 0);
  });

  it.each<Direction>(["up", "down"])(
    "HO-1 HO-19: dead %sstream alone: nothing is said to be saved, and the next connection brings it",
    async (direction) => {
      line = await BadLine.to(server.url);
      const { link, told, make } = await linkOver(line);
      link.connect();
      await waitFor("it is in step", () => told.synced > 0);
      const others = await reader();
      line.set("nothing", [direction]);
      make(`Nach ${direction}`);
      const tried = line.connections;
      await waitFor("it tries anew", () => line.connections > tried);
      expect(told).toMatchObject({ made: 1, saved: 0 });
      line.setNew("all");
      await waitFor("it is saved", () => told.saved === 1);
      await waitFor("it is with the others", () =>
        titles(others.doc).includes(`Nach ${direction}`),
      );
    },
  );
});

it("HO-1 HO-19 SY-2: over a line that breaks, drips and stops in the midst of messages, nothing is lost, doubled, or said to be saved before it is", async () => {
  line = await BadLine.to(server.url);
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const random = new SeededRandom(seed);
  const { link, doc, told, make } = await linkOver(line);
  const others = await reader();
  link.connect();
  await waitFor("it is in step", () => told.synced > 0);
  const at = `seed ${seed}`;
  for (let round = 1; round <= 40; round++) {
    const direction: Direction = random.pick(["up", "down"] as const);
    const trouble = random.whole(0, 4);
    if (trouble === 0) line.breakAfter(random.whole(1, 60), direction);
    if (trouble === 1) line.set({ bytesPerSecond: random.whole(400, 4_000) }, [direction]);
    if (trouble === 2) line.set("nothing", [direction]);
    make(`Runde ${round}`);
    if (trouble === 3) line.cut();
    if (random.chance(0.7)) continue;
    line.set("all");
    await waitFor(`round ${round} is saved (${at})`, () => told.saved === round);
    // What is said to be saved, others see.
    const wanted = Array.from({ length: round }, (_, index) => `Runde ${index + 1}`);
    await waitFor(`others have all of round ${round} (${at})`, () => {
      const seen = titles(others.doc);
      return wanted.every((title) => seen.filter((one) => one === title).length === 1);
    });
  }
  line.set("all");
  await waitFor(`all is saved (${at})`, () => told.saved === 40);
  expect(titles(doc).toSorted(), at).toEqual(titles((await reader()).doc).toSorted());
});
