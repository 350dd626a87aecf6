// What marks of comments cost: with sixty of them on 500 nodes, moving a node and panning render none.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright";
import { moveNodes } from "#shared/map/edit.ts";
import { screenshot } from "../fixtures/browser.ts";
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
  zoomOf,
  type GivenNode,
} from "./canvasPage.ts";
import { beginThread, markOf, threadWindow } from "./commentsCanvasPage.ts";

const NODES = 500;
const MARKS = 60;
const COLUMNS = 25;

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});

function nodeId(index: number): string {
  return `node-${String(index).padStart(6, "0")}`;
}

/** The id of a mark around which there is much to be seen. */
async function markInTheMiddle(page: Page): Promise<string> {
  const pane = await boxOf(page.locator(".react-flow__pane"));
  for (const mark of await page.locator("[data-mark]").all()) {
    const { x, y } = await boxOf(mark);
    const isAside = x < pane.x + 200 || x > pane.x + pane.width - 200;
    if (isAside || y < pane.y + 150 || y > pane.y + pane.height - 200) continue;
    return (await mark.getAttribute("data-mark")) ?? "";
  }
  throw new Error("No mark in the middle of the view");
}

/** A point of the canvas with nothing in or around it. */
async function spotBetweenNodes(page: Page): Promise<{ x: number; y: number }> {
  const pane = await boxOf(page.locator(".react-flow__pane"));
  const spot = await page.evaluate(({ x: left, y: top, width, height }) => {
    const isFree = (x: number, y: number): boolean =>
      document.elementFromPoint(x, y)?.classList.contains("react-flow__pane") === true;
    const around = [-16, 0, 16];
    for (let y = top + 20; y < top + height - 60; y += 10) {
      for (let x = left + 100; x < left + width - 100; x += 10) {
        if (around.every((dx) => around.every((dy) => isFree(x + dx, y + dy)))) return { x, y };
      }
    }
    return null;
  }, pane);
  if (spot === null) throw new Error("No free spot on the canvas");
  return spot;
}

it("CO-108, CO-111: sixty marks on 500 nodes: dragging a node that has one, others moving another, and panning render no mark, no content and no window", async () => {
  const nodes = Array.from({ length: NODES }, (_, index): GivenNode => ({
    id: nodeId(index),
    kind: index % 3 === 0 ? "thesis" : "driver",
    title: `Knoten ${index}`,
    x: (index % COLUMNS) * 300,
    y: Math.floor(index / COLUMNS) * 160,
  }));
  const map = await giveMap(server, nodes);
  const commented = Array.from({ length: MARKS }, (_, index) => nodeId(index * 8 + 4));
  for (const id of commented) await beginThread(server, map, { on: "node", id }, "Wozu?");
  const dragged = nodeId(260);
  const moved = nodeId(268);
  const { page } = await openMap(server, map);
  await page.keyboard.press("Shift+1");
  await waitFor("all are drawn", async () => (await page.locator("[data-node]").count()) === NODES);
  await page.locator("[data-mark]").first().waitFor();
  await screenshot(page, "comments-500");
  await page.locator("[data-cursor]").waitFor({ state: "attached" });

  await card(page, dragged).click();
  const from = await middleOf(card(page, dragged));
  const dragging = await rendersOf(page, async () => {
    await drag(page, from, { x: from.x + 24, y: from.y + 10 }, 20);
    await waitFor("dropped", () => map.node(dragged).place.x !== (260 % COLUMNS) * 300);
  });
  expect(dragging["nodeContents"] ?? 0).toBe(0);
  // Neighbours far out may come together under the hand, and one that stood for several be another.
  expect(dragging["marks"] ?? 0).toBeLessThan(12);
  expect(dragging["markLayer"] ?? 0).toBe(0);

  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await waitFor("natural size", async () => (await zoomOf(page)) === 1);
  const marks = page.locator("[data-mark]");
  await waitFor("those out of view are gone", async () => (await marks.count()) < 20);
  await page.evaluate(onceStill("undefined"));
  const near = await markInTheMiddle(page);
  await markOf(page, near).click();
  await threadWindow(page).getByText("Wozu?").waitFor();
  // What is seen is read: its mark says so, once.
  await markOf(page, near).and(page.locator(':not([aria-label*="ungelesen"])')).waitFor();
  await page.evaluate(onceStill("undefined"));
  const before = await boxOf(markOf(page, near));
  const elsewhere = await rendersOf(page, async () => {
    const { x, y } = map.node(near).place;
    moveNodes(
      { doc: map.doc, origin: null },
      new Map([
        [near, { parentId: null, x: x + 20, y: y + 30 }],
        [moved, { parentId: null, x: 50, y: 700 }],
      ]),
    );
    await waitFor("seen", async () => (await boxOf(markOf(page, near))).y !== before.y);
  });
  expect(elsewhere["nodeContents"] ?? 0).toBe(0);
  expect(elsewhere["marks"] ?? 0).toBe(0);
  expect(elsewhere["threadWindow"] ?? 0).toBe(0);

  const spot = await spotBetweenNodes(page);
  const placeBefore = await boxOf(markOf(page, near));
  const panning = await rendersOf(page, async () => {
    await drag(page, spot, { x: spot.x + 40, y: spot.y + 30 });
    await waitFor("panned", async () => (await boxOf(markOf(page, near))).x > placeBefore.x);
  });
  expect(panning["marks"] ?? 0).toBe(0);
  expect(panning["threadWindow"] ?? 0).toBe(0);
  map.close();
});
