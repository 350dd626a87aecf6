// What is drawn anew when something changes, counted by the components themselves: the bar of the house is that moving
// one of 500 nodes renders no content and typing a letter one.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright";
import { moveNodes, setNodeTitle } from "#shared/map/edit.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import {
  boxOf,
  card,
  drag,
  giveMap,
  middleOf,
  openMap,
  rendersOf,
  type GivenNode,
  type TestMap,
} from "./canvasPage.ts";

const NODES = 500;
const COLUMNS = 25;

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

function nodeId(index: number): string {
  return `node-${String(index).padStart(6, "0")}`;
}

async function largeMap(): Promise<TestMap> {
  const nodes = Array.from({ length: NODES }, (_, index): GivenNode => ({
    id: nodeId(index),
    kind: index % 3 === 0 ? "thesis" : "driver",
    title: `Knoten ${index}`,
    x: (index % COLUMNS) * 300,
    y: Math.floor(index / COLUMNS) * 160,
  }));
  return await giveMap(
    server,
    nodes,
    nodes
      .slice(1)
      .map((node, index) => [
        `link-${String(index).padStart(6, "0")}`,
        "influences",
        nodeId(index),
        node.id,
      ]),
  );
}

/** Everything in view, so that every content could be rendered. */
async function openWhole(): Promise<Page> {
  const { page } = await openMap(server, map);
  await page.keyboard.press("Shift+1");
  await waitFor("all are drawn", async () => (await page.locator("[data-node]").count()) === NODES);
  // The test's own client is on the map too; its pointer is drawn once, whenever its name arrives.
  await page.locator("[data-cursor]").waitFor({ state: "attached" });
  await page.evaluate(onceStill("undefined"));
  return page;
}

/** In the page, before its scripts: notes whether the bar was there when nodes first were. */
function noteFirstPicture(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector("[data-node]") === null) return;
    observer.disconnect();
    window.barAtFirstPicture = document.querySelector("header button") !== null;
  });
  observer.observe(document, { subtree: true, childList: true });
}

declare global {
  interface Window {
    barAtFirstPicture?: boolean;
  }
}

describe("a canvas of 500 nodes", () => {
  it("CA-52: is there before the bar and the tools are", async () => {
    map = await largeMap();
    const { page } = await visit(server.url);
    await page.addInitScript(noteFirstPicture);
    await page.goto(map.path);
    await page.getByRole("toolbar", { name: "Knoten anlegen" }).waitFor();
    await page.getByRole("button", { name: "Teilen" }).waitFor();
    expect(await page.evaluate(() => window.barAtFirstPicture)).toBe(false);
    expect(await page.locator("[data-node]").count()).toBeGreaterThan(0);
  });

  it("CA-31: renders no content of any node while one is dragged", async () => {
    map = await largeMap();
    const page = await openWhole();
    await screenshot(page, "canvas-500");
    const id = nodeId(262);
    await card(page, id).click();
    const from = await middleOf(card(page, id));
    const renders = await rendersOf(page, async () => {
      await drag(page, from, { x: from.x + 40, y: from.y + 40 }, 20);
      await waitFor("dropped", () => map.node(id).place.x !== (262 % COLUMNS) * 300);
    });
    expect(renders["nodeContents"] ?? 0).toBe(0);
    expect(renders["nodeFrames"] ?? 0).toBeLessThanOrEqual(2);
    // Its two links, in each of 20 steps, and what they pass when it is let go of.
    expect(renders["links"] ?? 0).toBeLessThan(120);
  });

  it("CA-31: renders no content of any node when somebody else moves one", async () => {
    map = await largeMap();
    const page = await openWhole();
    const id = nodeId(100);
    const before = await boxOf(card(page, id));
    const renders = await rendersOf(page, async () => {
      moveNodes({ doc: map.doc, origin: null }, new Map([[id, { parentId: null, x: 50, y: 700 }]]));
      await waitFor("seen", async () => (await boxOf(card(page, id))).y !== before.y);
    });
    expect(renders["nodeContents"] ?? 0).toBe(0);
  });

  it("CA-32: renders the content of one node when a letter is typed", async () => {
    map = await largeMap();
    const page = await openWhole();
    const id = nodeId(7);
    await card(page, id).dblclick();
    const renders = await rendersOf(page, async () => {
      await page.keyboard.press("x");
      await waitFor("written", () => map.node(id).title === "x");
    });
    expect(renders["nodeContents"]).toBe(1);
    const remote = await rendersOf(page, async () => {
      setNodeTitle({ doc: map.doc, origin: null }, nodeId(8), "Von anderswo");
      await card(page, nodeId(8)).getByText("Von anderswo").waitFor({ state: "attached" });
    });
    expect(remote["nodeContents"]).toBe(1);
  });

  it("CA-33: renders nothing of nodes and links while the map is panned", async () => {
    map = await largeMap();
    const page = await openWhole();
    const pane = await boxOf(page.locator(".react-flow__pane"));
    const renders = await rendersOf(page, async () => {
      const edge = { x: pane.x + pane.width / 2, y: pane.y + 8 };
      await drag(page, edge, { x: edge.x + 40, y: edge.y + 30 });
    });
    expect(renders["nodeContents"] ?? 0).toBe(0);
    expect(renders["links"] ?? 0).toBe(0);
    expect(renders["cursors"] ?? 0).toBe(0);
  });
});
