// The canvas with the mouse: making, linking, moving, resizing, regions, deleting, copying. What counts is what another
// client on the same map sees.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
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
  panelBeside,
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

describe("the canvas with the mouse", () => {
  it("CA-1: a double-click makes a node there, with the cursor in its title", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    const spot = await emptySpot(page);
    await page.mouse.dblclick(spot.x, spot.y);
    await page.keyboard.type("Neue Stimme");
    const made = await waitFor("the node is on the server", () => map.titled("Neue Stimme"));
    await page.keyboard.press("Enter");
    const { x, y } = await middleOf(card(page, made.id));
    expect(Math.abs(x - spot.x)).toBeLessThan(20);
    expect(Math.abs(y - spot.y)).toBeLessThan(30);
    // What was written slowly is taken back in several steps.
    await waitFor("undone", async () => {
      await page.keyboard.press("Control+Z");
      return map.content().nodes.size === 1;
    });
  });

  it("CA-2: dragging from a node's edge to another makes a link and asks for its kind", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const { page } = await openMap(server, map);
    const from = await boxOf(card(page, "the-thesis"));
    const to = await middleOf(card(page, "question"));
    await drag(page, { x: from.x - 3, y: from.y + from.height / 2 }, to);
    const link = await waitFor("a link", () => map.linkBetween("the-thesis", "question"));
    expect(link.kind).toBe("answers");
    await page.getByRole("menuitem", { name: "widerspricht" }).click();
    await waitFor("the kind", () => map.content().links.get(link.id)?.kind === "contradicts");
  });

  it("CA-3: dropping a link on empty canvas makes the linked node in the same undo step", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    const from = await boxOf(card(page, "question"));
    await drag(page, { x: from.x + from.width + 4, y: from.y + 20 }, await emptySpot(page));
    await waitFor(
      "node and link",
      () => map.content().nodes.size === 2 && map.content().links.size === 1,
    );
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Z");
    await waitFor(
      "both gone",
      () => map.content().nodes.size === 1 && map.content().links.size === 0,
    );
  });

  it("CA-4: dragging moves all selected nodes; one drag is one undo step", async () => {
    map = await giveMap(server, [QUESTION, THESIS]);
    const { page } = await openMap(server, map);
    await card(page, "question").click();
    await card(page, "the-thesis").click({ modifiers: ["Shift"] });
    await panelBeside(page);
    const start = await middleOf(card(page, "question"));
    await drag(page, start, { x: start.x + 60, y: start.y + 120 });
    const zoom = await zoomOf(page);
    await waitFor(
      "both moved",
      () => map.node("question").place.y > 0 && map.node("the-thesis").place.y > 0,
    );
    const { place } = map.node("question");
    expect(Math.abs(place.y - 120 / zoom)).toBeLessThan(8);
    expect(map.node("the-thesis").place).toEqual({ ...place, x: place.x + 420 });
    await page.keyboard.press("Control+Z");
    await waitFor(
      "both back",
      () => map.node("question").place.y === 0 && map.node("the-thesis").place.y === 0,
    );
  });

  it("CA-5: Escape gives up a running drag", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    const before = await boxOf(card(page, "question"));
    const start = await middleOf(card(page, "question"));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 90, start.y + 90, { steps: 8 });
    await page.keyboard.press("Escape");
    await page.mouse.move(start.x + 140, start.y + 90, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(card(page, "question"))).x).toBe(before.x);
    expect(map.node("question").place).toEqual({ parentId: null, x: 0, y: 0 });
  });

  it("CA-6: the corner of a selected node makes it larger, as one undo step", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    await card(page, "question").click();
    const { x, y, width, height } = await boxOf(card(page, "question"));
    await drag(page, { x: x + width, y: y + height }, { x: x + width + 90, y: y + height + 60 });
    const size = await waitFor("a size", () => map.node("question").size);
    expect(size.width).toBeGreaterThan(280);
    expect(size.height).toBeGreaterThan(100);
    await page.keyboard.press("Control+Z");
    await waitFor("as before", () => map.node("question").size === null);
  });

  it("CA-7: a node dropped on a region lies in it, and dragged out no longer", async () => {
    map = await giveMap(server, [
      { id: "the-region", kind: "region", x: 400, y: 0, size: { width: 420, height: 320 } },
      { id: "the-note", x: 0, y: 80 },
    ]);
    const { page } = await openMap(server, map);
    const start = await middleOf(card(page, "the-note"));
    const inside = await middleOf(card(page, "the-region"));
    await drag(page, start, inside);
    await waitFor("in the region", () => map.node("the-note").place.parentId === "the-region");
    await panelBeside(page);
    // The map may have moved with it.
    const moved = await middleOf(card(page, "the-region"));
    await drag(page, await middleOf(card(page, "the-note")), {
      x: start.x + moved.x - inside.x,
      y: start.y + moved.y - inside.y,
    });
    await waitFor("out of it", () => map.node("the-note").place.parentId === null);
    const { x, y } = map.node("the-note").place;
    expect(Math.abs(x)).toBeLessThan(8);
    expect(Math.abs(y - 80)).toBeLessThan(8);
    await page.keyboard.press("Control+Z");
    await waitFor("in it again", () => map.node("the-note").place.parentId === "the-region");
  });

  it("CA-8: a region takes along what lies in it", async () => {
    map = await giveMap(server, [
      {
        id: "the-region",
        kind: "region",
        title: "Gebiet",
        x: 0,
        y: 0,
        size: { width: 420, height: 320 },
      },
      { id: "the-note", x: 40, y: 80, parentId: "the-region" },
    ]);
    const { page } = await openMap(server, map);
    const fromRegion = async (): Promise<{ x: number; y: number }> => {
      const [region, note] = [
        await boxOf(card(page, "the-region")),
        await boxOf(card(page, "the-note")),
      ];
      return { x: note.x - region.x, y: note.y - region.y };
    };
    const before = await fromRegion();
    const tab = await middleOf(card(page, "the-region").locator("[data-title]"));
    await drag(page, tab, { x: tab.x + 80, y: tab.y + 40 });
    await waitFor("moved", () => map.node("the-region").place.x > 0);
    expect(map.node("the-note").place).toEqual({ parentId: "the-region", x: 40, y: 80 });
    await panelBeside(page);
    const after = await fromRegion();
    expect(Math.abs(after.x - before.x)).toBeLessThan(1);
    expect(Math.abs(after.y - before.y)).toBeLessThan(1);
  });

  it("CA-9: deleting a node deletes its links, and one undo brings all back", async () => {
    map = await giveMap(
      server,
      [QUESTION, THESIS],
      [["the-link", "answers", "the-thesis", "question"]],
    );
    const { page } = await openMap(server, map);
    await card(page, "the-thesis").click();
    await page.keyboard.press("Delete");
    await waitFor("gone", () => map.content().nodes.size === 1 && map.content().links.size === 0);
    await page.keyboard.press("Control+Z");
    await waitFor("back", () => map.content().nodes.size === 2 && map.content().links.size === 1);
  });

  it("CA-10: a link is selected by a click on it, and deleted alone", async () => {
    map = await giveMap(
      server,
      [QUESTION, THESIS],
      [["the-link", "answers", "the-thesis", "question"]],
    );
    const { page } = await openMap(server, map);
    const label = await middleOf(page.locator('text[data-link="the-link"]'));
    await page.mouse.click(label.x, label.y);
    await page.getByRole("toolbar", { name: "Auswahl bearbeiten" }).waitFor();
    await page.keyboard.press("Delete");
    await waitFor("gone", () => map.content().links.size === 0);
    expect(map.content().nodes.size).toBe(2);
  });

  it("CA-10: the line of a link is wide enough to be hit, and empty canvas beside it is not the link", async () => {
    map = await giveMap(
      server,
      [QUESTION, THESIS],
      [["the-link", "answers", "the-thesis", "question"]],
    );
    const { page } = await openMap(server, map);
    const line = await page.locator('path[data-link="the-link"]').evaluate((path) => {
      if (!(path instanceof SVGPathElement)) throw new Error("no path");
      const { x, y } = path
        .getPointAtLength(path.getTotalLength() * 0.12)
        .matrixTransform(path.getScreenCTM() ?? undefined);
      return { x, y };
    });
    const tools = page.getByRole("toolbar", { name: "Auswahl bearbeiten" });
    await page.mouse.move(line.x, line.y + 4);
    await page.locator('.react-flow[data-pointing="link"]').waitFor();
    await page.mouse.click(line.x, line.y + 4);
    await tools.waitFor();
    await page.mouse.click(line.x, line.y + 60);
    await tools.waitFor({ state: "hidden" });
    await page.mouse.dblclick(line.x, line.y - 4);
    await page.getByRole("menuitem", { name: "widerspricht" }).waitFor();
    expect(map.content().nodes.size).toBe(2);
  });

  it("CA-48: tools wait until what is dragged is let go of, and then stand at it", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    const tools = page.getByRole("toolbar", { name: "Auswahl bearbeiten" });
    const start = await middleOf(card(page, "question"));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 60, start.y + 90, { steps: 8 });
    await page.locator(".react-flow__node.selected").waitFor();
    expect(await tools.isVisible()).toBe(false);
    const inspector = page.getByRole("complementary", { name: "Eigenschaften" });
    const isAway = inspector.waitFor({ timeout: 1_000 }).then(
      () => false,
      () => true,
    );
    for (let step = 0; step < 20; step++) await page.mouse.move(start.x + 60 + step, start.y + 90);
    expect(await isAway).toBe(true);
    await page.mouse.up();
    await tools.waitFor();
    await inspector.waitFor();
    const node = await middleOf(card(page, "question"));
    await expect
      .poll(async () => {
        const { x, width } = await boxOf(tools);
        return Math.abs(x + width / 2 - node.x);
      })
      .toBeLessThan(40);
  });

  it("CA-57: what is selected at the right edge stays in sight when the inspector opens there", async () => {
    map = await giveMap(server, [
      { id: "the-left", kind: "note", x: 0, y: 0 },
      { id: "the-right", kind: "note", x: 900, y: 0 },
    ]);
    const { page } = await openMap(server, map);
    const before = await boxOf(page.locator(".react-flow__pane"));
    const node = await boxOf(card(page, "the-right"));
    await card(page, "the-right").click();
    await page.getByRole("textbox", { name: "Titel", exact: true }).waitFor();
    await waitFor("it is seen wholly", async () => {
      const pane = await boxOf(page.locator(".react-flow__pane"));
      const { x, width } = await boxOf(card(page, "the-right"));
      return pane.width < before.width - 200 && x + width <= pane.x + pane.width;
    });
    await page.evaluate(onceStill("undefined"));
    const pane = await boxOf(page.locator(".react-flow__pane"));
    expect(node.x + node.width).toBeGreaterThan(pane.x + pane.width);
    const { x, width } = await boxOf(card(page, "the-right"));
    expect(pane.x + pane.width - x - width).toBeLessThan(24);
  });

  it("CA-11: what is copied in one map is pasted in another where the pointer is, with its links", async () => {
    map = await giveMap(
      server,
      [QUESTION, THESIS],
      [["the-link", "answers", "the-thesis", "question"]],
    );
    const other = await giveMap(server, []);
    const { page } = await openMap(server, map);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator(".react-flow").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+C");
    const second = await page.context().newPage();
    await second.goto(other.path);
    await second.locator(".react-flow__pane").click({ position: { x: 400, y: 300 } });
    await second.keyboard.press("Control+V");
    await waitFor(
      "pasted",
      () => other.content().nodes.size === 2 && other.content().links.size === 1,
    );
    expect([...other.content().nodes.keys()]).not.toContain("question");
    await second.keyboard.press("Control+Z");
    await waitFor("one undo step", () => other.content().nodes.size === 0);
    other.close();
  });

  it("CA-12: pasted plain text becomes a note for each line", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(() => navigator.clipboard.writeText("Erstens\n\n- Zweitens\n"));
    await page.locator(".react-flow").focus();
    await page.keyboard.press("Control+V");
    await waitFor("two notes", () => map.titled("Erstens") && map.titled("Zweitens"));
    expect(map.content().nodes.size).toBe(3);
  });

  it("CA-13: Shift and dragging selects what lies in the frame", async () => {
    map = await giveMap(server, [QUESTION, THESIS, { id: "far-away", x: 0, y: 600 }]);
    const { page } = await openMap(server, map);
    const a = await boxOf(card(page, "question"));
    const b = await boxOf(card(page, "the-thesis"));
    await page.keyboard.down("Shift");
    // The page shows that Shift is held before the frame is drawn.
    await page.locator(".react-flow__pane.selection").waitFor();
    await drag(
      page,
      { x: a.x - 14, y: a.y - 14 },
      { x: b.x + b.width + 14, y: b.y + b.height + 14 },
    );
    await page.keyboard.up("Shift");
    await page.keyboard.press("Delete");
    await waitFor("the third is left", () => map.content().nodes.size === 1);
    expect(map.node("far-away").title).toBe("far-away");
  });

  it("CA-14: a kind dragged from the palette becomes a node where it is let go of", async () => {
    map = await giveMap(server, [QUESTION]);
    const { page } = await openMap(server, map);
    const spot = await emptySpot(page);
    await drag(page, await middleOf(page.getByRole("button", { name: "Treiber anlegen" })), spot);
    const made = await waitFor("a driver", () => {
      const nodes = [...map.content().nodes.values()];
      return nodes.find(({ kind }) => kind === "driver");
    });
    const { x } = await middleOf(card(page, made.id));
    expect(Math.abs(x - spot.x)).toBeLessThan(20);
  });
});
