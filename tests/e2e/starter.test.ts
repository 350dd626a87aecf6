// The starter map as it is really drawn: boxes as the browser measured them, links as they run.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { openToMembers } from "../fixtures/newPeople.ts";
import { fetchAs } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { mapSummarySchema } from "#shared/maps/api.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});

/** A map from the starter map in this language; answers with its path. */
async function makeStarter(language: "de" | "en"): Promise<string> {
  const answer = await fetchAs(`${server.url}/api/maps`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ title: "Start", from: "starter", language }),
  });
  const { id } = mapSummarySchema.parse(await answer.json());
  await openToMembers(server.url, id);
  return `/karte/${id}`;
}

interface Drawn {
  nodes: { id: string; left: number; top: number; right: number; bottom: number; cut: boolean }[];
  /** Points along each link, in the window's pixels. */
  links: { id: string; points: { x: number; y: number }[] }[];
}

function drawnOn(page: Page): Promise<Drawn> {
  return page.evaluate(() => {
    const nodes = [...document.querySelectorAll<HTMLElement>("[data-node]")].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const cut = [element, ...element.querySelectorAll<HTMLElement>("*")].some(
        (part) => part.scrollHeight > part.clientHeight + 3 && part.clientHeight > 20,
      );
      return { id: element.dataset["node"] ?? "", left, top, right, bottom, cut };
    });
    const lines = document.querySelectorAll<SVGPathElement>("path[data-link]");
    const links = [...lines].map((path) => {
      const toWindow = path.getScreenCTM();
      if (toWindow === null) throw new Error("a link that is not drawn");
      const length = path.getTotalLength();
      const points = Array.from({ length: 60 }, (_, step) => {
        const point = path.getPointAtLength((length * step) / 59).matrixTransform(toWindow);
        return { x: point.x, y: point.y };
      });
      return { id: path.dataset["link"] ?? "", points };
    });
    return { nodes, links };
  });
}

/** How deep a point of a link must lie in a box to count: lines have a width, and end at borders. */
const TOLERANCE_PX = 2;

describe("the starter map on the page", () => {
  it.each(["de", "en"] as const)(
    "MO-22: nodes are whole and apart, and no link runs through one that is not its end (%s)",
    async (language) => {
      const { page } = await visit(server.url, {
        language,
        viewport: { width: 1440, height: 900 },
      });
      await page.goto(await makeStarter(language));
      await page.locator(".react-flow[data-ready]").waitFor();
      await page.locator("[data-node]").nth(28).waitFor();
      await page.locator("path[data-link]").nth(30).waitFor();
      await page.keyboard.press("Shift+1");
      await page.evaluate(onceStill("document.fonts.ready.then(() => undefined)"));
      const { nodes, links } = await drawnOn(page);
      expect(nodes).toHaveLength(29);
      expect(links).toHaveLength(31);
      expect(nodes.filter(({ cut }) => cut)).toEqual([]);
      for (const [at, a] of nodes.entries()) {
        for (const b of nodes.slice(at + 1)) {
          const apart =
            a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
          expect(apart, `${a.id} and ${b.id}`).toBe(true);
        }
      }
      for (const { id, points } of links) {
        const [start, end] = [points[0], points.at(-1)];
        const isEnd = (box: Drawn["nodes"][number]) =>
          [start, end].some(
            (point) =>
              point !== undefined &&
              point.x > box.left - 12 &&
              point.x < box.right + 12 &&
              point.y > box.top - 12 &&
              point.y < box.bottom + 12,
          );
        for (const box of nodes) {
          if (isEnd(box)) continue;
          const crossed = points.some(
            ({ x, y }) =>
              x > box.left + TOLERANCE_PX &&
              x < box.right - TOLERANCE_PX &&
              y > box.top + TOLERANCE_PX &&
              y < box.bottom - TOLERANCE_PX,
          );
          expect(crossed, `${id} through ${box.id}`).toBe(false);
        }
      }
      const pane = await page.locator("[data-canvas]").boundingBox();
      for (const { id, left, right, top, bottom } of nodes) {
        const inside =
          pane !== null &&
          left >= pane.x &&
          top >= pane.y &&
          right <= pane.x + pane.width &&
          bottom <= pane.y + pane.height;
        expect(inside, `${id} is in view`).toBe(true);
      }
      await screenshot(page, `starter-${language}`);
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );
});
