// Comments on the canvas: marks and pins, and how a thread is begun there.
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { askApi } from "../fixtures/askApi.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import {
  boxOf,
  card,
  emptySpot,
  giveMap,
  middleOf,
  openMap,
  zoomOf,
  type TestMap,
} from "./canvasPage.ts";
import {
  anchorsOf,
  beginThread,
  closeThread,
  giveSmallMap,
  letMembers,
  LINK,
  mapIdOf,
  markOf,
  QUESTION,
  say,
  THESIS,
  threadWindow,
} from "./commentsCanvasPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

async function smallMap(): Promise<TestMap> {
  map = await giveSmallMap(server);
  return map;
}

/** The middle of a link's label in the window. */
async function labelOf(page: Page): Promise<{ x: number; y: number }> {
  return await middleOf(page.locator(`text[data-link="${LINK}"]`));
}

describe("marks", () => {
  it("CO-100, CO-103: bear the number of comments, stand out when something is unread, open one thread or offer several, and go when all is done", async () => {
    await smallMap();
    const me = await server.newMember();
    await beginThread(server, map, { on: "node", id: QUESTION.id }, "Erstens", me);
    const { page } = await openMap(server, map, { as: me });
    const mark = markOf(page, QUESTION.id);
    await expect.poll(() => mark.textContent()).toBe("1");
    expect(await mark.getAttribute("data-unread")).toBeNull();
    expect(await markOf(page, THESIS.id).count()).toBe(0);

    const second = await beginThread(server, map, { on: "node", id: QUESTION.id }, "Zweitens");
    await beginThread(server, map, { on: "link", id: LINK }, "Stimmt die Richtung?");
    const pin = await beginThread(server, map, { on: "place", x: 300, y: 260 }, "Hier fehlt etwas");
    await expect.poll(() => mark.textContent()).toBe("2");
    expect(await mark.getAttribute("data-unread")).toBe("");
    expect(await mark.getAttribute("aria-label")).toBe(`${QUESTION.id}: 2 Kommentare, 1 ungelesen`);

    await markOf(page, pin).click();
    await threadWindow(page).getByText("Hier fehlt etwas").waitFor();
    await markOf(page, LINK).click();
    await threadWindow(page).getByText("Stimmt die Richtung?").waitFor();
    await mark.click();
    await page.getByRole("menuitem", { name: /Zweitens/ }).click();
    await threadWindow(page).getByText("Zweitens").waitFor();
    await waitFor("read", async () => (await mark.getAttribute("data-unread")) === null);

    const { status } = await askApi(
      `${server.url}/api/maps/${mapIdOf(map)}/comments/threads/${second}/state`,
      { method: "PUT", body: { state: "resolved" } },
    );
    expect(status).toBeLessThan(300);
    await closeThread(page);
    await expect.poll(() => mark.textContent()).toBe("1");
  });

  it("CO-101, CO-102, CO-103: are as large far out, where neighbours become one with their sum that zooms in; far away ones do not exist", async () => {
    const nodes = Array.from({ length: 12 }, (_, index) => ({
      id: `node-${String(index).padStart(8, "0")}`,
      x: (index % 4) * 300,
      y: Math.floor(index / 4) * 160,
    }));
    const distant = { id: "far-away-node", x: 12_000, y: 0 };
    map = await giveMap(server, [...nodes, distant]);
    for (const { id } of [...nodes, distant]) {
      await beginThread(server, map, { on: "node", id }, "Dazu habe ich eine Frage.");
    }
    const { page } = await openMap(server, map);
    await page.keyboard.press("Shift+1");
    // On the way there are others.
    await page.evaluate(onceStill("undefined"));
    const marks = page.locator("[data-mark]");
    const sum = async (): Promise<number> => {
      const counts = await marks.allTextContents();
      return counts.reduce((so, count) => so + Number(count), 0);
    };
    await expect.poll(sum).toBe(13);
    expect(await marks.count()).toBeLessThan(5);
    for (const mark of await marks.all()) {
      const { width, height } = await boxOf(mark);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    }
    const before = await zoomOf(page);
    await page.locator('[data-form="cluster"]').first().click();
    await page.evaluate(onceStill("undefined"));
    await expect.poll(() => marks.count()).toBe(12);
    expect(await zoomOf(page)).toBeGreaterThan(before);
    expect(await markOf(page, distant.id).count()).toBe(0);
  });

  it("CO-104: are hidden and shown by a key and by a button, and that is said", async () => {
    await smallMap();
    await beginThread(server, map, { on: "node", id: QUESTION.id }, "Erstens");
    const { page } = await openMap(server, map);
    const mark = markOf(page, QUESTION.id);
    await mark.waitFor();
    await page.keyboard.press("Shift+C");
    await mark.waitFor({ state: "detached" });
    await page.locator("[data-announcer]", { hasText: "ausgeblendet" }).waitFor();
    await page.getByRole("button", { name: "Kommentare auf der Karte zeigen" }).click();
    await mark.waitFor();
  });

  it("CO-112: are reached with Tab, walked with arrows and opened with Enter; closing gives the keyboard back", async () => {
    await smallMap();
    const first = await beginThread(server, map, { on: "place", x: 0, y: -150 }, "Oben");
    await beginThread(server, map, { on: "node", id: THESIS.id }, "Rechts");
    const { page } = await openMap(server, map);
    await markOf(page, THESIS.id).waitFor();
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("Tab");
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["mark"]);
    const start = await focused();
    expect([first, THESIS.id]).toContain(start);
    await page.keyboard.press(start === first ? "ArrowRight" : "ArrowLeft");
    expect(await focused()).toBe(start === first ? THESIS.id : first);
    const reached = await focused();
    await page.keyboard.press("Enter");
    await threadWindow(page)
      .getByText(reached === first ? "Oben" : "Rechts")
      .waitFor();
    await closeThread(page);
    await expect.poll(focused).toBe(reached);
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBeUndefined();
  });
});

describe("beginning a thread", () => {
  it("CO-105, CO-107: somebody who may only comment does so by key on a node, by click and by Enter on a place; the map stays", async () => {
    await smallMap();
    await letMembers(server, map, "commenter");
    const before = JSON.stringify([...map.content().nodes, ...map.content().links]);
    const { page } = await openMap(server, map);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("c");
    await say(page, "Auf dem Knoten");
    await threadWindow(page).getByText("Auf dem Knoten").waitFor();
    await closeThread(page);

    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    await page.getByText(/Kommentieren: Klicken/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(/Kommentieren: Klicken/).waitFor({ state: "detached" });
    await page.keyboard.press("c");
    const spot = await emptySpot(page);
    await page.mouse.click(spot.x, spot.y);
    await say(page, "Auf einer Stelle");
    await threadWindow(page).getByText("Auf einer Stelle").waitFor();
    await page.getByRole("button", { name: "Kommentieren", exact: true }).first().click();
    // The map moves until the window has room beside its place.
    await page.evaluate(onceStill("undefined"));
    const label = await labelOf(page);
    await page.mouse.click(label.x, label.y);
    await say(page, "Auf der Verbindung");
    await threadWindow(page).getByText("Auf der Verbindung").waitFor();
    await closeThread(page);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("c");
    await page.keyboard.press("Enter");
    await say(page, "In der Mitte");
    await waitFor("all are on the server", async () => {
      const anchors = await anchorsOf(server, map);
      return (
        anchors
          .map(({ on }) => on)
          .toSorted()
          .join() === "link,node,place,place"
      );
    });
    expect(JSON.stringify([...map.content().nodes, ...map.content().links])).toBe(before);
  });

  it("CO-107: somebody who may only read sees marks and is offered nothing", async () => {
    await smallMap();
    await letMembers(server, map, "viewer");
    await beginThread(server, map, { on: "node", id: QUESTION.id }, "Erstens");
    const { page } = await openMap(server, map);
    await markOf(page, QUESTION.id).waitFor();
    expect(await page.getByRole("button", { name: "Kommentieren", exact: true }).count()).toBe(0);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("c");
    await card(page, THESIS.id).click({ button: "right" });
    await page.getByRole("menu").waitFor();
    expect(await page.getByRole("menuitem", { name: /ommentieren/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await threadWindow(page).count()).toBe(0);
    await markOf(page, QUESTION.id).click();
    await threadWindow(page).getByText("Erstens").waitFor();
  });

  it("CO-106: the menus of a node, a link and the canvas begin one there", async () => {
    await smallMap();
    const { page } = await openMap(server, map);
    for (const [pointOf, item, subject] of [
      [() => middleOf(card(page, THESIS.id)), "Kommentieren", THESIS.id],
      [() => labelOf(page), "Kommentieren", `${THESIS.id} → ${QUESTION.id}`],
      [() => emptySpot(page), "Hier kommentieren", "Stelle auf der Karte"],
    ] as const) {
      // The map moves when the inspector has opened beside it before the thread's window (CO-109).
      await page.evaluate(onceStill("undefined"));
      const { x, y } = await pointOf();
      await page.mouse.click(x, y, { button: "right" });
      await page.getByRole("menuitem", { name: item }).click();
      await threadWindow(page).getByRole("heading", { name: subject }).waitFor();
      await closeThread(page);
    }
  });
});
