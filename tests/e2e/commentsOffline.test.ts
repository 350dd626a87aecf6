// Comments written without network: they wait on the device, over a reload and in two tabs, and reach the server once.
import type { BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { giveRole, guestBy, invite } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { commentWith, giveReply, giveThread, markOf, threadWindow } from "./commentsPage.ts";
import { countOnDevice, mapKept, nothingKept, workerReady } from "./offlineReady.ts";

/** The browser's own words about a network that is not there. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection/;
/** What a refused request leaves in the console. */
const REFUSED = /status of 403/;
/** What was asked in the moment in which the session ended. */
const SIGNED_OUT = /status of 401/;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

const idOf = (map: TestMap): string => map.path.split("/").at(-1) ?? "";
const oneNode = () => giveMap(server, [{ id: "these-0001", title: "Ohne Netz", x: 0, y: 0 }]);

/** How many comments wait on this device's disk. */
const waitingOnDisk = (page: Page): Promise<number> =>
  countOnDevice(page, "zukunftslandkarte-kommentare", "waiting");

/** The map opens again without network: its files and its copy are on the device. */
async function keptForOffline(page: Page): Promise<void> {
  await workerReady(page);
  await mapKept(page);
}

async function comment(page: Page, name: string, text: string): Promise<void> {
  const field = threadWindow(page).getByRole("textbox", { name });
  await field.fill(text);
  await field.press("Control+Enter");
  await commentWith(page, text).waitFor();
}

async function openPanel(page: Page): Promise<void> {
  await page.keyboard.press("Control+Alt+KeyK");
  await page.getByRole("complementary", { name: "Kommentare" }).waitFor();
}

it("CO-65, CO-66, CO-79: written without network it waits over a reload and in two tabs, leaving asks, and it is sent once", async () => {
  const map = await oneNode();
  const asked: string[] = [];
  const visitor = await openMap(server, map, { as: server.owner });
  const { page } = visitor;
  const context: BrowserContext = page.context();
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await keptForOffline(page);
  await page.reload();
  await page.locator("[data-save-state=saved]").waitFor();
  const second = await context.newPage();
  await second.goto(map.path);
  await second.locator("[data-save-state=saved]").waitFor();

  await context.setOffline(true);
  await page.locator("[data-save-state=offline]").waitFor();
  await openPanel(page);
  await page.getByRole("button", { name: "Die ganze Karte kommentieren" }).first().click();
  await comment(page, "Neuer Kommentar", "Im Zug geschrieben");
  await comment(page, "Antwort", "Und im Tunnel");
  await waitFor("both are on the disk", async () => (await waitingOnDisk(page)) === 2);
  await page.getByText("(2 warten)").first().waitFor();
  await page.getByText("2 Kommentare warten auf diesem Gerät").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-offline");
  // The other tab shows them too.
  await openPanel(second);
  await second.getByText("Im Zug geschrieben").waitFor();

  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await page.locator("[data-save-state=offline]").waitFor();
  await openPanel(page);
  await page.getByRole("treeitem").filter({ hasText: "Im Zug geschrieben" }).waitFor();
  await page.getByText("(2 warten)").first().waitFor();

  await context.setOffline(false);
  for (const tab of [page, second]) {
    await tab.locator("[data-save-state=saved]").waitFor();
    await tab.getByText("1 Antwort, zuletzt").waitFor();
    await waitFor("it is there once", async () => {
      return (await tab.getByText("Im Zug geschrieben").count()) === 1;
    });
  }
  await waitFor("nothing waits any more", async () => (await waitingOnDisk(page)) === 0);
  const talk = new TalkOverHttp(server.url, idOf(map));
  const { threads } = await talk.since();
  expect(threads.map(({ commentCount }) => commentCount)).toEqual([2]);
  const { comments } = await talk.thread(threads[0]?.id ?? "");
  expect(comments.map(({ text }) => text)).toEqual(["Im Zug geschrieben", "Und im Tunnel"]);
  visitor.forgive(UNREACHABLE);
  map.close();
});

/** How many lists, and how many opened threads, this device keeps. */
const keptOnDisk = (page: Page): Promise<number[]> =>
  Promise.all(
    ["lists", "threads"].map((store) =>
      countOnDevice(page, "zukunftslandkarte-diskussionen", store),
    ),
  );

it("CO-140, CO-142: threads that were seen are there without network, with when they were told, and not after signing out", async () => {
  const map = await oneNode();
  const anchor = { on: "node", id: "these-0001" } as const;
  const { thread } = await giveThread(server, idOf(map), anchor, "Das stand schon da");
  await giveReply(server, idOf(map), thread.id, "Und das darunter");
  const visitor = await openMap(server, map, { as: await server.newMember("Pia Pfad") });
  const { page } = visitor;
  await page.locator("[data-save-state=saved]").waitFor();
  await keptForOffline(page);
  await openPanel(page);
  await page.getByRole("treeitem").filter({ hasText: "Das stand schon da" }).click();
  await commentWith(page, "Und das darunter").waitFor();
  await waitFor("list and thread are kept", async () => {
    const kept = await keptOnDisk(page);
    return kept[0] === 1 && kept[1] === 1;
  });
  await page.context().setOffline(true);
  await page.locator("[data-save-state=offline]").waitFor();
  await page.reload();
  await page.locator("[data-save-state=offline]").waitFor();
  await markOf(page, "these-0001").waitFor();
  await openPanel(page);
  await page.getByText(/^Stand: heute, .* ohne Verbindung/).waitFor();
  await page.getByRole("treeitem").filter({ hasText: "Das stand schon da" }).click();
  await commentWith(page, "Und das darunter").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-kept");

  await page.context().setOffline(false);
  await page.locator("[data-save-state=saved]").waitFor();
  await page.getByText(/^Stand: heute/).waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Sie erscheinen als/ }).click();
  await page.getByRole("menuitem", { name: "Abmelden" }).click();
  await page.waitForURL(/\/anmelden$/);
  await nothingKept(page);
  visitor.forgive(UNREACHABLE);
  visitor.forgive(SIGNED_OUT);
  map.close();
});

it("CO-79: signing out with a comment that waits asks first; signed out, the device keeps none", async () => {
  const map = await oneNode();
  const visitor = await openMap(server, map, { as: await server.newMember("Ole Ohm") });
  const { page } = visitor;
  await page.locator("[data-save-state=saved]").waitFor();
  await workerReady(page);
  await page.context().setOffline(true);
  await page.locator("[data-save-state=offline]").waitFor();
  await openPanel(page);
  await page.getByRole("button", { name: "Die ganze Karte kommentieren" }).first().click();
  await comment(page, "Neuer Kommentar", "Noch schnell");
  await waitFor("it is on the disk", async () => (await waitingOnDisk(page)) === 1);
  const signOut = async (): Promise<void> => {
    await page.getByRole("button", { name: /^Sie erscheinen als/ }).click();
    await page.getByRole("menuitem", { name: "Abmelden" }).click();
  };
  await signOut();
  const question = page.getByRole("alertdialog", { name: "Es ist noch nicht alles gespeichert" });
  await question.getByText("wartet eine Änderung oder ein Kommentar").waitFor();
  await question.getByRole("button", { name: "Angemeldet bleiben" }).click();
  await page.context().setOffline(false);
  await page.locator("[data-save-state=saved]").waitFor();
  await waitFor("it was sent", async () => (await waitingOnDisk(page)) === 0);
  await signOut();
  await page.waitForURL(/\/anmelden$/);
  await nothingKept(page);
  visitor.forgive(UNREACHABLE);
  visitor.forgive(SIGNED_OUT);
  map.close();
});

it("CO-67, CO-79: a comment that is refused comes back with its reason and its text, and can be let go", async () => {
  const map = await oneNode();
  const { token } = await invite(server.url, idOf(map), { role: "commenter" });
  const somebody = await guestBy(server.url, token);
  const visitor = await openMap(server, map, { as: somebody });
  const { page } = visitor;
  await page.getByText("Nur kommentieren").waitFor();
  await workerReady(page);
  await page.context().setOffline(true);
  await openPanel(page);
  await page.getByRole("button", { name: "Die ganze Karte kommentieren" }).first().click();
  await comment(page, "Neuer Kommentar", "Darf ich das noch sagen?");
  // Who may only comment sees that something waits as well.
  await page.locator("[data-save-state=offline]").waitFor();
  await giveRole(server.url, idOf(map), somebody, "viewer");
  await page.context().setOffline(false);
  const refused = page.getByRole("region", { name: "Nicht angenommen" });
  await refused.getByText("Darf ich das noch sagen?").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-refused");
  expect(await waitingOnDisk(page)).toBe(1);
  await refused.getByRole("button", { name: "Verwerfen" }).click();
  await refused.waitFor({ state: "detached" });
  await waitFor("it is gone from the disk", async () => (await waitingOnDisk(page)) === 0);
  visitor.forgive(UNREACHABLE);
  visitor.forgive(REFUSED);
  map.close();
});
