// Signing out, sessions that end, and the next person at the same computer: what a device keeps, and for whom.
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit, type Visitor } from "../fixtures/browser.ts";
import { newMapAt } from "../fixtures/guests.ts";
import { openToMembers } from "../fixtures/newPeople.ts";
import { type Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { workerReady } from "./offlineReady.ts";
import { emailOf, PASSWORD } from "./peoplePages.ts";

/** The browser's own words about a network that is not there, and about answers that refuse. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|WebSocket connection|ERR_FAILED/;
const REFUSED = /status of 401/;

let server: ServerProcess;
let member: Somebody;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
  member = await server.newMember("Mira Vogt");
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Karte am fremden Rechner"));
  await openToMembers(server.url, mapId);
});

async function signIn(page: Page, somebody: Somebody): Promise<void> {
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill(emailOf(somebody));
  await page.getByRole("textbox", { name: "Kennwort" }).fill(PASSWORD);
  await page.keyboard.press("Enter");
}

/** A browser in which somebody signed in by the page, so that it has a session of its own, with the map open. */
async function onTheMap(somebody = member): Promise<Visitor> {
  const visitor = await visit(server.url, { as: null });
  await visitor.page.goto(`/karte/${mapId}`);
  await signIn(visitor.page, somebody);
  await visitor.page.locator("[data-save-state=saved]").waitFor();
  return visitor;
}

async function keptHere(page: Page): Promise<{ bases: number; changes: number; keys: string[] }> {
  return await page.evaluate(async () => {
    const keys = Object.keys(localStorage);
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes("zukunftslandkarte")) return { bases: 0, changes: 0, keys };
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("zukunftslandkarte");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error("not opened"));
    });
    const count = (store: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = database.transaction(store).objectStore(store).count();
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error("not counted"));
      });
    const kept = { bases: await count("bases"), changes: await count("changes"), keys };
    database.close();
    return kept;
  });
}

/** Whether the browser has it without asking anybody. */
async function isCached(page: Page, address: string): Promise<boolean> {
  return await page.evaluate(async (url) => {
    const init = { cache: "only-if-cached", mode: "same-origin" } as const;
    return await fetch(url, init).then(
      ({ ok }) => ok,
      () => false,
    );
  }, address);
}

async function changeTitleOffline({ page }: Visitor): Promise<void> {
  await waitFor("the map is kept here", async () => (await keptHere(page)).bases > 0);
  await workerReady(page);
  await page.context().setOffline(true);
  await page.locator("[data-save-state=offline]").waitFor();
  await page.getByLabel("Titel der Karte").fill("Ohne Netz geschrieben");
  await page.getByText("(1 wartet)").first().waitFor();
}

async function signOutByMenu(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Sie erscheinen als/ }).click();
  await page.getByRole("menuitem", { name: "Abmelden" }).click();
}

/** Ends all sessions of this person elsewhere, as from another device. */
async function endSessions(somebody: Somebody): Promise<void> {
  const body = { email: emailOf(somebody), password: PASSWORD };
  const signedIn = await askApi(`${server.url}/api/sign-in/password`, {
    method: "POST",
    body,
    as: null,
  });
  const [cookie = ""] = [signedIn.headers["set-cookie"] ?? []].flat();
  const headers = { cookie: cookie.split(";")[0] ?? "" };
  const path = `${server.url}/api/me/sign-out-everywhere`;
  expect((await askApi(path, { method: "POST", headers, as: null })).status).toBe(204);
}

it("DP-20: signing out leaves nothing of maps and people on the device, in no tab", async () => {
  const visitor = await onTheMap();
  const { page } = visitor;
  await waitFor("the map is kept here", async () => (await keptHere(page)).bases > 0);
  expect((await keptHere(page)).keys).toContain("person");
  await page.getByRole("button", { name: "Zu den Karten" }).click();
  const card = page.getByRole("article").filter({ hasText: "Karte am fremden Rechner" }).last();
  const picture = (await card.locator("img").getAttribute("src")) ?? "";
  await waitFor("the picture is in the cache", () => isCached(page, picture));
  await page.goto(`/karte/${mapId}`);
  await page.locator("[data-save-state=saved]").waitFor();
  const tab = await page.context().newPage();
  await tab.goto(`/karte/${mapId}`);
  await tab.locator("[data-save-state=saved]").waitFor();
  await signOutByMenu(page);
  await page.waitForURL(/\/anmelden$/);
  await tab.waitForURL(/\/anmelden/);
  await tab.getByRole("heading", { name: "Anmelden" }).waitFor();
  await tab.close();
  const kept = await keptHere(page);
  expect(kept).toMatchObject({ bases: 0, changes: 0 });
  expect(kept.keys.filter((key) => ["person", "maps"].includes(key))).toEqual([]);
  expect(await isCached(page, picture)).toBe(false);
  visitor.forgive(/ERR_CACHE_MISS|ERR_FAILED|status of 504/);
  await page.goto(`/karte/${mapId}`);
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(await keptHere(page)).toMatchObject({ bases: 0, changes: 0 });
});

it("DP-20: a tab that sleeps on what is kept keeps nothing of it, and holds up neither signing out nor whoever comes next", async () => {
  const { page } = await onTheMap();
  await waitFor("the map is kept here", async () => (await keptHere(page)).bases > 0);
  const sleeping = await page.context().newPage();
  await sleeping.goto("/api/health");
  await sleeping.evaluate(async () => {
    // Never told to let go: nothing answers its "versionchange".
    await new Promise((resolve) => {
      indexedDB.open("zukunftslandkarte").onsuccess = resolve;
    });
  });
  await signOutByMenu(page);
  await page.waitForURL(/\/anmelden$/);
  expect(await keptHere(page)).toMatchObject({ bases: 0, changes: 0 });
  await page.goto(`/karte/${mapId}`);
  await signIn(page, await server.newMember("Wer danach kommt"));
  await page.locator("[data-save-state=saved]").waitFor();
  await waitFor("the map is kept again", async () => (await keptHere(page)).bases > 0);
});

it("DP-20: signing out with unsent changes asks first, and does so only when told to", async () => {
  const visitor = await onTheMap();
  const { page } = visitor;
  await changeTitleOffline(visitor);
  await signOutByMenu(page);
  const question = page.getByRole("alertdialog", { name: "Es ist noch nicht alles gespeichert" });
  await question.getByText("wartet eine Änderung").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-sign-out-unsent");
  await question.getByRole("button", { name: "Verwerfen und abmelden" }).click();
  // Without network nobody is signed out, and nothing is lost.
  await page.getByText("Keine Verbindung zum Server").waitFor();
  expect((await keptHere(page)).changes).toBe(1);
  visitor.forgive(UNREACHABLE);
  await page.context().setOffline(false);
  await page.locator("[data-save-state=saved]").waitFor();
  // What is saved leaves the device a moment later.
  await waitFor("nothing waits", async () => (await keptHere(page)).changes === 0);
  await signOutByMenu(page);
  await page.waitForURL(/\/anmelden$/);
});

it("PE-71: a session that ends leaves offline edits on the device, and they are sent after signing in", async () => {
  const nora = await server.newMember("Nora Fern");
  const visitor = await onTheMap(nora);
  const { page } = visitor;
  await changeTitleOffline(visitor);
  await endSessions(nora);
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: "Ihre Anmeldung ist abgelaufen" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-session-over");
  await page.getByRole("main").getByRole("button", { name: "Anmelden" }).click();
  // Without a pause: whoever is back within a second must not find the session that has ended.
  await signIn(page, nora);
  await page.locator("[data-save-state=saved]").waitFor();
  const title = page.getByLabel("Titel der Karte");
  await expect.poll(() => title.inputValue()).toBe("Ohne Netz geschrieben");
  await waitFor("nothing waits", async () => (await keptHere(page)).changes === 0);
  visitor.forgive(UNREACHABLE);
  visitor.forgive(REFUSED);
});

it("DP-21: the next person sees nothing of the last one's, and discards it only knowingly", async () => {
  const first = await server.newMember("Erste Person");
  const second = await server.newMember("Zweite Person");
  const visitor = await onTheMap(first);
  const { page } = visitor;
  const tab = await page.context().newPage();
  await tab.goto(`/karte/${mapId}`);
  await tab.locator("[data-save-state=saved]").waitFor();
  await changeTitleOffline(visitor);
  await endSessions(first);
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: "Ihre Anmeldung ist abgelaufen" }).waitFor();
  await page.goto("/anmelden");
  await page.getByText("Zuletzt war hier Erste Person angemeldet").waitFor();
  await page.getByText("Eine Änderung oder ein Kommentar wartet noch auf diesem Gerät").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await signIn(page, second);
  await page.getByRole("heading", { name: "Hier wartet noch etwas von jemand anderem" }).waitFor();
  await page.getByText("eine Änderung oder ein Kommentar von Erste Person").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-hand-over");
  // What the last person left open is not theirs any more either.
  await tab.getByRole("heading", { name: "Hier wartet noch etwas von jemand anderem" }).waitFor();
  await tab.close();
  await page.reload();
  await page.getByRole("button", { name: "Wieder abmelden und alles lassen" }).click();
  await page.waitForURL(/\/anmelden$/);
  expect((await keptHere(page)).changes).toBe(1);
  await signIn(page, second);
  await page.getByRole("button", { name: "Verwerfen und weiter" }).click();
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  expect(await keptHere(page)).toMatchObject({ bases: 0, changes: 0 });
  await page.goto(`/karte/${mapId}`);
  await page.locator("[data-save-state=saved]").waitFor();
  expect(await page.getByLabel("Titel der Karte").inputValue()).toBe("Karte am fremden Rechner");
  visitor.forgive(UNREACHABLE);
  visitor.forgive(REFUSED);
});

it("PE-72: without network whoever is signed in opens their map; somebody who is not is told", async () => {
  const visitor = await onTheMap();
  const { page } = visitor;
  await workerReady(page);
  await waitFor("the map is kept here", async () => (await keptHere(page)).bases > 0);
  await page.context().setOffline(true);
  await page.reload();
  await page.locator("[data-save-state=offline]").waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  await page.context().setOffline(false);
  await page.locator("[data-save-state=saved]").waitFor();
  await signOutByMenu(page);
  await page.waitForURL(/\/anmelden$/);
  await page.context().setOffline(true);
  await page.goto(`/karte/${mapId}`);
  await page.getByRole("heading", { name: "Keine Verbindung zum Server" }).waitFor();
  expect(await page.locator(".react-flow__node").count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-away");
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  visitor.forgive(UNREACHABLE);
});
