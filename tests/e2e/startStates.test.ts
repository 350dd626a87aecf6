// The start page's designed states, each looked at by axe and kept as a picture.
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { workerReady } from "./offlineReady.ts";
import { onlyTheStarterMap } from "./startMaps.ts";

/** The browser's own words about a server that is not there. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(() => onlyTheStarterMap(server.url));

async function ready(page: Page): Promise<void> {
  await page.getByRole("article").first().waitFor();
}

it("SP-8, LA-6: while the maps are on their way, their places are shown", async () => {
  const { page } = await visit(server.url);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/api/maps", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/");
  await page.getByText("Karten werden geladen").waitFor({ state: "attached" });
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "start-loading");
  letGo();
  await ready(page);
});

it("SP-8, LA-6: without any map the page says how to begin", async () => {
  const { page } = await visit(server.url, { as: server.owner });
  await page.goto("/");
  await page.getByRole("button", { name: /Aktionen für/ }).click();
  await page.getByRole("menuitem", { name: "In den Papierkorb" }).click();
  await page.getByRole("heading", { name: "Noch keine Karte" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "start-empty");
  await page.getByRole("main").getByRole("button", { name: "Neue Karte" }).last().click();
  await page.getByRole("dialog", { name: "Neue Karte" }).waitFor();
});

it("SP-8, SP-17, LA-6: without network and without anything known the page says so and tries again", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto("/nirgends");
  await page.getByRole("heading", { name: "Hier ist nichts" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "not-found");
  await workerReady(page);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Zu den Karten" }).click();
  await page.getByRole("heading", { name: "Die Karten konnten nicht geladen werden" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "start-error");
  // With a network again the page may be faster than the hand.
  await page.getByRole("button", { name: "Erneut versuchen" }).click();
  await page.context().setOffline(false);
  await ready(page);
  visitor.forgive(UNREACHABLE);
});

it("SP-8, LA-6: when the server goes, the last known maps stay, and the page recovers by itself", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto("/");
  await ready(page);
  const notice = page.getByText("Sie sehen den letzten bekannten Stand");
  await workerReady(page);
  await server.stop();
  try {
    await notice.waitFor();
    await ready(page);
    expect(await page.getByRole("button", { name: "Neue Karte" }).isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "start-offline");
  } finally {
    await server.restart();
  }
  await notice.waitFor({ state: "detached" });
  visitor.forgive(UNREACHABLE);
});

it("LA-5, LA-6: dark and light follow the system and the choice, which lasts", async () => {
  const { page } = await visit(server.url, { colorScheme: "dark" });
  const paper = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto("/");
  await ready(page);
  expect(await paper()).toBe("rgb(18, 24, 31)");
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "start-dark");
  await page.getByRole("button", { name: "Sprache und Darstellung" }).click();
  await page.getByRole("menuitemradio", { name: "Hell" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("menuitemradio", { name: "Hell" }).click();
  await expect.poll(paper).toBe("rgb(245, 241, 232)");
  await page.reload();
  await ready(page);
  expect(await paper()).toBe("rgb(245, 241, 232)");
});

it("LA-6, LA-7: at 390 px nothing is cut off", async () => {
  const { page } = await visit(server.url, { viewport: { width: 390, height: 844 } });
  await page.goto("/");
  await ready(page);
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "start-390");
  await page.getByRole("button", { name: "Neue Karte" }).click();
  const create = page.getByRole("button", { name: "Anlegen" });
  await create.waitFor();
  const box = await create.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 1000)).toBeLessThanOrEqual(390);
  expect((box?.y ?? 0) + (box?.height ?? 1000)).toBeLessThanOrEqual(844);
  await screenshot(page, "new-map-390");
});

it("LA-8: with forced colours the system's colours are used; with reduced motion nothing moves on", async () => {
  const { page } = await visit(server.url, { forcedColors: "active", reducedMotion: "reduce" });
  await page.goto("/");
  await ready(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "start-forced-colours");
  const [ground, canvas] = await page.evaluate(() => {
    const probe = document.createElement("div");
    document.body.append(probe);
    probe.style.background = "Canvas";
    const found = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return [getComputedStyle(document.documentElement).backgroundColor, found];
  });
  expect(ground).toBe(canvas);
  await page.evaluate(() => {
    const note = (): void => {
      const durations = document
        .getAnimations()
        .map(({ effect }) => Number(effect?.getTiming().duration ?? 0));
      window.longestMs = Math.max(window.longestMs ?? 0, ...durations);
    };
    for (const begin of ["animationstart", "transitionrun"]) {
      document.addEventListener(begin, note, { capture: true });
    }
  });
  await page.getByRole("button", { name: "Neue Karte" }).click();
  await page.getByRole("dialog", { name: "Neue Karte" }).waitFor();
  await page.evaluate(onceStill("undefined"));
  expect(await page.evaluate(() => window.longestMs ?? 0)).toBeLessThanOrEqual(1);
});

declare global {
  interface Window {
    /** Of whatever moved. */
    longestMs?: number;
  }
}
