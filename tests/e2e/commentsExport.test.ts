// The question in which form comments are wanted as a file, in a real browser, and the file it leads to.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { guestBy, invite } from "../fixtures/guests.ts";
import { csvRows, docxParagraphs, xlsxRows } from "../fixtures/officeFiles.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { giveMap, openMap, type TestMap } from "./canvasPage.ts";

let server: ServerProcess;
let map: TestMap;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(() => server.remove());

/** The file that comes of it, with its name. */
async function saved(
  page: Page,
  act: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

it("CO-129: asked for in panel, menu and palette, in two languages; saved as a table or a document without leaving the page", async () => {
  map = await giveMap(
    server,
    [{ id: "vision-0001", kind: "vision", title: "Stadt der kurzen Wege", x: 0, y: 0 }],
    [],
  );
  const mapId = map.path.split("/").at(-1) ?? "";
  const owner = new TalkOverHttp(server.url, mapId);
  await owner.begin("Was fehlt noch?", { on: "node", id: "vision-0001" });
  const done = await owner.begin("=1+1");
  const body = { state: "resolved", outcome: "noted", reason: "Bekannt" };
  await owner.ask(`/threads/${done.thread.id}/state`, { method: "PUT", body });
  // Who may only read, may export.
  const link = await invite(server.url, mapId, { role: "viewer" });
  const viewer = await guestBy(server.url, link.token);

  const { page } = await openMap(server, map, { as: viewer, timezoneId: "Europe/Berlin" });
  const address = page.url();
  const dialog = page.getByRole("dialog", { name: "Kommentare exportieren" });
  const load = () => dialog.getByRole("button", { name: "Herunterladen" }).click();

  // From the panel, by keyboard alone.
  await page.keyboard.press("Control+Alt+KeyK");
  const button = page.getByRole("button", { name: "Kommentare exportieren …" });
  await button.focus();
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-export");
  await dialog.getByRole("button", { name: "Herunterladen" }).focus();
  const table = await saved(page, () => page.keyboard.press("Enter"));
  expect(table.name).toBe("Versuch – Kommentare.xlsx");
  expect(xlsxRows(table.bytes).map((row) => row[6]?.value)).toEqual([
    "Kommentar",
    "=1+1",
    "Was fehlt noch?",
  ]);
  await dialog.waitFor({ state: "hidden" });
  await waitFor("the focus is back on the button", () =>
    button.evaluate((node) => node === document.activeElement),
  );

  // From the menu: what was chosen last is still chosen; open ones as text.
  await page.getByRole("button", { name: "Mehr", exact: true }).click();
  await page.getByRole("menuitem", { name: "Kommentare exportieren …" }).click();
  await dialog.getByRole("button", { name: /Diskussionen/ }).click();
  await page.getByRole("option", { name: "Offen" }).click();
  await dialog.getByRole("button", { name: /Format/ }).click();
  await page.getByRole("option", { name: /CSV/ }).click();
  const text = await saved(page, load);
  expect(csvRows(text.bytes).map((row) => row[6])).toEqual(["Kommentar", "Was fehlt noch?"]);
  await dialog.waitFor({ state: "hidden" });

  // From the palette, in English.
  await page.getByRole("button", { name: "Mehr", exact: true }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await page.getByRole("button", { name: "More", exact: true }).waitFor();
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.keyboard.press("Control+KeyK");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await palette.waitFor();
  await page.keyboard.type("Export comments");
  await palette.getByRole("menuitem", { name: /^Export comments/ }).waitFor();
  await page.keyboard.press("Enter");
  const english = page.getByRole("dialog", { name: "Export comments" });
  await english.getByRole("button", { name: /Format/ }).click();
  await page.getByRole("option", { name: /DOCX/ }).click();
  const letter = await saved(page, () => english.getByRole("button", { name: "Download" }).click());
  expect(letter.name).toBe("Versuch – Comments.docx");
  expect(docxParagraphs(letter.bytes).map(([, paragraph]) => paragraph)).toContain(
    "Node: Stadt der kurzen Wege",
  );
  expect(page.url()).toBe(address);
});
