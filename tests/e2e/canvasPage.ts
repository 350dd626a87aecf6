// A map with given nodes and links, opened in a real browser, with a colleague's document beside it to see what was
// written. Knows how the canvas marks what it draws (data attributes), nothing of how it works.
import type { Locator, Page } from "playwright";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { MAP_JSON_FORMAT, MAP_JSON_VERSION } from "#shared/map/json.ts";
import type { LinkKind, NodeKind } from "#shared/map/kinds.ts";
import { readMap, type MapContent } from "#shared/map/read.ts";
import type { MapLink, MapNode, Size } from "#shared/map/schema.ts";
import { mapSummarySchema } from "#shared/maps/api.ts";
import { visit, type Visitor, type VisitOptions } from "../fixtures/browser.ts";
import { openToMembers } from "../fixtures/newPeople.ts";
import { fetchAs, socketWith } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";

export interface GivenNode {
  id: string;
  kind?: NodeKind;
  title?: string;
  x: number;
  y: number;
  size?: Size;
  parentId?: string;
}

export type GivenLink = [id: string, kind: LinkKind, source: string, target: string];

export interface TestMap {
  path: string;
  /** What the server has: followed live by a stock client. */
  content(): MapContent;
  doc: Y.Doc;
  node(id: string): MapNode;
  titled(title: string): MapNode | undefined;
  linkBetween(source: string, target: string): MapLink | undefined;
  close(): void;
}

/** Makes a map of these and joins it. */
export async function giveMap(
  server: ServerProcess,
  nodes: readonly GivenNode[],
  links: readonly GivenLink[] = [],
): Promise<TestMap> {
  const file = {
    format: MAP_JSON_FORMAT,
    version: MAP_JSON_VERSION,
    title: "Versuch",
    nodes: nodes.map(({ id, kind = "note", title = id, x, y, size, parentId }) => ({
      id,
      kind,
      title,
      place: { parentId: parentId ?? null, x, y },
      size: size ?? null,
    })),
    links: links.map(([id, kind, source, target]) => ({ id, kind, source, target })),
  };
  const answer = await fetchAs(`${server.url}/api/maps/import`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify(file),
  });
  if (!answer.ok) throw new Error(`Import: ${answer.status} ${await answer.text()}`);
  const imported: unknown = await answer.json();
  const summary = mapSummarySchema.parse(
    typeof imported === "object" && imported !== null && "map" in imported
      ? imported.map
      : imported,
  );
  await openToMembers(server.url, summary.id);
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(server.syncUrl, summary.id, doc, {
    disableBc: true,
    WebSocketPolyfill: socketWith(server.owner.cookie),
  });
  await waitFor("the colleague is in step", () => provider.synced);
  const content = (): MapContent => readMap(doc);
  return {
    path: `/karte/${summary.id}`,
    doc,
    content,
    node(id) {
      const node = content().nodes.get(id);
      if (node === undefined) throw new Error(`No node ${id}`);
      return node;
    },
    titled: (title) => [...content().nodes.values()].find((node) => node.title === title),
    linkBetween: (source, target) =>
      [...content().links.values()].find(
        (link) => link.source === source && link.target === target,
      ),
    close() {
      provider.destroy();
      doc.destroy();
    },
  };
}

/** Opens a map and waits until its nodes are drawn. */
export async function openMap(
  server: ServerProcess,
  map: TestMap,
  options: VisitOptions = {},
): Promise<Visitor> {
  const visitor = await visit(server.url, options);
  await visitor.page.goto(map.path);
  const hasNodes = map.content().nodes.size > 0;
  await visitor.page
    .locator(`[data-canvas] .react-flow${hasNodes ? "[data-ready]" : ""}`)
    .waitFor();
  if (hasNodes) await visitor.page.locator("[data-node]").first().waitFor();
  return visitor;
}

export function card(page: Page, id: string): Locator {
  return page.locator(`[data-node="${id}"]`);
}

/** Where an element lies in the window; throws when it is not drawn. */
export async function boxOf(locator: Locator): Promise<{
  x: number;
  y: number;
  width: number;
  height: number;
}> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`Not drawn: ${locator.toString()}`);
  return box;
}

export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

/** What is selected is shown beside the canvas, which is narrower then: from now on nothing moves any more by itself. */
export async function panelBeside(page: Page): Promise<void> {
  await page.getByRole("complementary", { name: "Eigenschaften" }).waitFor();
  await page.evaluate(onceStill("undefined"));
}

/** Presses at one point, moves to another in steps, hesitantly at first, as a hand does, and lets go. */
export async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  steps = 12,
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const way = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  // More than the four pixels from which it is a drag, also where events count whole ones.
  const part = 6 / way;
  await page.mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
  // A page hears of movements once a frame, of many at once where it is slow; what is dragged is taken hold of by the first.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.mouse.move(to.x, to.y, { steps });
  await page.mouse.up();
}

/** How large the map is drawn. */
export async function zoomOf(page: Page): Promise<number> {
  const transform = await page
    .locator(".react-flow__viewport")
    .evaluate((viewport) => new DOMMatrix(getComputedStyle(viewport).transform).a);
  return transform;
}

/** A point of the window in which nothing lies: right of the lowest node. */
export async function emptySpot(page: Page): Promise<{ x: number; y: number }> {
  const pane = await boxOf(page.locator(".react-flow__pane"));
  return { x: pane.x + pane.width * 0.55, y: pane.y + pane.height - 90 };
}

/** What components counted of themselves (renderCount.ts) while this was done, once the page is still. */
export async function rendersOf(
  page: Page,
  act: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const settle = (): Promise<unknown> =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  await settle();
  await page.evaluate(() => {
    globalThis.__renders = {};
  });
  await act();
  await settle();
  return await page.evaluate(() => globalThis.__renders ?? {});
}
