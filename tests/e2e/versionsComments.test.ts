// What had been said on a map when a version was kept, in a real browser: on the canvas, in the thread window and in the
// panel, for reading only, by keyboard.
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { deleteElements } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { mapIdOf, markOf, threadWindow } from "./commentsCanvasPage.ts";

const VISION = "vision-0001";
const THESIS = "these-00001";
const ROLE = "rolle-00001";
const LINK = "link-000001";
const OPEN_COMMENTS = "Control+Alt+KeyK";

let server: ServerProcess;
let map: TestMap;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(() => server.remove());

const panel = (page: Page): Locator =>
  page.getByRole("complementary", { name: "Kommentare von damals" });

async function save(name: string): Promise<Version> {
  const url = `${server.url}/api/maps/${mapIdOf(map)}/versions`;
  const answer = await askApi(url, { method: "POST", body: { id: newId(), name } });
  return versionSchema.parse(answer.json());
}

/** Talked about, kept as a version; since then resolved, edited, deleted, talked about anew, and without the vision. */
async function talkedAndChanged(): Promise<{
  version: Version;
  /** The thread on a place, and its only comment. */
  placeId: string;
  commentId: string;
}> {
  map = await giveMap(
    server,
    [
      { id: VISION, kind: "vision", title: "Stadt der kurzen Wege", x: 0, y: 0 },
      { id: THESIS, kind: "thesis", title: "Digitale Daseinsvorsorge", x: 520, y: 20 },
      { id: ROLE, kind: "role", title: "Kommune als Plattform", x: 0, y: 460 },
    ],
    [[LINK, "influences", VISION, ROLE]],
  );
  const talk = new TalkOverHttp(server.url, mapIdOf(map));
  const colleague = await server.newMember("Kai Kollege");
  const { thread, comments } = await talk.begin("Für wen gilt das?", { on: "node", id: VISION });
  const doomed = (await talk.reply(thread.id, "Das war unbedacht.")).comments.at(-1);
  await new TalkOverHttp(server.url, mapIdOf(map), colleague).reply(thread.id, "Für alle hier.");
  await talk.begin("Wirklich so stark?", { on: "link", id: LINK });
  const place = await talk.begin("Hier fehlt etwas.", { on: "place", x: 420, y: 330 });
  const version = await save("Vor der Sitzung");

  const url = `${server.url}/api/maps/${mapIdOf(map)}/comments`;
  const done = async (method: string, path: string, body?: object): Promise<void> => {
    expect((await askApi(`${url}${path}`, { method, body })).status).toBeLessThan(300);
  };
  const outcome = { state: "resolved", outcome: "adopted", reason: "Beschlossen" };
  await done("PUT", `/threads/${thread.id}/state`, outcome);
  await done("PATCH", `/${comments[0]?.id}`, { text: "Für wen genau gilt das?" });
  await done("DELETE", `/${doomed?.id}`);
  await talk.reply(thread.id, "Ein späteres Wort");
  await talk.begin("Eine spätere Frage", { on: "node", id: THESIS });
  deleteElements({ doc: map.doc, origin: null }, { nodes: [VISION], links: [] });
  return { version, placeId: place.thread.id, commentId: place.comments[0]?.id ?? "" };
}

async function lookAt(page: Page, { id, stateId }: Version): Promise<void> {
  await page.goto(`${map.path}/stand/${stateId}?version=${id}`);
  await page.getByText(/^„Vor der Sitzung“ vom .* – nur ansehen$/).waitFor();
}

it("VE-127, VE-128, VE-129: a version has the comments of its time on the canvas, in the window and in the panel, by keyboard; playing back and comparing have none", async () => {
  const { version, placeId, commentId } = await talkedAndChanged();
  const { page } = await openMap(server, map, {
    as: server.owner,
    viewport: { width: 1440, height: 900 },
  });
  const { keyboard } = page;
  await lookAt(page, version);
  await markOf(page, VISION).getByText("2").waitFor();
  for (const id of [LINK, placeId]) await markOf(page, id).getByText("1").waitFor();
  // Begun later.
  expect(await markOf(page, THESIS).count()).toBe(0);

  await markOf(page, VISION).focus();
  await keyboard.press("Enter");
  const read = page.getByRole("region", { name: "Diskussion von damals" });
  await read.getByText("Für wen genau gilt das?").waitFor();
  await read.getByText("seither bearbeitet").waitFor();
  await read.getByText("Dieser Kommentar wurde seither gelöscht.").waitFor();
  await read.getByText("Für alle hier.").waitFor();
  await read.getByText("Von damals – nur zum Lesen").waitFor();
  await read.getByText("Heute ist die Diskussion erledigt.").waitFor();
  expect(await read.getByText("Ein späteres Wort").count()).toBe(0);
  expect(await read.getByText("Erledigt", { exact: true }).count()).toBe(0);
  expect(await read.getByText("verwaist").count()).toBe(0);
  expect(await read.getByRole("textbox").count()).toBe(0);
  expect(await read.getByRole("button", { name: /Aktionen|Reagieren|erledigt/ }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-comments");
  await keyboard.press("Escape");
  await read.waitFor({ state: "detached" });
  await waitFor("back on the mark", () =>
    page.evaluate((id) => document.activeElement?.getAttribute("data-mark") === id, VISION),
  );

  await keyboard.press(OPEN_COMMENTS);
  const row = panel(page).getByRole("treeitem");
  await row.filter({ hasText: "Für wen genau gilt das?" }).waitFor();
  expect(await row.filter({ hasText: "verwaist" }).count()).toBe(0);
  expect(await row.filter({ hasText: "spätere" }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-comments-panel");
  await panel(page).getByRole("searchbox").fill("für alle HIER");
  await panel(page).getByText("1 Diskussion gefunden").waitFor();
  await panel(page).getByRole("searchbox").press("Tab");
  await row.filter({ hasText: "Für wen genau gilt das?" }).focus();
  await keyboard.press("Enter");
  await read.getByText("Für alle hier.").waitFor();

  // What is deleted meanwhile is gone from what is looked at, too.
  await new TalkOverHttp(server.url, mapIdOf(map)).ask(`/${commentId}`, { method: "DELETE" });
  await markOf(page, placeId).waitFor({ state: "detached" });

  await read.getByRole("button", { name: "Heute ansehen" }).press("Enter");
  await page.waitForURL(`**${map.path}`);
  await threadWindow(page).getByText("Ein späteres Wort").waitFor();
  await threadWindow(page).getByText("verwaist").waitFor();
  await threadWindow(page).getByText("Beschlossen").waitFor();

  await page.goto(`${map.path}/vergleich/${version.id}`);
  await page
    .getByText(/Stadt der kurzen Wege/)
    .first()
    .waitFor();
  await card(page, THESIS).waitFor();
  expect(await page.locator("[data-mark]").count()).toBe(0);
  await page.goto(`${map.path}/abspielen`);
  await card(page, THESIS).waitFor();
  expect(await page.locator("[data-mark]").count()).toBe(0);
});
