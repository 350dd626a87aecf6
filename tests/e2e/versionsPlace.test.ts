// Back and forth in time in a real browser: one stays at one's place on the map; and a version becomes a map of its own.
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, type TestMap } from "./canvasPage.ts";

const OPEN_HISTORY = "Control+Alt+KeyV";
const GONE = "these-00001";
const KEPT = "rolle-00001";

let server: ServerProcess;
let map: TestMap;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(() => server.remove());

async function give(): Promise<void> {
  map = await giveMap(
    server,
    [
      { id: "vision-0001", kind: "vision", title: "Stadt der kurzen Wege", x: 0, y: 0 },
      { id: GONE, kind: "thesis", title: "Digitale Daseinsvorsorge", x: 500, y: 20 },
      { id: KEPT, kind: "role", title: "Kommune als Plattform", x: 0, y: 500 },
    ],
    [["link-000001", "influences", "vision-0001", KEPT]],
  );
}

async function save(name: string): Promise<Version> {
  const answer = await askApi(`${server.url}/api${map.path.replace("karte", "maps")}/versions`, {
    method: "POST",
    body: { id: newId(), name },
  });
  expect(answer.status, answer.text).toBe(201);
  return versionSchema.parse(answer.json());
}

function viewOf(page: Page): Promise<string> {
  return page
    .locator("[data-canvas] .react-flow[data-ready] .react-flow__viewport")
    .evaluate((viewport) => getComputedStyle(viewport).transform);
}

/** Once it rests. */
async function restingView(page: Page): Promise<string> {
  await page.evaluate(onceStill("undefined"));
  return await viewOf(page);
}

function selected(page: Page): Promise<string[]> {
  return page
    .locator("[data-node][aria-current]")
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-node") ?? ""));
}

it("VE-141: from the map to versions and a comparison and back, one stays where one is, with what is selected", async () => {
  await give();
  await save("Vor der Sitzung");
  deleteElements({ doc: map.doc, origin: null }, { nodes: [GONE], links: [] });
  const { page } = await openMap(server, map, {
    as: server.owner,
    viewport: { width: 1440, height: 900 },
  });
  await card(page, GONE).waitFor({ state: "detached" });
  await save("Nach der Sitzung");
  await page.keyboard.press(OPEN_HISTORY);
  const row = (name: string) =>
    page.getByRole("complementary", { name: "Verlauf" }).getByRole("treeitem", { name });
  await row("Nach der Sitzung").waitFor();
  await card(page, KEPT).click();
  const first = await restingView(page);
  await page.keyboard.press("+");
  await waitFor("it is larger", async () => (await viewOf(page)) !== first);
  const view = await restingView(page);
  const isHere = async (): Promise<void> => {
    await waitFor("the same view", async () => (await viewOf(page)) === view);
    await expect.poll(() => selected(page)).toEqual([KEPT]);
  };
  const back = () => page.getByRole("button", { name: "Zurück zur aktuellen Version" });

  await row("Vor der Sitzung").click();
  await page.getByText(/^„Vor der Sitzung“ vom .* – nur ansehen$/).waitFor();
  await isHere();
  // Elsewhere in one version is elsewhere in the next, and nowhere else on the map itself.
  await card(page, KEPT).focus();
  await page.keyboard.press("Shift+Digit1");
  await waitFor("another view", async () => (await viewOf(page)) !== view);
  const other = await restingView(page);
  await row("Nach der Sitzung").click();
  await page.getByText(/^„Nach der Sitzung“ vom .* – nur ansehen$/).waitFor();
  await waitFor("the other view", async () => (await viewOf(page)) === other);
  await back().click();
  await page.locator("[data-past]").waitFor({ state: "detached" });
  await isHere();

  await row("Vor der Sitzung").click();
  await page.getByText(/^„Vor der Sitzung“ vom .* – nur ansehen$/).waitFor();
  await isHere();
  await page.getByRole("button", { name: "Vergleichen", exact: true }).click();
  await page.locator("[data-compare] [data-change-sign] > span").first().waitFor();
  await back().click();
  await page.locator("[data-compare]").waitFor({ state: "detached" });
  await isHere();
});

it("VE-26: a version becomes a map of its own by menu, and is opened", async () => {
  await give();
  const version = await save("Vor der Sitzung");
  setNodeTitle({ doc: map.doc, origin: null }, GONE, "Etwas ganz anderes");
  const { page } = await openMap(server, map, { as: server.owner });
  await card(page, GONE).getByText("Etwas ganz anderes").waitFor();
  await page.goto(`${map.path}/stand/${version.stateId}?version=${version.id}`);
  await page.getByRole("button", { name: "Mehr zu dieser Version" }).click();
  await page.getByRole("menuitem", { name: "Als neue Karte wiederherstellen …" }).click();
  const dialog = page.getByRole("dialog", { name: "Als neue Karte wiederherstellen" });
  await dialog.getByRole("textbox").fill("Ein zweiter Anlauf");
  await dialog.getByRole("button", { name: "Karte anlegen" }).click();
  // The version that it is made of says the same behind the question.
  await page.waitForURL((url) => !url.href.includes(map.path));
  await page.waitForFunction(() => document.title.includes("Ein zweiter Anlauf"));
  await card(page, GONE).getByText("Digitale Daseinsvorsorge").waitFor();
  // The one it comes from is as it was.
  expect(map.node(GONE).title).toBe("Etwas ganz anderes");
});
