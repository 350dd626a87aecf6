// The page without network: the service worker, and the endings of a map.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { fetchAs } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { mapKept, workerReady } from "./offlineReady.ts";
import { onlyTheStarterMap } from "./startMaps.ts";

/** The browser's own words about a network that is not there. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|WebSocket connection/;

let server: ServerProcess;
let id = "";
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  id = await onlyTheStarterMap(server.url);
});

it("SP-16: start page and map open again without network", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto("/");
  await page.getByRole("article").waitFor();
  await workerReady(page);
  await page.getByRole("article").getByRole("link").click();
  await page.locator("[data-save-state=saved]").waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  await mapKept(page);
  await page.goto("/");
  await page.getByRole("article").waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText("Sie sehen den letzten bekannten Stand").waitFor();
  await page.getByRole("article").getByRole("link").click();
  await page.locator("[data-save-state=offline]").waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "map-offline");
  await page.reload();
  await page.locator("[data-save-state=offline]").waitFor();
  await page.context().setOffline(false);
  await page.locator("[data-save-state=saved]").waitFor();
  visitor.forgive(UNREACHABLE);
});

it("SP-16, LA-6: a map that was never opened here says so without network, and opens with it", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto("/");
  await page.getByRole("article").waitFor();
  await workerReady(page);
  await page.context().setOffline(true);
  await page.goto(`/karte/${id}`);
  await page.getByRole("heading", { name: "Die Karte ist noch nicht da" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "map-unreachable");
  await page.context().setOffline(false);
  await page.locator("[data-save-state=saved]").waitFor();
  visitor.forgive(UNREACHABLE);
});

it("SP-16: the worker keeps nothing of /api", async () => {
  const { page } = await visit(server.url);
  await page.goto("/");
  await page.getByRole("article").waitFor();
  await workerReady(page);
  await page.reload();
  await page.getByRole("article").waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept).toContain("/");
  expect(kept.filter((path) => path.startsWith("/api") || path.startsWith("/sync"))).toEqual([]);
});

it("SP-15, LA-6: a map that was deleted leads to the bin, one that never was to the maps", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto(`/karte/${id}`);
  await page.locator("[data-save-state=saved]").waitFor();
  await fetchAs(`${server.url}/api/maps/${id}`, { method: "DELETE" });
  await page.getByRole("heading", { name: "Diese Karte liegt im Papierkorb" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "map-deleted");
  await page.getByRole("button", { name: "Zum Papierkorb" }).click();
  await page.getByRole("heading", { name: "Papierkorb", exact: true }).waitFor();
  await page.goto(`/karte/${"A".repeat(22)}`);
  await page.getByRole("heading", { name: "Diese Karte gibt es nicht" }).waitFor();
  await page.getByRole("button", { name: "Zu den Karten" }).click();
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  // What the page asked in the moment in which the map was deleted.
  visitor.forgive(/status of 410/);
});

it("SP-15: changes that can no longer be sent are offered as a file and can be let go", async () => {
  const visitor = await visit(server.url);
  const { page } = visitor;
  await page.goto(`/karte/${id}`);
  await page.locator("[data-save-state=saved]").waitFor();
  await workerReady(page);
  await page.context().setOffline(true);
  await page.locator("[data-save-state=offline]").waitFor();
  await page.getByLabel("Titel der Karte").fill("Ohne Netz geschrieben");
  await page.getByText("(1 wartet)").first().waitFor();
  await fetchAs(`${server.url}/api/maps/${id}`, { method: "DELETE" });
  await page.context().setOffline(false);
  await page.getByText("1 Änderung ist nicht gespeichert und kann nicht mehr gesendet").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "map-deleted-waiting");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Als Datei sichern" }).click();
  expect((await downloading).suggestedFilename()).toBe(
    "Ohne Netz geschrieben (nicht gesendet).json",
  );
  await page.getByRole("button", { name: "Verwerfen" }).click();
  await page.getByText("kann nicht mehr gesendet").waitFor({ state: "detached" });
  visitor.forgive(UNREACHABLE);
});

it("SP-19, LA-6: a page that cannot be drawn says so, and reloading it helps", async () => {
  const visitor = await visit(server.url, { serviceWorkers: "block" });
  const { page } = visitor;
  await page.route("**/assets/MapPage-*.js", (route) => route.abort());
  await page.goto(`/karte/${id}`);
  await page.getByRole("heading", { name: "Hier ist etwas schiefgegangen" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "broken-page");
  await page.unroute("**/assets/MapPage-*.js");
  await page.getByRole("button", { name: "Neu laden" }).click();
  await page.locator("[data-save-state=saved]").waitFor();
  visitor.forgive(/MapPage-/);
  visitor.forgive(/ERR_FAILED/);
});
