// The start page against a real server: what can be done with maps from outside of them.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { onlyTheStarterMap, STARTER } from "./startMaps.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(() => onlyTheStarterMap(server.url));

/** As whoever owns the maps. */
async function openStart(): Promise<Page> {
  const { page } = await visit(server.url, { as: server.owner });
  await page.goto("/");
  await card(page, STARTER).waitFor();
  return page;
}

function card(page: Page, title: string): Locator {
  return page
    .getByRole("article")
    .filter({ has: page.getByRole("link", { name: title, exact: true }) });
}

async function act(page: Page, title: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Aktionen für „${title}“` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

function toast(page: Page, text: string): Locator {
  return page.getByRole("alertdialog").filter({ hasText: text });
}

async function cardTitles(page: Page): Promise<string[]> {
  return page.getByRole("article").getByRole("heading").allTextContents();
}

async function newMap(page: Page, title: string, from: "Leere Karte" | "Startkarte") {
  await page.getByRole("button", { name: "Neue Karte" }).click();
  await page.getByLabel("Titel der Karte").fill(title);
  await page.getByText(from, { exact: true }).click();
  await page.getByRole("button", { name: "Anlegen" }).click();
  await page.waitForURL(/\/karte\//);
}

it("SP-1: a card shows its map's picture, title, numbers and last change", async () => {
  const page = await openStart();
  const starter = card(page, STARTER);
  expect(await starter.innerText()).toMatch(
    /29 Knoten · 31 Verbindungen\s+Geändert (?:gerade eben|vor \d+ Minuten?)/,
  );
  const picture = starter.locator("img");
  await waitFor("the picture is drawn", () =>
    picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
  );
  await screenshot(page, "start-page");
});

it("SP-3, SP-8: a new map begins empty, saying what to do, or with the starter map, and opens", async () => {
  const page = await openStart();
  await newMap(page, "Leere Probe", "Leere Karte");
  await page.locator("[data-save-state=saved]").waitFor();
  const hint = page.getByText("Noch ist nichts eingezeichnet");
  await hint.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "map-empty");
  await page.getByText("Doppelklicken Sie auf das Papier").dblclick({ force: true });
  await hint.waitFor({ state: "detached" });
  await page.locator("[data-node] textarea").waitFor();
  await page.keyboard.type("Erster Knoten");
  await page.locator("[data-save-state=saved]").waitFor();
  await page.goto("/");
  await newMap(page, "Probe mit Inhalt", "Startkarte");
  await page.goto("/");
  await card(page, "Probe mit Inhalt").getByText("29 Knoten").waitFor();
  await card(page, "Leere Probe").getByText("1 Knoten").waitFor();
  expect((await cardTitles(page)).at(-1)).toBe(STARTER);
});

it("SP-3: without a title nothing can be made, and what was typed is not kept", async () => {
  const page = await openStart();
  await page.getByRole("button", { name: "Neue Karte" }).click();
  const create = page.getByRole("button", { name: "Anlegen" });
  expect(await create.isDisabled()).toBe(true);
  await page.getByLabel("Titel der Karte").fill("   ");
  expect(await create.isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Abbrechen" }).click();
  await page.getByRole("button", { name: "Neue Karte" }).click();
  expect(await page.getByLabel("Titel der Karte").inputValue()).toBe("");
});

it("SP-4: a map is renamed and duplicated from its card", async () => {
  const page = await openStart();
  await act(page, STARTER, "Umbenennen");
  await page.getByLabel("Titel der Karte").fill("Neuer Name");
  await page.getByRole("button", { name: "Speichern" }).click();
  await card(page, "Neuer Name").waitFor();
  expect(await cardTitles(page)).toEqual(["Neuer Name"]);
  await act(page, "Neuer Name", "Duplizieren");
  await waitFor("there are two", async () => (await cardTitles(page)).length === 2);
  await waitFor("with the same content", async () => {
    const texts = await page.getByRole("article").allInnerTexts();
    return texts.every((text) => text.includes("29 Knoten · 31 Verbindungen"));
  });
});

it("SP-5: deleting can be undone at once", async () => {
  const page = await openStart();
  await act(page, STARTER, "In den Papierkorb");
  // What has the pointer on it stays.
  await toast(page, "liegt im Papierkorb").hover();
  await page.getByRole("heading", { name: "Noch keine Karte" }).waitFor();
  await toast(page, "liegt im Papierkorb").getByRole("button", { name: "Rückgängig" }).click();
  await card(page, STARTER).waitFor();
});

it("SP-5: the bin says until when a map can be brought back, and brings it back", async () => {
  const page = await openStart();
  await act(page, STARTER, "In den Papierkorb");
  await toast(page, "liegt im Papierkorb").waitFor();
  await page.getByRole("link", { name: "Papierkorb" }).click();
  const inThirtyDays = new Intl.DateTimeFormat("de-DE", { dateStyle: "long" }).format(
    Date.now() + 30 * 24 * 60 * 60 * 1000,
  );
  await page.getByText(`wird am ${inThirtyDays} endgültig gelöscht`).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "bin");
  await page
    .getByRole("button", { name: `„${STARTER}“ zurückholen` })
    .first()
    .click();
  await toast(page, "ist wieder da").waitFor();
  await page.getByRole("link", { name: "Zu den Karten" }).click();
  await card(page, STARTER).waitFor();
});

it("SP-6: the search leaves what fits and says when nothing does", async () => {
  const page = await openStart();
  await newMap(page, "Digitale Daseinsvorsorge", "Leere Karte");
  await page.goto("/");
  await card(page, STARTER).waitFor();
  const search = page.getByRole("searchbox", { name: "Karten suchen" });
  await search.fill("DASEIN");
  await waitFor("one is left", async () => (await cardTitles(page)).length === 1);
  expect(await cardTitles(page)).toEqual(["Digitale Daseinsvorsorge"]);
  await search.fill("gibt es nicht");
  await page.getByText("Im Titel keiner Karte kommt „gibt es nicht“ vor.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Alle Karten zeigen" }).click();
  await waitFor("both are there", async () => (await cardTitles(page)).length === 2);
});

it("SP-7: what is exported can be imported again", async () => {
  const page = await openStart();
  const downloading = page.waitForEvent("download");
  await act(page, STARTER, "Als Datei exportieren");
  const file = await (await downloading).path();
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ format: "zukunftslandkarte" });
  const copy = join(server.dataDir, "export.json");
  writeFileSync(copy, readFileSync(file));
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Importieren" }).click(),
  ]);
  await chooser.setFiles(copy);
  await page.waitForURL(/\/karte\//);
  await page.goto("/");
  await waitFor("there are two alike", async () => {
    const texts = await page.getByRole("article").allInnerTexts();
    return texts.length === 2 && texts.every((text) => text.includes("29 Knoten · 31"));
  });
});

it("SP-7: a file that is no map is refused with a sentence", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto("/");
  await card(page, STARTER).waitFor();
  for (const [name, text] of [
    ["text.json", "das ist kein JSON"],
    ["other.json", '{"format":"something else"}'],
  ] as const) {
    const path = join(server.dataDir, name);
    writeFileSync(path, text);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Importieren" }).click(),
    ]);
    await chooser.setFiles(path);
    const refusal = toast(page, "keine Karte, die hier exportiert wurde");
    // What has the pointer on it stays.
    await refusal.hover();
    expect(await accessibilityFaults(page)).toEqual([]);
    await refusal.getByRole("button", { name: "Schließen" }).click();
    await refusal.waitFor({ state: "detached" });
  }
  expect(await cardTitles(page)).toEqual([STARTER]);
  visitor.forgive(/status of 4\d\d/);
});

it("SP-2, SP-9: a card says who is in the map, under the name they chose", async () => {
  const page = await openStart();
  const { page: other } = await visit(server.url);
  await other.goto("/");
  await other.getByRole("button", { name: /Sie erscheinen als/ }).click();
  await other.getByRole("menuitem", { name: "Profil" }).waitFor();
  expect(await accessibilityFaults(other)).toEqual([]);
  await other.getByRole("menuitem", { name: "Profil" }).click();
  await other.getByLabel("Name", { exact: true }).fill("Anika Beispiel");
  await other.getByRole("button", { name: "Speichern" }).click();
  await other.getByRole("button", { name: "Sie erscheinen als Anika Beispiel" }).waitFor();
  await other.goto("/");
  await card(other, STARTER).getByRole("link").click();
  await card(page, STARTER).getByText("Gerade in der Karte: Anika Beispiel").waitFor();
  await other.getByLabel("Titel der Karte").fill("Von Anika umbenannt");
  await card(page, "Von Anika umbenannt").getByText("Anika Beispiel").first().waitFor();
  await other.goto("/");
  await waitFor("nobody is in the map", async () => {
    return !(await card(page, "Von Anika umbenannt").innerText()).includes("Gerade in der Karte");
  });
});
