// Content that is erased for good, as those see it who are on the map, who come back to it, and who erases it.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deleteElements } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { versionSchema } from "#shared/versions/api.ts";
import { erasuresSchema } from "#shared/erase/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { serverForEachTest } from "../fixtures/serverForEachTest.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { mapIdOf } from "./commentsCanvasPage.ts";
import { workerReady } from "./offlineReady.ts";

/** The browser's own words about a network that is not there. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|WebSocket connection|ERR_FAILED/;

const serverOf = serverForEachTest();
let server: ServerProcess;
let map: TestMap;

beforeEach(async () => {
  server = serverOf();
  map = await giveMap(server, [
    { id: "question", kind: "guiding-question", title: "Was bleibt?", x: 0, y: 0 },
    { id: "vertraulich", kind: "thesis", title: "Vertrauliche These", x: 420, y: 0 },
  ]);
});
afterEach(() => map.close());

const erasures = async () => {
  const answer = await askApi(`${server.url}/api/maps/${mapIdOf(map)}/erasures`);
  return erasuresSchema.parse(answer.json()).erasures;
};

async function erase(nodes: string[]): Promise<void> {
  const path = `${server.url}/api/maps/${mapIdOf(map)}/erasures`;
  const body = { confirm: true, nodes, links: [] };
  expect((await askApi(path, { method: "POST", body })).status).toBe(202);
  await waitFor("it is done", async () =>
    (await erasures()).every(({ doneAt }) => doneAt !== null),
  );
}

async function makeNode(page: Page, title: string): Promise<void> {
  await page.locator("[data-ready]").waitFor();
  // Above the nodes: notices come at the lower edge.
  const { x, y, width, height } = await boxOf(page.locator(".react-flow__pane"));
  await page.mouse.dblclick(x + width * 0.4, y + height * 0.25);
  await page.keyboard.type(title);
  await page.keyboard.press("Escape");
  await page.locator(".react-flow__node", { hasText: title }).waitFor();
}

const begunAnew = (page: Page) =>
  page.getByText("In dieser Karte wurden Inhalte endgültig gelöscht.").first();

describe("erasing content for good, in the browser", () => {
  it("VE-115 VE-116: who was away begins the map anew by itself; what was not sent is kept and offered as a file, and never sent", async () => {
    const visitor = await openMap(server, map);
    const { page } = visitor;
    await page.locator('[data-save-state="saved"]').waitFor();
    await workerReady(page);
    await page.context().setOffline(true);
    await page.locator('[data-save-state="offline"]').waitFor();
    await makeNode(page, "Unterwegs");
    await erase(["vertraulich"]);
    await page.context().setOffline(false);
    await begunAnew(page).waitFor();
    const offer = page.locator("[data-unsendable]");
    await offer.waitFor();
    await card(page, "question").waitFor();
    await card(page, "vertraulich").waitFor({ state: "detached" });
    expect(await page.locator(".react-flow__node", { hasText: "Unterwegs" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Rückgängig" }).isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "erase-begun-anew");

    const downloading = page.waitForEvent("download");
    await offer.getByRole("button", { name: "Als Datei sichern" }).click();
    const file = (await readFile(await (await downloading).path())).toString();
    expect(file).toContain("Unterwegs");

    // A page that is opened anew knows it too, and goes on with the map as it is now.
    await page.locator('[data-save-state="saved"]').waitFor();
    await page.reload();
    await offer.waitFor();
    await page.locator('[data-save-state="saved"]').waitFor();
    await makeNode(page, "Danach");
    await waitFor("what is made now arrives", () => map.titled("Danach"));
    expect(map.titled("Unterwegs")).toBeUndefined();
    await offer.getByRole("button", { name: "Verwerfen" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Verwerfen" }).click();
    await offer.waitFor({ state: "detached" });
    visitor.forgive(UNREACHABLE);
  });

  it("VE-117 VE-118: an owner erases a node after a question that says what goes and stays, and finds the record; others are told and go on", async () => {
    const owner = await openMap(server, map, { as: server.owner });
    const colleague = await openMap(server, map);
    const { page } = owner;
    await card(page, "vertraulich").click();
    expect(await colleague.page.getByRole("button", { name: "Endgültig löschen …" }).count()).toBe(
      0,
    );
    await page.getByRole("button", { name: "Endgültig löschen …" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Endgültig löschen" });
    await dialog.getByText("„Vertrauliche These“").waitFor();
    const now = dialog.getByRole("button", { name: "Endgültig löschen", exact: true });
    expect(await now.isDisabled()).toBe(true);
    await dialog.getByText("Mir ist bewusst").click();
    await screenshot(page, "erase-question");
    expect(await accessibilityFaults(page)).toEqual([]);
    await now.click();
    await page.locator('[data-erasure="done"]').waitFor();
    await screenshot(page, "erase-done");
    await page.getByRole("dialog").getByRole("button", { name: "Schließen" }).last().click();
    await card(page, "vertraulich").waitFor({ state: "detached" });
    await card(page, "question").waitFor();

    // The colleague's page began anew too, and works.
    await begunAnew(colleague.page).waitFor();
    await card(colleague.page, "vertraulich").waitFor({ state: "detached" });
    await card(colleague.page, "question").waitFor();
    await makeNode(colleague.page, "Geht weiter");
    await waitFor("the server has it", async () => {
      const answer = await askApi(`${server.url}/api/maps/${mapIdOf(map)}/export.json`);
      return answer.text.includes("Geht weiter");
    });

    await page.getByRole("button", { name: "Teilen" }).click();
    await page.getByRole("tab", { name: "Protokoll" }).click();
    const record = page.locator("[data-erasures]");
    await record.getByText("1 Knoten").waitFor();
    expect(await record.textContent()).not.toContain("Vertrauliche");
    await screenshot(page, "erase-record");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("VE-120: what lives in versions alone is erased out of the comparison, which begins anew without it", async () => {
    const path = `${server.url}/api/maps/${mapIdOf(map)}`;
    const body = { id: newId(), name: "Davor" };
    const saved = await askApi(`${path}/versions`, { method: "POST", body });
    const version = versionSchema.parse(saved.json());
    deleteElements({ doc: map.doc, origin: null }, { nodes: ["vertraulich"], links: [] });
    await waitFor("it is deleted", async () => {
      const { text } = await askApi(`${path}/export.json`);
      return !text.includes("Vertrauliche");
    });
    const { page } = await visit(server.url, { as: server.owner });
    await page.goto(`${map.path}/vergleich/${version.id}`);
    await page.locator("[data-compare]").getByText("Vertrauliche These").first().waitFor();
    const ask = page.getByRole("button", { name: "Endgültig löschen …" });
    expect(await ask.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Alle gezeigten auswählen" }).click();
    await ask.click();
    const dialog = page.getByRole("alertdialog", { name: "Endgültig löschen" });
    await dialog.getByText("Ausgewählt: 1 Knoten").waitFor();
    await dialog.getByText("Mir ist bewusst").click();
    await dialog.getByRole("button", { name: "Endgültig löschen", exact: true }).click();
    await page.locator('[data-erasure="done"]').waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Schließen" }).last().click();
    await page.getByText("Vertrauliche These").first().waitFor({ state: "detached" });
    const state = await askApi(`${path}/states/${version.stateId}`);
    expect(state.text).not.toContain("Vertrauliche");
  });

  it("VE-119: a colleague's lost words of an erased node are not offered to be brought back", async () => {
    const visitor = await openMap(server, map);
    const { page } = visitor;
    await card(page, "vertraulich").dblclick();
    await page.keyboard.type("Ergänzt ");
    await page.keyboard.press("Escape");
    await waitFor("it has arrived", () => map.node("vertraulich").title.includes("Ergänzt"));
    await erase(["vertraulich"]);
    await begunAnew(page).waitFor();
    await card(page, "question").waitFor();
    expect(await page.getByRole("button", { name: "Zurückholen" }).count()).toBe(0);
    expect(await page.getByText("Vertrauliche").count()).toBe(0);
  });
});
