// The canvas without a mouse, and with single clicks alone: everything that dragging does.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import {
  boxOf,
  card,
  drag,
  emptySpot,
  giveMap,
  middleOf,
  openMap,
  zoomOf,
  type TestMap,
} from "./canvasPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

const QUESTION = { id: "question", kind: "guiding-question", x: 0, y: 0 } as const;
const THESIS = { id: "the-thesis", kind: "thesis", x: 420, y: 0 } as const;
const DRIVER = { id: "a-driver", kind: "driver", x: 0, y: 300 } as const;

async function focusCanvas(page: Page): Promise<void> {
  await page.locator(".react-flow").focus();
}

function hasFocus(page: Page, id: string): Promise<unknown> {
  return waitFor(`the focus is on ${id}`, () =>
    card(page, id).evaluate((node) => node === document.activeElement),
  );
}

describe("the canvas with the keyboard", () => {
  it("CA-15: arrows walk from node to node, Space selects, and a selected node moves, a held key as one step", async () => {
    map = await giveMap(server, [QUESTION, THESIS, DRIVER]);
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("ArrowRight");
    await hasFocus(page, "question");
    await page.keyboard.press("ArrowRight");
    await hasFocus(page, "the-thesis");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowRight");
    // As a keyboard repeats it, all into the page's queue at once: between two that come slowly a step would end.
    await Promise.all([1, 2, 3].map(() => page.keyboard.press("ArrowDown")));
    await waitFor("moved", () => {
      const { x, y } = map.node("the-thesis").place;
      return x === 470 && y === 30;
    });
    await page.keyboard.press("Control+Z");
    await waitFor("back at once", () => map.node("the-thesis").place.y === 0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowLeft");
    await hasFocus(page, "question");
  });

  it("CA-16: N makes a node, Tab a linked child, Enter and F2 edit the title, Escape ends", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("n");
    await page.keyboard.type("Eins");
    await page.keyboard.press("Enter");
    const first = await waitFor("the first", () => map.titled("Eins"));
    await hasFocus(page, first.id);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Zwei");
    await page.keyboard.press("Escape");
    const second = await waitFor("the second", () => map.titled("Zwei"));
    await waitFor(
      "linked",
      () => map.linkBetween(first.id, second.id) ?? map.linkBetween(second.id, first.id),
    );
    await page.keyboard.press("F2");
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    await waitFor("edited", () => map.titled("Zwei!"));
  });

  it("CA-16: a selected node that is out of view is brought into it when its title is edited", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("ArrowDown");
    await hasFocus(page, "question");
    await page.keyboard.press("Space");
    const spot = await emptySpot(page);
    await drag(page, spot, { x: spot.x, y: spot.y - 600 });
    const y = async (): Promise<number> => (await boxOf(card(page, "question"))).y;
    await waitFor("it is out of view", async () => (await y()) < -50);
    await page.keyboard.press("F2");
    await waitFor("it is back", async () => (await y()) > 100);
    await card(page, "question").getByRole("textbox").fill("Wieder da");
    await page.keyboard.press("Enter");
    await waitFor("written", () => map.node("question").title === "Wieder da");
  });

  it("CA-17: L links the selected node with the one that the arrows and Enter choose", async () => {
    map = await giveMap(server, [QUESTION, THESIS, DRIVER]);
    const { page } = await openMap(server, map);
    await card(page, "the-thesis").click();
    await page.keyboard.press("l");
    await page.getByText("Verbinden mit").waitFor();
    await page.keyboard.press("ArrowLeft");
    await hasFocus(page, "question");
    await page.keyboard.press("Enter");
    await waitFor("linked", () => map.linkBetween("the-thesis", "question")?.kind === "answers");
    await page.getByRole("menuitem", { name: "beantwortet" }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("CA-18: Alt and arrows resize, ] and [ change what lies above, Mod+D duplicates, Delete deletes", async () => {
    map = await giveMap(server, [QUESTION, { ...THESIS, x: 60, y: 30 }]);
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("ArrowDown");
    await hasFocus(page, "question");
    await page.keyboard.press("Space");
    await page.keyboard.press("Alt+ArrowRight");
    await page.keyboard.press("Alt+ArrowRight");
    await waitFor("wider", () => map.node("question").size?.width === 250);
    const above = (): boolean => map.node("question").order > map.node("the-thesis").order;
    expect(above()).toBe(false);
    await page.keyboard.press("]");
    await waitFor("above", above);
    await page.keyboard.press("[");
    await waitFor("below", () => !above());
    await page.keyboard.press("Control+D");
    await waitFor("a copy", () => map.content().nodes.size === 3);
    await page.keyboard.press("Delete");
    await waitFor("the copy is gone", () => map.content().nodes.size === 2);
  });

  it("CA-19: links of the focused node are reached with Mod and arrows", async () => {
    map = await giveMap(
      server,
      [QUESTION, THESIS],
      [["the-link", "answers", "the-thesis", "question"]],
    );
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("ArrowDown");
    await hasFocus(page, "question");
    await page.keyboard.press("Control+ArrowRight");
    await page
      .getByText("Verbindung: the-thesis beantwortet question")
      .waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "stützt" }).press("Enter");
    await waitFor("another kind", () => map.content().links.get("the-link")?.kind === "supports");
  });

  it("CA-20: Shift+1 shows the whole map, + and - zoom, Shift+F10 opens the menu", async () => {
    map = await giveMap(server, [QUESTION, { ...THESIS, x: 4000, y: 3000 }]);
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("0");
    await waitFor("natural size", async () => Math.abs((await zoomOf(page)) - 1) < 0.01);
    await page.keyboard.press("+");
    await waitFor("larger", async () => (await zoomOf(page)) > 1.2);
    await page.keyboard.press("Shift+1");
    await waitFor("far out", async () => (await zoomOf(page)) < 0.4);
    // The arrow goes to what is in view: with the view still on its way that may be the other one.
    const pane = await boxOf(page.locator(".react-flow__pane"));
    await waitFor("both are in view", async () => {
      const boxes = await Promise.all(
        ["question", "the-thesis"].map((id) => boxOf(card(page, id))),
      );
      return boxes.every(
        ({ x, y, width, height }) =>
          x >= pane.x &&
          y >= pane.y &&
          x + width <= pane.x + pane.width &&
          y + height <= pane.y + pane.height,
      );
    });
    await page.keyboard.press("ArrowDown");
    await hasFocus(page, "question");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Löschen" }).press("Enter");
    await waitFor("deleted", () => map.content().nodes.size === 1);
  });

  it("CA-56: keys pressed while the view still moves count from where it moves to", async () => {
    map = await giveMap(server, [QUESTION, { ...THESIS, x: 2500 }]);
    const { page } = await openMap(server, map);
    await focusCanvas(page);
    await page.keyboard.press("ArrowDown");
    await hasFocus(page, "question");
    const farOut = await zoomOf(page);
    expect(farOut).toBeLessThan(0.6);
    // Both are in the page's queue before the first is answered.
    await Promise.all([page.keyboard.press("0"), page.keyboard.press("ArrowRight")]);
    await hasFocus(page, "the-thesis");
    await page.evaluate(onceStill("undefined"));
    expect(await zoomOf(page)).toBeCloseTo(1, 3);
    const pane = await boxOf(page.locator(".react-flow__pane"));
    const { x } = await middleOf(card(page, "the-thesis"));
    expect(Math.abs(x - (pane.x + pane.width / 2))).toBeLessThan(2);
  });

  it("CA-21: what the keyboard does is announced", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    const said = page.locator("[data-announcer]");
    await focusCanvas(page);
    await page.keyboard.press("ArrowDown");
    await hasFocus(page, "question");
    expect(await card(page, "question").getAttribute("aria-label")).toBe(
      "Leitfrage: question, 0 Verbindungen",
    );
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await waitFor("moved", async () => (await said.textContent()) === "„question“ verschoben");
    await page.keyboard.press("Delete");
    await waitFor("deleted", async () => (await said.textContent()) === "„question“ gelöscht");
  });
});

describe("the canvas with single clicks", () => {
  it("CA-22: a kind of the palette is placed by a second click", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    await page.getByRole("button", { name: "Treiber anlegen" }).click();
    const spot = await emptySpot(page);
    await page.mouse.click(spot.x, spot.y);
    await page.keyboard.type("Klick");
    const made = await waitFor("made", () => map.titled("Klick"));
    expect(made.kind).toBe("driver");
    const { x } = await middleOf(card(page, made.id));
    expect(Math.abs(x - spot.x)).toBeLessThan(20);
  });

  it("CA-23: the tools at the selection link, move, resize, change kinds, duplicate and delete", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const { page } = await openMap(server, map);
    const tools = page.getByRole("toolbar", { name: "Auswahl bearbeiten" });
    const tool = (name: string) => tools.getByRole("button", { name, exact: true });
    await card(page, "the-thesis").click();
    await tool("Verbindung von hier …").click();
    await card(page, "question").click();
    await waitFor("linked", () => map.linkBetween("the-thesis", "question"));
    await page.getByRole("menuitem", { name: "beantwortet" }).click();
    await card(page, "the-thesis").click();
    // What is selected is shown beside the canvas, which is narrower then.
    await page.getByRole("textbox", { name: "Titel", exact: true }).waitFor();
    await tool("Verschieben …").click();
    const spot = await emptySpot(page);
    await page.mouse.click(spot.x, spot.y);
    await waitFor("moved", () => map.node("the-thesis").place.y > 100);
    await tool("Größer").click();
    await waitFor("larger", () => map.node("the-thesis").size?.width === 270);
    await tool("Art ändern").click();
    await page.getByRole("menuitem", { name: "Standpunkt" }).click();
    await waitFor("another kind", () => map.node("the-thesis").kind === "standpoint");
    await tool("Duplizieren").click();
    await waitFor("a copy", () => map.content().nodes.size === 3);
    await tool("Löschen").click();
    await waitFor("gone", () => map.content().nodes.size === 2);
  });
});
