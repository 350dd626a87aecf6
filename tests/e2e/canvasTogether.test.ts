// Two people on one canvas: what each sees of the other, and what becomes of it when both do something at once.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, giveMap, middleOf, openMap, zoomOf, type TestMap } from "./canvasPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

const QUESTION = { id: "question", kind: "guiding-question", title: "Frage", x: 0, y: 0 } as const;
const THESIS = { id: "the-thesis", kind: "thesis", title: "These", x: 420, y: 0 } as const;

async function together(): Promise<[Page, Page]> {
  const jana = await openMap(server, map, { as: await server.newMember("Jana") });
  const ben = await openMap(server, map, { as: await server.newMember("Ben") });
  return [jana.page, ben.page];
}

describe("two people on one canvas", () => {
  it("CA-24: see each other's pointer with its name, at the same place of the map", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const [jana, ben] = await together();
    const target = await middleOf(card(jana, "the-thesis"));
    await jana.mouse.move(target.x - 30, target.y);
    await jana.mouse.move(target.x, target.y, { steps: 4 });
    const cursor = ben.locator("[data-cursor]", { hasText: "Jana" });
    await cursor.waitFor();
    const there = await middleOf(card(ben, "the-thesis"));
    await waitFor("the pointer is on the thesis", async () => {
      const { x, y } = await boxOf(cursor);
      return Math.abs(x - there.x) < 6 && Math.abs(y - there.y) < 6;
    });
    await jana.mouse.move(2, 2);
    await cursor.waitFor({ state: "hidden" });
  });

  it("CA-25: see a ghost with a name while the other drags, and no change before the other lets go", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const [jana, ben] = await together();
    const start = await middleOf(card(jana, "question"));
    const before = await boxOf(card(ben, "question"));
    await jana.mouse.move(start.x, start.y);
    await jana.mouse.down();
    await jana.mouse.move(start.x, start.y + 6);
    await jana.mouse.move(start.x, start.y + 150, { steps: 10 });
    const ghost = ben.locator('[data-ghost="question"]');
    await waitFor("the ghost is there", async () => (await boxOf(ghost)).y > before.y + 120);
    expect(await ghost.textContent()).toBe("Jana");
    expect(map.node("question").place.y).toBe(0);
    await screenshot(ben, "canvas-ghost");
    await jana.mouse.up();
    await ghost.waitFor({ state: "detached" });
    await waitFor(
      "the node is there",
      async () => (await boxOf(card(ben, "question"))).y > before.y + 120,
    );
  });

  it("CA-26: see who selected a node, and that somebody edits its title", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const [jana, ben] = await together();
    await card(jana, "the-thesis").click();
    const frame = ben.locator('.react-flow__node[data-id="the-thesis"]');
    await frame.getByTitle("Jana").getByText("J", { exact: true }).waitFor();
    await jana.keyboard.press("F2");
    await frame.getByText("Jana bearbeitet").waitFor();
    await screenshot(ben, "canvas-editing");
    await jana.keyboard.press("Escape");
    await frame.getByText("Jana bearbeitet").waitFor({ state: "detached" });
  });

  it("CA-27: write in one title at once: all letters stay, and each caret stays in its words", async () => {
    map = await giveMap(server, [{ ...QUESTION, title: "Kommune" }]);
    const [jana, ben] = await together();
    for (const page of [jana, ben]) await card(page, "question").dblclick();
    await jana.keyboard.press("Home");
    await ben.keyboard.press("End");
    await Promise.all([
      jana.keyboard.type("Die digitale ", { delay: 25 }),
      ben.keyboard.type(" der Zukunft", { delay: 25 }),
    ]);
    const both = "Die digitale Kommune der Zukunft";
    await waitFor("all letters", () => map.titled(both));
    for (const page of [jana, ben]) {
      const field = page.getByRole("textbox", { name: "Titel (Leitfrage)" });
      await waitFor("shown to both", async () => (await field.inputValue()) === both);
    }
    const caret = await jana
      .getByRole("textbox", { name: "Titel (Leitfrage)" })
      .evaluate((field) => (field instanceof HTMLTextAreaElement ? field.selectionStart : -1));
    expect(caret).toBe("Die digitale ".length);
  });

  it("CA-28: undo takes back one's own change and leaves the other's", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const [jana, ben] = await together();
    await card(jana, "question").click();
    await jana.keyboard.press("ArrowDown");
    await waitFor("Jana moved", () => map.node("question").place.y === 10);
    await card(ben, "the-thesis").click();
    await ben.keyboard.press("ArrowDown");
    await waitFor("Ben moved", () => map.node("the-thesis").place.y === 10);
    await jana.keyboard.press("Control+Z");
    await waitFor("only Jana's is undone", () => map.node("question").place.y === 0);
    expect(map.node("the-thesis").place.y).toBe(10);
  });

  it("CA-29: whoever follows somebody sees what they see, until moving the map by hand", async () => {
    map = await giveMap(server, [QUESTION, { ...THESIS, x: 3000, y: 2000 }]);
    const [jana, ben] = await together();
    await ben.getByRole("button", { name: /Jana/ }).first().click();
    const following = ben.getByText(/Sie folgen/);
    await following.waitFor();
    await card(jana, "the-thesis").click();
    await jana.keyboard.press("Shift+2");
    await waitFor("Ben sees it as large", async () => Math.abs((await zoomOf(ben)) - 1) < 0.01);
    await card(ben, "the-thesis").waitFor();
    const pane = await boxOf(ben.locator(".react-flow__pane"));
    await ben.mouse.move(pane.x + pane.width / 2, pane.y + 80);
    await ben.mouse.wheel(0, 200);
    await following.waitFor({ state: "detached" });
  });

  it("CA-30: whoever edits a title that somebody deletes is told, and writes no further", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const [jana, ben] = await together();
    await card(jana, "the-thesis").dblclick();
    await jana.keyboard.type("Mein Gedanke");
    await waitFor("written", () => map.titled("Mein Gedanke"));
    await card(ben, "the-thesis").click();
    await ben.keyboard.press("Delete");
    await card(jana, "the-thesis").waitFor({ state: "detached" });
    await jana.getByText("Mein Gedanke").first().waitFor();
    expect(map.content().nodes.size).toBe(1);
  });
});
