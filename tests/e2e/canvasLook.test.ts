// The canvas for those who see it differently: narrow, dark, in system colours, without motion; and what axe says of it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NODE_KINDS } from "#shared/map/kinds.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, middleOf, openMap, type TestMap } from "./canvasPage.ts";
import { inspect } from "./inspectorPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

async function mapOfAllKinds(): Promise<TestMap> {
  return await giveMap(
    server,
    NODE_KINDS.map((kind, index) => ({
      id: `kind-${kind}`.slice(0, 40),
      kind,
      title: `Ein Titel für ${kind}`,
      x: (index % 5) * 300,
      y: Math.floor(index / 5) * 180,
      ...(kind === "region" ? { size: { width: 300, height: 160 } } : {}),
    })),
    [
      ["link-one", "supports", "kind-thesis", "kind-guiding-question"],
      ["link-two", "contradicts", "kind-standpoint", "kind-thesis"],
    ],
  );
}

describe("the look of the canvas", () => {
  it("CA-34: has no fault that axe knows, with nothing selected, with a selection, and while a title is edited", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map);
    expect(await accessibilityFaults(page)).toEqual([]);
    await inspect(page, "kind-thesis");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("F2");
    await card(page, "kind-thesis").getByRole("textbox").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("CA-34: has no fault that axe knows in dark, and while a menu is open", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map, { colorScheme: "dark" });
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "canvas-dark");
    await card(page, "kind-thesis").click({ button: "right" });
    await page.getByRole("menu").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("CA-35: kinds differ by form where colours are the system's", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map, { forcedColors: "active" });
    await screenshot(page, "canvas-forced-colours");
    const forms = await page.locator("[data-node]").evaluateAll((nodes) =>
      nodes.map((node) => {
        const form = getComputedStyle(node);
        return [
          form.borderRadius,
          form.getPropertyValue("corner-shape"),
          form.borderStyle,
          form.boxShadow,
          form.backgroundImage,
          getComputedStyle(node, "::after").content,
        ].join(" | ");
      }),
    );
    expect(forms).toHaveLength(NODE_KINDS.length);
    // Actor and vision, question and standpoint are all round: by how much and where is told apart, too.
    expect(new Set(forms).size).toBe(NODE_KINDS.length);
  });

  it("CA-46: cards have the size they are given before they are drawn", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map);
    await page.evaluate(() => document.fonts.ready);
    const drawn = await page
      .locator("[data-node]")
      .evaluateAll((nodes) =>
        nodes.map((node) => [
          node.getAttribute("data-node") ?? "",
          node instanceof HTMLElement ? node.offsetHeight : 0,
        ]),
      );
    const expected = [...map.content().nodes.values()].map((node) => [
      node.id,
      estimateSize(node).height,
    ]);
    expect(new Map(drawn as [string, number][])).toEqual(new Map(expected as [string, number][]));
  });

  it("CA-36: fits a window of 390 pixels, with targets large enough for fingers", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.getByRole("button", { name: "Ganze Karte zeigen" }).waitFor();
    await screenshot(page, "canvas-390");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const sizes = await page.locator("[data-canvas] button:visible").evaluateAll((buttons) =>
      buttons.map((button) => {
        const { width, height } = button.getBoundingClientRect();
        return Math.min(width, height);
      }),
    );
    expect(sizes).not.toEqual([]);
    expect(sizes.filter((size) => size < 24)).toEqual([]);
  });

  it("CA-37: a long press with a finger opens the menu of what lies there", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map, { hasTouch: true });
    const at = await middleOf(card(page, "kind-thesis"));
    const session = await page.context().newCDPSession(page);
    const touchPoints = [{ x: at.x, y: at.y }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await page.getByRole("menuitem", { name: "Titel bearbeiten" }).waitFor();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  });

  it("CA-38: far out, nodes are blocks with a large short title, of the size they had", async () => {
    map = await mapOfAllKinds();
    const { page } = await openMap(server, map);
    const heightOf = (): Promise<number> =>
      card(page, "kind-thesis").evaluate((node) =>
        node instanceof HTMLElement ? node.offsetHeight : 0,
      );
    const near = await heightOf();
    for (let step = 0; step < 6; step++) await page.keyboard.press("-");
    await page.locator('[data-detail="far"]').waitFor();
    await page.evaluate(onceStill("undefined"));
    expect(await heightOf()).toBe(near);
    const block = await card(page, "kind-thesis")
      .locator("[data-title]")
      .evaluate((title) => {
        const { content, visibility, fontSize } = getComputedStyle(title, "::after");
        return { content, visibility, large: Number.parseInt(fontSize, 10) > 20 };
      });
    expect(block).toEqual({
      content: '"Ein Titel für thesis"',
      visibility: "visible",
      large: true,
    });
    await waitFor("no link is labelled", async () => {
      return (await page.locator("text[data-link]").count()) === 0;
    });
  });
});
