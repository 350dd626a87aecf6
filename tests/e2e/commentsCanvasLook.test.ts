// Marks, list and thread window as they look: for axe, in dark, on a narrow screen; and the map as it was then.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, drag, giveMap, middleOf, openMap, type TestMap } from "./canvasPage.ts";
import { beginThread, letMembers, markOf, threadWindow } from "./commentsCanvasPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

const QUESTION = "the-question";
const THESIS = "the-thesis-1";

/** Marks of every form: read and unread, on a node and a link, a pin, and two that lie on each other. */
async function talkedOver(me: Awaited<ReturnType<ServerProcess["newMember"]>>): Promise<void> {
  map = await giveMap(
    server,
    [
      { id: QUESTION, kind: "guiding-question", title: "Wie wollen wir wohnen?", x: 0, y: 0 },
      { id: THESIS, kind: "thesis", title: "Dichter und grüner", x: 420, y: 0 },
    ],
    [["the-link-0001", "answers", THESIS, QUESTION]],
  );
  await beginThread(server, map, { on: "node", id: QUESTION }, "Erstens", me);
  await beginThread(server, map, { on: "node", id: QUESTION }, "Zweitens", me);
  await beginThread(server, map, { on: "node", id: THESIS }, "Für wen gilt das?");
  await beginThread(server, map, { on: "link", id: "the-link-0001" }, "Stimmt die Richtung?", me);
  await beginThread(server, map, { on: "place", x: 250, y: 220 }, "Hier fehlt etwas", me);
  await beginThread(server, map, { on: "place", x: 262, y: 224 }, "Hier auch");
}

describe("the look of comments on the canvas", () => {
  it("CO-113: marks, list and window have no fault that axe knows, light and dark", async () => {
    const me = await server.newMember();
    await talkedOver(me);
    const { page } = await openMap(server, map, { as: me });
    await markOf(page, QUESTION).click();
    await page.getByRole("menu").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await markOf(page, THESIS).click();
    await threadWindow(page).getByText("Für wen gilt das?").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "comments-window");
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "comments-window-dark");
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await screenshot(page, "comments-window-forced");
  });

  it("CO-108, CO-109, CO-131: on a narrow screen the thread is a sheet from below, and what it is about is seen above it", async () => {
    const me = await server.newMember();
    await talkedOver(me);
    const { page } = await openMap(server, map, {
      as: me,
      viewport: { width: 390, height: 780 },
      hasTouch: true,
    });
    await markOf(page, THESIS).tap();
    await threadWindow(page).getByText("Für wen gilt das?").waitFor();
    await waitFor("seen above it", async () => {
      const sheet = await boxOf(threadWindow(page));
      const node = await boxOf(card(page, THESIS));
      return sheet.x === 0 && sheet.width === 390 && node.y + node.height <= sheet.y;
    });
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "comments-narrow");
    await card(page, THESIS).tap();
    const tools = page.getByRole("toolbar", { name: "Auswahl bearbeiten" });
    await tools.waitFor();
    await waitFor("seen between the tools and the thread", async () => {
      const [sheet, node] = [await boxOf(threadWindow(page)), await boxOf(card(page, THESIS))];
      const bar = await boxOf(tools);
      return bar.y + bar.height <= node.y && node.y + node.height <= sheet.y;
    });
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "comments-narrow-tools");
  });
});

describe("the map as it was then", () => {
  it("CO-114, CO-115, VE-127: is shown for viewing only, says from when it is, and leads back to where one was", async () => {
    const me = await server.newMember();
    await talkedOver(me);
    setNodeTitle({ doc: map.doc, origin: null }, THESIS, "Ganz anders");
    deleteElements({ doc: map.doc, origin: null }, { nodes: [QUESTION], links: [] });
    const { page } = await openMap(server, map, { as: me });
    await card(page, THESIS).getByText("Ganz anders").waitFor();
    await page.keyboard.press("+");
    await markOf(page, THESIS).click();
    await threadWindow(page).getByText("Für wen gilt das?").waitFor();
    await threadWindow(page).getByRole("button", { name: "Aktionen zur Diskussion" }).click();
    await page.getByRole("menuitem", { name: "Karte zu Beginn der Diskussion" }).click();

    await card(page, THESIS).getByText("Dichter und grüner").waitFor();
    await page.getByText(/^Kartenstand vom .* – nur ansehen$/).waitFor();
    await card(page, QUESTION).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/karte\/[\w-]+\/stand\/[\w-]+$/);
    await markOf(page, THESIS).getByText("1").waitFor();
    await markOf(page, QUESTION).getByText("2").waitFor();
    // Begun later.
    expect(await markOf(page, "the-link-0001").count()).toBe(0);
    await page.locator('[aria-current="true"][data-node]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "map-then");

    const before = await boxOf(card(page, QUESTION));
    const from = await middleOf(card(page, QUESTION));
    await card(page, QUESTION).dblclick();
    await drag(page, from, { x: from.x, y: from.y + 60 });
    for (const key of ["Delete", "n", "c", "Alt+ArrowRight"]) await page.keyboard.press(key);
    await card(page, QUESTION).click({ button: "right" });
    await page.getByRole("menu").waitFor();
    expect(await page.getByRole("menuitem", { name: /ommentieren|Löschen/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.locator("[data-node]").count()).toBe(2);
    expect(await page.locator("[data-node] textarea").count()).toBe(0);
    const after = await boxOf(card(page, QUESTION));
    expect({ width: after.width, height: after.height }).toEqual({
      width: before.width,
      height: before.height,
    });

    await page.reload();
    await page.getByText(/^Kartenstand vom .* – nur ansehen$/).waitFor();
    await page.goBack();
    await card(page, THESIS).getByText("Ganz anders").waitFor();
  });

  it("CO-115: back on the map the thread is open; a state that one may not see says so", async () => {
    const me = await server.newMember();
    await talkedOver(me);
    const visitor = await openMap(server, map, { as: me });
    const { page } = visitor;
    await markOf(page, THESIS).click();
    await threadWindow(page).getByRole("button", { name: "Aktionen zur Diskussion" }).click();
    await page.getByRole("menuitem", { name: "Karte zu Beginn der Diskussion" }).click();
    await page.locator("[data-past] [data-node]").first().waitFor();
    const { pathname } = new URL(page.url());
    await page.getByRole("button", { name: "Zurück zur aktuellen Version" }).click();
    await threadWindow(page).getByText("Für wen gilt das?").waitFor();
    expect(new URL(page.url()).pathname).toBe(map.path);

    await letMembers(server, map, "commenter");
    await page.goto(pathname);
    await page
      .getByRole("heading", { name: "Dieser Kartenstand lässt sich nicht zeigen" })
      .waitFor();
    visitor.forgive(/403/);
    await page.getByRole("button", { name: "Zurück zur aktuellen Version" }).click();
    await card(page, THESIS).waitFor();
  });
});
