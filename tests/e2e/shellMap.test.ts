// The frame of an open map: bar, people, palette, keys. What happens on the canvas is tested elsewhere.
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit, visitTogether, type VisitOptions } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { onlyTheStarterMap, STARTER } from "./startMaps.ts";

let server: ServerProcess;
let path = "";
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  path = `/karte/${await onlyTheStarterMap(server.url)}`;
});

async function ready(page: Page): Promise<void> {
  await page.locator("[data-save-state=saved]").waitFor();
  await page.locator(".react-flow__node").first().waitFor();
}

async function openMap(options: VisitOptions = {}): Promise<Page> {
  const { page } = await visit(server.url, options);
  await page.goto(path);
  await ready(page);
  return page;
}

async function openTogether(): Promise<[Page, Page]> {
  const [one, other] = await visitTogether(server.url, path);
  await Promise.all([ready(one.page), ready(other.page)]);
  return [one.page, other.page];
}

it("SP-10, SP-11: a title written in the bar is saved, and reaches the others and the tab", async () => {
  const [page, other] = await openTogether();
  await page.getByLabel("Titel der Karte").fill("Gemeinsamer Titel");
  await page.getByText(/^Gespeichert um \d\d:\d\d$/).waitFor();
  await waitFor("the other has it", async () => {
    return (await other.getByLabel("Titel der Karte").inputValue()) === "Gemeinsamer Titel";
  });
  await expect.poll(() => other.title()).toBe("Gemeinsamer Titel · Zukunftslandkarte");
});

it("SP-11: letters of others do not move the caret within one's own text", async () => {
  const [page, other] = await openTogether();
  const mine = page.getByLabel("Titel der Karte");
  await mine.fill("Anfang Ende");
  await waitFor("the other has it", async () => {
    return (await other.getByLabel("Titel der Karte").inputValue()) === "Anfang Ende";
  });
  await mine.evaluate((input: HTMLInputElement) => input.setSelectionRange(6, 6));
  await page.keyboard.type("s");
  await other.getByLabel("Titel der Karte").press("Home");
  await other.keyboard.type("Der ");
  // What it was instead tells more than that it was not.
  await expect.poll(() => mine.inputValue()).toBe("Der Anfangs Ende");
  await page.keyboard.type("punkt und");
  expect(await mine.inputValue()).toBe("Der Anfangspunkt und Ende");
});

it("SP-11: letters of others do not put a caret back that was just moved", async () => {
  const [page, other] = await openTogether();
  const mine = page.getByLabel("Titel der Karte");
  const theirs = other.getByLabel("Titel der Karte");
  await mine.fill("Anfang Ende");
  await waitFor("the other has it", async () => (await theirs.inputValue()) === "Anfang Ende");
  // As on a busy machine: the page's own word that the caret has moved comes after what others write.
  await mine.press("End");
  await page.evaluate(() => {
    const hold = (event: Event): void => event.stopImmediatePropagation();
    for (const type of ["selectionchange", "select", "keyup"])
      window.addEventListener(type, hold, true);
  });
  await page.keyboard.press("Home");
  await theirs.press("End");
  await other.keyboard.type("!");
  await waitFor("it is here", async () => (await mine.inputValue()) === "Anfang Ende!");
  await page.keyboard.type("Der ");
  await expect.poll(() => mine.inputValue()).toBe("Der Anfang Ende!");
});

it("SP-11: letters of others do not disturb an accent that is being composed", async () => {
  const [page, other] = await openTogether();
  const mine = page.getByLabel("Titel der Karte");
  const theirs = other.getByLabel("Titel der Karte");
  await mine.fill("Caf Mitte");
  await waitFor("the other has it", async () => (await theirs.inputValue()) === "Caf Mitte");
  await mine.press("Home");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: "´", selectionStart: 1, selectionEnd: 1 });
  await theirs.press("Home");
  await other.keyboard.type("Das ");
  await waitFor("it is written", async () => (await theirs.inputValue()) === "Das Caf Mitte");
  await page.getByRole("heading", { name: "Das Caf Mitte" }).waitFor({ state: "attached" });
  await keyboard.send("Input.insertText", { text: "é" });
  await expect.poll(() => mine.inputValue()).toBe("Das Café Mitte");
  await page.keyboard.type("s");
  await expect.poll(() => theirs.inputValue()).toBe("Das Cafés Mitte");
});

it("SP-12: Ctrl+K goes to a node and runs a command, by keyboard alone", async () => {
  const page = await openMap();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Suchen und Befehle" });
  await palette.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.type("epochal");
  await palette.getByRole("menuitem", { name: /Epochaler Wandel/ }).waitFor();
  await screenshot(page, "palette");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await palette.waitFor({ state: "detached" });
  await page.locator(".react-flow__node.selected", { hasText: "Epochaler Wandel" }).waitFor();
  await page.getByRole("complementary", { name: "Eigenschaften" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gliederung");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Gliederung" }).waitFor();
});

it("SP-21: what is typed for the palette or a comment before its code is there is written there, and does nothing to the map", async () => {
  const { page } = await visit(server.url, { serviceWorkers: "block" });
  const arrive = new Map<string, () => Promise<void>>();
  await page.route(/assets\/(?:CommandPalette|ThreadWindow)-.*\.js/, (route) => {
    const [, part = ""] = /assets\/(\w+)-/.exec(route.request().url()) ?? [];
    arrive.set(part, () => route.continue());
  });
  await page.goto(path);
  await ready(page);
  await waitFor("both are asked for", () => arrive.size === 2);
  const nodes = await page.locator(".react-flow__node").count();
  // Each letter of it is a command of the canvas, or could be.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("nullm");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gliederungg");
  await page.keyboard.press("Backspace");
  await arrive.get("CommandPalette")?.();
  const palette = page.getByRole("dialog", { name: "Suchen und Befehle" });
  const sought = palette.getByRole("searchbox");
  await waitFor("the palette has it", async () => (await sought.inputValue()) === "gliederung");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Gliederung" }).waitFor();

  await page.locator(".react-flow__node").first().click();
  await page.keyboard.press("c");
  await page.keyboard.type("Noch einmal");
  await arrive.get("ThreadWindow")?.();
  const comment = page.getByRole("textbox", { name: "Neuer Kommentar" });
  await waitFor("the comment has it", async () => (await comment.inputValue()) === "Noch einmal");
  await comment.press("End");
  await page.keyboard.type(" nachgefragt");
  expect(await comment.inputValue()).toBe("Noch einmal nachgefragt");
  expect(await page.locator(".react-flow__node").count()).toBe(nodes);
});

it("SP-13: who is here is shown; following somebody is said and ends with a click or with their leaving", async () => {
  const [page, other] = await openTogether();
  const marks = page.getByRole("list", { name: "2 Personen sind hier" });
  const mark = marks.getByRole("button");
  await mark.click();
  const notice = page.getByText(/^Sie folgen der Ansicht von /);
  await notice.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "following");
  await page.getByRole("button", { name: "Beenden" }).click();
  await notice.waitFor({ state: "detached" });
  await mark.click();
  await notice.waitFor();
  await other.goto("/");
  await notice.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "1 Person ist hier" }).waitFor();
});

it("SP-9: one's own name is changed from the map, and the others see it", async () => {
  const [page, other] = await openTogether();
  await page.getByRole("button", { name: "2 Personen sind hier" }).click();
  await page.getByRole("menuitem", { name: /^Sie erscheinen als/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ben Probe");
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByRole("button", { name: /Sie erscheinen als.*Ben Probe/ }).waitFor();
  await page.goBack();
  await other.getByRole("button", { name: "Ben Probe – Ansicht folgen" }).waitFor();
});

it("SP-14: ? lists keys, but is a letter while somebody is typing", async () => {
  const page = await openMap();
  await page.getByLabel("Titel der Karte").focus();
  await page.keyboard.press("End");
  await page.keyboard.type("?");
  expect(await page.getByLabel("Titel der Karte").inputValue()).toBe(`${STARTER}?`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Tastatur" });
  await help.getByText("Strg+Umschalt+Z").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "keyboard-help");
});

async function looksRightOpened(colorScheme: "light" | "dark"): Promise<void> {
  const page = await openMap({ colorScheme });
  await page.getByRole("button", { name: "Gliederung" }).click();
  await page.getByRole("button", { name: "Eigenschaften" }).click();
  await page.getByRole("complementary", { name: "Eigenschaften" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, `map-${colorScheme}`);
  await page.getByRole("button", { name: "Mehr" }).click();
  await page.getByRole("menuitem", { name: /Als Datei exportieren/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
}

it("LA-6: the map page with everything open breaks no rule in light", () =>
  looksRightOpened("light"));

it("LA-6: the map page with everything open breaks no rule in dark", () =>
  looksRightOpened("dark"));

it("LA-7: at 390 px the bar keeps what matters, the rest is in its menu", async () => {
  const page = await openMap({ viewport: { width: 390, height: 844 } });
  const cutOff = await page
    .getByRole("banner")
    .locator("button:visible, input:visible")
    .evaluateAll((all) =>
      all
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth)
        .map((one) => one.outerHTML),
    );
  expect(cutOff).toEqual([]);
  await page.getByRole("button", { name: "Mehr" }).click();
  await page.getByRole("menuitem", { name: "Gliederung" }).click();
  await page.getByRole("complementary", { name: "Gliederung" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "map-390-outline");
});
