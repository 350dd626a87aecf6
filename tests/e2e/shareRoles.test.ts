// What one may not do is not offered: on the map, in its menus and keys, on the start page.
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { giveRole, guestBy, invite, newMapAt } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { openMap } from "./sharePage.ts";

const TITLE = "Aufgaben der Kommune";

let server: ServerProcess;
let member: Somebody;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
  member = await server.newMember("Lena Mohr");
  ({ id: mapId } = await newMapAt(server.url, TITLE));
});
afterAll(() => server.remove());

async function nodeCount(page: Page): Promise<number> {
  return page.locator(".react-flow__node").count();
}

/** What the menu, or the list, that opens has in it. */
async function offers(where: Page | Locator, items: readonly string[]): Promise<void> {
  await expect.poll(() => where.getByRole("menuitem").allInnerTexts()).toEqual(items);
}

/** What the palette finds for these letters. */
async function finds(page: Page, words: string, items: readonly string[]): Promise<void> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("searchbox").fill(words);
  await offers(palette, items);
  await page.keyboard.press("Control+k");
  await palette.waitFor({ state: "detached" });
}

it("AC-42: a reader is told why nothing can be changed, and no key, menu or command offers it", async () => {
  await giveRole(server.url, mapId, member, "viewer");
  const { page } = await openMap(server, mapId, { as: member });
  const note = page.getByRole("status").filter({ hasText: "Sie lesen diese Karte." });
  await note.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "share-reader");
  expect(await page.getByLabel("Titel der Karte").count()).toBe(0);
  expect(await page.getByRole("button", { name: "Rückgängig" }).count()).toBe(0);
  expect(await page.getByRole("toolbar", { name: "Neuer Knoten" }).count()).toBe(0);
  const before = await nodeCount(page);
  expect(before).toBeGreaterThan(0);
  await page.locator(".react-flow__pane").click({ position: { x: 30, y: 400 } });
  for (const key of ["n", "Delete", "Control+d", "Control+z", "Control+v"]) {
    await page.keyboard.press(key);
  }
  expect(await nodeCount(page)).toBe(before);
  await finds(page, "Duplizieren", ["Nichts gefunden"]);
  await finds(page, "Teilen", ["Teilen"]);
  await note.getByRole("button", { name: "Hinweis schließen" }).click();
  await note.waitFor({ state: "detached" });
});

it("AC-42: a card offers what the role allows: owners delete, editors rename, readers neither", async () => {
  const cases = [
    ["viewer", ["Teilen", "Duplizieren", "Als Datei exportieren"]],
    ["editor", ["Teilen", "Umbenennen", "Duplizieren", "Als Datei exportieren"]],
    [
      "owner",
      ["Teilen", "Umbenennen", "Duplizieren", "Als Datei exportieren", "In den Papierkorb"],
    ],
  ] as const;
  const { page } = await visit(server.url, { as: member });
  for (const [role, offered] of cases) {
    await giveRole(server.url, mapId, member, role);
    await page.goto("/");
    await page.getByRole("button", { name: `Aktionen für „${TITLE}“` }).click();
    await offers(page, offered);
    await page.keyboard.press("Escape");
  }
});

it("AC-46: a guest finds the map they were invited to, and nothing that makes one", async () => {
  const { token } = await invite(server.url, mapId, { role: "commenter" });
  const guest = await guestBy(server.url, token);
  const { page } = await visit(server.url, { as: guest });
  await page.goto("/");
  await page.getByRole("link", { name: TITLE }).waitFor();
  expect(await page.getByRole("article").count()).toBe(1);
  await page.getByText("Ihre Rolle: Kommentieren").waitFor();
  for (const name of ["Neue Karte", "Importieren"]) {
    expect(await page.getByRole("button", { name }).count()).toBe(0);
  }
  expect(await page.getByRole("link", { name: "Papierkorb" }).count()).toBe(0);
  await page.getByRole("button", { name: `Aktionen für „${TITLE}“` }).click();
  await offers(page, ["Teilen", "Als Datei exportieren"]);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "share-guest-start");
  await page.getByRole("menuitem", { name: "Teilen" }).click();
  await page.getByRole("dialog").getByText("Wer auf diese Karte kommt").waitFor();
});
