// The outline in a real browser: by mouse, by keyboard, on a large map.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { choose, inspector, outline } from "./inspectorPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(async () => {
  await server.remove();
});

async function regionMap(): Promise<TestMap> {
  map = await giveMap(
    server,
    [
      {
        id: "gebiet-001",
        kind: "region",
        title: "Bremen",
        x: 40,
        y: 40,
        size: { width: 320, height: 220 },
      },
      {
        id: "these-0001",
        kind: "thesis",
        title: "Übergang gelingt",
        x: 40,
        y: 80,
        parentId: "gebiet-001",
      },
      { id: "treiber-01", kind: "driver", title: "Digitalisierung", x: 60, y: 420 },
      { id: "fern-00001", kind: "actor", title: "Weit entfernt", x: 9_000, y: 7_000 },
    ],
    [["wirkung-01", "influences", "treiber-01", "these-0001"]],
  );
  return map;
}

async function openOutline(page: Page): Promise<ReturnType<typeof outline>> {
  await page.getByRole("button", { name: "Gliederung" }).first().click();
  const panel = outline(page);
  await panel.getByRole("tree").waitFor();
  return panel;
}

function focusedRow(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.textContent ?? null);
}

describe("outline in the browser", () => {
  it("IN-10: groups by kind or region, filters, and choosing a row selects and shows the node", async () => {
    const { page } = await openMap(server, await regionMap());
    const panel = await openOutline(page);
    await panel.getByRole("treeitem", { name: /^These\s*, 1 Knoten/ }).waitFor();
    await panel
      .getByRole("treeitem", { name: /^Digitalisierung\s*, Treiber, 1 Verbindung/ })
      .waitFor();
    await screenshot(page, "outline");
    expect(await accessibilityFaults(page)).toEqual([]);
    await panel.getByRole("treeitem", { name: /^Weit entfernt/ }).click();
    await waitFor("the node is in view", () => card(page, "fern-00001").isVisible());
    await inspector(page).getByRole("heading", { name: "Akteur" }).waitFor();
    await panel.getByLabel("Titel filtern").fill("ubergang");
    await panel.getByText("1 Knoten gefunden").waitFor();
    await panel.getByLabel("Titel filtern").fill("");
    await choose(panel, "Gliedern nach", "Gebiet");
    const inside = panel.getByRole("treeitem", { name: /^Übergang gelingt/ });
    expect(await inside.getAttribute("aria-level")).toBe("2");
    await panel.getByLabel("Titel filtern").fill("gibt es nicht");
    await panel.getByText("Kein Knoten passt dazu.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("IN-11: everything goes by keyboard: walking, folding, finding by letter, going there, renaming", async () => {
    const { page } = await openMap(server, await regionMap());
    const panel = await openOutline(page);
    await panel.getByLabel("Titel filtern").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focusedRow(page)).toMatch(/^Treiber, 1 Knoten/);
    await page.keyboard.press("ArrowLeft");
    await waitFor("folded", async () => (await panel.getByRole("treeitem").count()) === 7);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await focusedRow(page)).toMatch(/^Digitalisierung/);
    await page.keyboard.press("w");
    expect(await focusedRow(page)).toMatch(/^Weit entfernt/);
    await page.keyboard.press("Enter");
    await waitFor("the node is in view", () => card(page, "fern-00001").isVisible());
    const row = panel.getByRole("treeitem", { name: /^Weit entfernt/ });
    expect(await row.getAttribute("aria-selected")).toBe("true");
    expect(await focusedRow(page)).toMatch(/^Weit entfernt/);
    await page.keyboard.press("F2");
    await page.keyboard.type("Ganz nah");
    await page.keyboard.press("Enter");
    await waitFor("the title is saved", () => map.node("fern-00001").title === "Ganz nah");
    await waitFor(
      "the focus is back",
      async () => (await focusedRow(page))?.startsWith("Ganz nah") === true,
    );
    await page.keyboard.press("Home");
    expect(await focusedRow(page)).toMatch(/^Treiber, 1 Knoten/);
  });

  it("IN-12: of five thousand nodes only what is in view is drawn, and End reaches the last", async () => {
    map = await giveMap(
      server,
      Array.from({ length: 5_000 }, (_, index) => ({
        id: `knoten-${String(index).padStart(4, "0")}`,
        kind: index % 2 === 0 ? ("driver" as const) : ("thesis" as const),
        title: `Knoten ${index}`,
        x: (index % 100) * 260,
        y: Math.floor(index / 100) * 120,
      })),
    );
    const { page } = await openMap(server, map);
    const panel = await openOutline(page);
    await panel.getByText("5000 Knoten").waitFor();
    expect(await panel.getByRole("treeitem").count()).toBeLessThan(80);
    await panel.getByRole("treeitem").first().focus();
    await page.keyboard.press("End");
    expect(await focusedRow(page)).toMatch(/^Knoten 4999, These, 0 Verbindungen/);
    expect(await panel.getByRole("treeitem").count()).toBeLessThan(80);
    await panel.getByLabel("Titel filtern").fill("4242");
    await panel.getByText("1 Knoten gefunden").waitFor();
    await screenshot(page, "outline-5000");
  });

  it("IN-13: the outline fits a narrow window in dark colours, and axe finds nothing", async () => {
    const { page } = await openMap(server, await regionMap(), {
      viewport: { width: 390, height: 800 },
      colorScheme: "dark",
    });
    await page.getByRole("button", { name: "Mehr", exact: true }).click();
    await page.getByRole("menuitem", { name: "Gliederung" }).click();
    await outline(page).getByRole("tree").waitFor();
    await screenshot(page, "outline-390-dark");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
