// Who changed what, in the inspector, and what is new since one was here last, on the map.
import type { Page } from "playwright";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNode, deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { touchesSchema } from "#shared/versions/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { newMemberAt } from "../fixtures/newPeople.ts";
import type { Somebody } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { serverForEachTest } from "../fixtures/serverForEachTest.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { closeThread, mapIdOf, threadWindow } from "./commentsCanvasPage.ts";
import { giveThread } from "./commentsPage.ts";
import { workerReady } from "./offlineReady.ts";

/** The browser's own words about a network that is not there. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|WebSocket connection|ERR_FAILED/;
const HOUR_MS = 3_600_000;

const serverOf = serverForEachTest();
let server: ServerProcess;
let map: TestMap;
let member: Somebody;

beforeEach(async () => {
  server = serverOf();
  member = await newMemberAt(server.url, "Mara Mitglied");
  map = await giveMap(
    server,
    [
      { id: "question", kind: "guiding-question", title: "Was bleibt?", x: 0, y: 0 },
      { id: "principle", kind: "principle", title: "Bürgernähe zuerst", x: 420, y: 0 },
      { id: "leave-it", kind: "note", title: "Bleibt, wie es ist", x: 0, y: 260 },
      { id: "deleted-1", kind: "note", title: "Weg damit", x: 420, y: 260 },
    ],
    [["the-link-1", "influences", "principle", "question"]],
  );
});
afterEach(() => map.close());

/** As if the member had left the map this long ago. */
function leftAgo(milliseconds: number): void {
  const at = Date.now() - milliseconds;
  inDatabase(server.dataDir, (database) =>
    database
      .prepare(
        "insert into visits (map_id, person_id, left_at, since_at) values (?, ?, ?, ?) " +
          "on conflict (map_id, person_id) do update set since_at = excluded.since_at",
      )
      .run(mapIdOf(map), member.person.id, at, at),
  );
}

/** What the owner does meanwhile. @returns the id of the new node */
async function othersWork(): Promise<string> {
  const edit = { doc: map.doc, origin: null };
  const place = { parentId: null, x: 840, y: 120 };
  const id = createNode(edit, { kind: "thesis", place, title: "Neu dazugekommen" });
  setNodeTitle(edit, "principle", "Bürgernähe zuerst, immer");
  deleteElements(edit, { nodes: ["deleted-1"], links: [] });
  await giveThread(server, mapIdOf(map), { on: "node", id: "question" }, "Wessen Frage ist das?");
  await waitFor("the server has noted it", async () => {
    const path = `${server.url}/api/maps/${mapIdOf(map)}/changes?element=${id}`;
    return touchesSchema.parse((await askApi(path)).json()).touches.length > 0;
  });
  return id;
}

const news = (page: Page) => page.locator("[data-change-news]");
const lens = (page: Page) => page.locator("[data-lens]");
const sign = (page: Page, id: string) => page.locator(`[data-change-sign="node ${id}"]`);

/** From the palette, whose code may still be on its way when one types. */
async function askForNews(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("letzten Besuch");
  const sought = page.getByRole("dialog", { name: "Suchen und Befehle" }).getByRole("searchbox");
  await waitFor("the palette has it", async () => (await sought.inputValue()) === "letzten Besuch");
  await page.keyboard.press("Enter");
}

describe("what is new since the last visit", () => {
  it("VE-90 VE-91: is said quietly, marked on the map, listed, stepped through, and left with Escape", async () => {
    leftAgo(26 * HOUR_MS);
    const id = await othersWork();
    const { page } = await openMap(server, map, { as: member });
    await news(page).getByText("3 Änderungen und 1 Kommentar seit").waitFor();
    await screenshot(page, "changes-news");
    expect(await accessibilityFaults(page)).toEqual([]);
    await news(page).getByRole("button", { name: "Ansehen" }).click();
    await lens(page).waitFor();
    await sign(page, id).getByText("Neu").waitFor();
    await sign(page, "principle").getByText("Geändert").waitFor();
    expect(await sign(page, "leave-it").count()).toBe(0);
    await page.locator('[data-mark="question"][data-unread]').waitFor();
    await expect.poll(() => lens(page).getByRole("listitem").count()).toBe(4);
    await lens(page).getByText("1 Knoten oder Verbindung, nicht mehr auf der Karte").waitFor();
    await lens(page).getByText("„Weg damit“", { exact: true }).waitFor();
    await screenshot(page, "changes-lens");
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.keyboard.press("Alt+.");
    await lens(page).getByText("1 von 4").waitFor();
    await page.keyboard.press("Alt+,");
    await lens(page).getByText("4 von 4").waitFor();
    await lens(page)
      .getByRole("button", { name: /Was bleibt\?/ })
      .click();
    await threadWindow(page).getByText("Wessen Frage ist das?").waitFor();
    await closeThread(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    await screenshot(page, "changes-lens-narrow-dark");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await lens(page).waitFor({ state: "detached" });
    await sign(page, id).waitFor({ state: "detached" });
    expect(await page.locator("[data-comparing]").count()).toBe(0);
    // And again, from the palette.
    await askForNews(page);
    await lens(page).waitFor();
  });

  it("VE-88 VE-90: one's own work is not new, nor is anything at the first visit", async () => {
    leftAgo(HOUR_MS);
    const { page } = await openMap(server, map, { as: member });
    await page.locator('[data-save-state="saved"]').waitFor();
    await card(page, "question").dblclick();
    await page.keyboard.type("Und was ");
    await page.keyboard.press("Escape");
    await waitFor("it has arrived", () => map.node("question").title.includes("Und was"));
    await askForNews(page);
    await page.getByText("hat niemand sonst etwas geändert").waitFor();
    expect(await news(page).count()).toBe(0);
    const stranger = await visit(server.url);
    await stranger.page.goto(map.path);
    await stranger.page.locator('[data-save-state="saved"]').waitFor();
    await askForNews(stranger.page);
    await stranger.page.getByText("zum ersten Mal auf dieser Karte").waitFor();
    expect(await news(stranger.page).count()).toBe(0);
  });
});

describe("the history of a node", () => {
  it("VE-89: says who made it and who changed what; without network that it cannot", async () => {
    const id = await othersWork();
    const visitor = await openMap(server, map, { as: member });
    const { page } = visitor;
    await card(page, id).click();
    const history = page.locator("[data-element-history]");
    const fold = page.getByRole("button", { name: "Wer hat was geändert" });
    expect(await fold.getAttribute("aria-expanded")).toBe("false");
    await fold.click();
    await history.getByText(/Angelegt von Anika Eigner am/).waitFor();
    await card(page, "principle").click();
    await history.getByText(/Zuletzt geändert von Anika Eigner am/).waitFor();
    await history.getByText("geändert: Titel").waitFor();
    await history.scrollIntoViewIfNeeded();
    await screenshot(page, "changes-history");
    expect(await accessibilityFaults(page)).toEqual([]);
    await workerReady(page);
    await page.context().setOffline(true);
    // The map has moved to keep in sight what was selected.
    await page.getByRole("button", { name: "Ganze Karte zeigen" }).click();
    await page.evaluate(onceStill("undefined"));
    await card(page, "question").click();
    await history.getByText("Ohne Verbindung zum Server").waitFor();
    visitor.forgive(UNREACHABLE);
  });
});
