// The life of a map played back in a real browser: by keyboard alone with and without motion, and for those who have no part
// in it.
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createNode, deleteElements, moveNodes } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot } from "../fixtures/browser.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, zoomOf, type TestMap } from "./canvasPage.ts";
import { letMembers, mapIdOf } from "./commentsCanvasPage.ts";

let server: ServerProcess;
let map: TestMap;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(() => server.remove());

const player = (page: Page): Locator => page.getByRole("region", { name: "Abspielen" });
const slider = (page: Page): Locator => player(page).getByRole("slider", { name: "Zeitpunkt" });
const mark = (page: Page, id: string): Locator => page.locator(`[data-step-mark="${id}"]`);
/** The slider takes the keyboard a moment after it is drawn. */
const onSlider = (page: Page): Promise<true> =>
  waitFor("the slider has the focus", () =>
    slider(page).evaluate((element) => element === document.activeElement),
  );
const edit = () => ({ doc: map.doc, origin: null });

async function give(): Promise<void> {
  map = await giveMap(server, [
    { id: "vision-0001", kind: "vision", title: "Stadt der kurzen Wege", x: 0, y: 0 },
    { id: "these-00001", kind: "thesis", title: "Digitale Daseinsvorsorge", x: 500, y: 20 },
    { id: "rolle-00001", kind: "role", title: "Kommune als Plattform", x: 0, y: 500 },
  ]);
}

async function save(name: string): Promise<Version> {
  const url = `${server.url}/api/maps/${mapIdOf(map)}/versions`;
  const answer = await askApi(url, { method: "POST", body: { id: newId(), name } });
  expect(answer.status, answer.text).toBe(201);
  return versionSchema.parse(answer.json());
}

/** Three versions: one node comes, one goes, one moves; after them a last one comes. What a page shows is kept. */
async function giveLife(page: Page): Promise<void> {
  await save("Der Anfang");
  const place = { parentId: null, x: 500, y: 300 };
  createNode(edit(), { id: "neu-0000001", kind: "task", title: "Quartiersbus", place });
  deleteElements(edit(), { nodes: ["rolle-00001"], links: [] });
  await card(page, "neu-0000001").waitFor();
  await card(page, "rolle-00001").waitFor({ state: "detached" });
  await save("Nach der Werkstatt");
  moveNodes(edit(), new Map([["these-00001", { parentId: null, x: 600, y: 520 }]]));
  await waitFor("it has moved", async () => {
    const style = await page.locator('[data-id="these-00001"]').getAttribute("style");
    return style?.includes("520px") === true;
  });
  await save("Vor der Sitzung");
  createNode(edit(), {
    id: "neu-0000002",
    kind: "note",
    title: "Zuletzt",
    place: { parentId: null, x: 0, y: 300 },
  });
  await card(page, "neu-0000002").waitFor();
  spreadOut();
}

const MINUTE_MS = 60_000;

/** As if an hour and a half had passed: between versions lies what was done, and between the last two of them as well. */
function spreadOut(): void {
  const database = databaseIn(server.dataDir);
  const now = Date.now();
  const ago = { "Der Anfang": 90, "Nach der Werkstatt": 70, "Vor der Sitzung": 20 };
  const move = database.prepare("update versions set at = ? where map_id = ? and name = ?");
  for (const [name, minutes] of Object.entries(ago)) {
    move.run(now - minutes * MINUTE_MS, mapIdOf(map), name);
  }
  const touch = database.prepare(
    "insert into touches (map_id, element_id, what, person_id, began_at, at) values (?, ?, 'title', ?, ?, ?)",
  );
  for (const minutes of [60, 59, 44, 44, 43, 43, 42, 30]) {
    const at = now - minutes * MINUTE_MS;
    touch.run(mapIdOf(map), "vision-0001", server.owner.person.id, at, at);
  }
  database.close();
}

it("VE-100, VE-101, VE-104, VE-105: by keyboard: from the panel, step by step, the ends, playing to now, and back; the view stays", async () => {
  await give();
  const { page } = await openMap(server, map, {
    as: server.owner,
    viewport: { width: 1440, height: 900 },
  });
  const { keyboard } = page;
  await giveLife(page);
  await keyboard.press("Control+Alt+KeyV");
  await page.getByRole("button", { name: "Entstehung der Karte abspielen" }).press("Enter");
  await page.waitForURL("**/abspielen");
  await player(page).getByText("Version 1 von 3").waitFor();
  await card(page, "rolle-00001").waitFor();
  await card(page, "neu-0000002").waitFor({ state: "detached" });
  expect(await slider(page).getAttribute("aria-valuetext")).toMatch(/um \d\d:\d\d: Der Anfang$/);
  await onSlider(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  const zoom = await zoomOf(page);

  await keyboard.press("PageUp");
  await card(page, "rolle-00001").waitFor({ state: "detached" });
  await player(page).getByRole("status").getByText("1 Knoten neu und 1 Knoten entfernt").waitFor();
  await keyboard.press("PageUp");
  await player(page).getByText("1 Knoten verschoben").first().waitFor();
  await keyboard.press("End");
  await player(page).getByText("Aktuelle Version").first().waitFor();
  await card(page, "neu-0000002").waitFor();
  // What was done since the last version, in words, one step before now.
  await keyboard.press("ArrowLeft");
  await player(page)
    .getByText(/: Anika Eigner, \d+ Änderung/)
    .waitFor();
  expect(await slider(page).getAttribute("aria-valuetext")).toMatch(/Anika Eigner/);
  await card(page, "neu-0000002").waitFor({ state: "detached" });
  await screenshot(page, "versions-play-activity");

  await keyboard.press("Home");
  await card(page, "rolle-00001").waitFor();
  await player(page).getByRole("radio", { name: "2×" }).press("Space");
  await slider(page).focus();
  await keyboard.press("Space");
  await player(page).getByText("Aktuelle Version").first().waitFor();
  await card(page, "neu-0000002").waitFor();
  await player(page).getByRole("button", { name: "Abspielen" }).waitFor();
  expect(await zoomOf(page)).toBe(zoom);
  await page.getByRole("button", { name: "Zurück zur aktuellen Version" }).press("Enter");
  await page.waitForURL((url) => url.pathname === map.path);
  await card(page, "neu-0000002").waitFor();
});

it("VE-106, VE-107, VE-103: who wants no motion goes step by step, and what is marked stays; also in a narrow window", async () => {
  await give();
  const { page } = await openMap(server, map, { as: server.owner, reducedMotion: "reduce" });
  const { keyboard } = page;
  await page.goto(`${map.path}/abspielen`);
  await page.getByRole("heading", { name: "Noch nichts abzuspielen" }).waitFor();
  await page.getByRole("button", { name: "Zurück zur aktuellen Version" }).press("Enter");
  await giveLife(page);
  await keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Suchen und Befehle" }).waitFor();
  await keyboard.type("Entstehung");
  await page.getByRole("menuitem", { name: "Entstehung der Karte abspielen" }).waitFor();
  await keyboard.press("Enter");
  await player(page).getByText("Version 1 von 3").waitFor();
  expect(await player(page).getByRole("button", { name: "Abspielen" }).count()).toBe(0);
  await onSlider(page);
  await keyboard.press("Space");
  await mark(page, "neu-0000001").getByText("Neu").waitFor();
  await mark(page, "rolle-00001").getByText("Kommune als Plattform").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const [name, width, scheme] of [
    ["versions-play", 1440, "light"],
    ["versions-play-dark", 1440, "dark"],
    ["versions-play-narrow", 390, "light"],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await mark(page, "neu-0000001").waitFor();
    await screenshot(page, name);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await player(page).getByRole("button", { name: "Nächste Version" }).press("Enter");
  await mark(page, "these-00001").getByText("Verschoben").waitFor();
  await screenshot(page, "versions-play-moved");
});

it("VE-107: who may not look at versions is offered no playback, and the address says so", async () => {
  await give();
  await letMembers(server, map, "viewer");
  const { page } = await openMap(server, map);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Suchen und Befehle" });
  await palette.waitFor();
  await page.keyboard.type("Entstehung");
  await palette.getByText("Nichts gefunden").waitFor();
  await page.goto(`${map.path}/abspielen`);
  await page.getByRole("heading", { name: /^Das Abspielen ist denen vorbehalten/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Zurück zur aktuellen Version" }).press("Enter");
  await card(page, "vision-0001").waitFor();
});
