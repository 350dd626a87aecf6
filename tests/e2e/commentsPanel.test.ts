// The comments panel in a real browser: walked by keyboard alone, live beside others, without a right to write, and where
// there is nothing to show.
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { deleteElements } from "#shared/map/edit.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { guestBy, invite } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { threadWindow } from "./commentsPage.ts";

const OPEN_PANEL = "Control+Alt+KeyK";

let server: ServerProcess;
let map: TestMap;
let bea: Somebody;
beforeAll(async () => {
  server = await startServer();
  bea = await server.newMember("Bea Falk");
});
afterEach(() => map.close());
afterAll(() => server.remove());

const mapId = (): string => map.path.split("/").at(-1) ?? "";

async function giveNodes(): Promise<void> {
  map = await giveMap(
    server,
    [
      { id: "vision-0001", kind: "vision", title: "Stadt der kurzen Wege", x: 0, y: 0 },
      { id: "these-00001", kind: "thesis", title: "Digitale Daseinsvorsorge", x: 500, y: 20 },
      { id: "rolle-00001", kind: "role", title: "Kommune als Plattform", x: 0, y: 600 },
      { id: "notiz-00001", kind: "note", title: "Alte Notiz", x: 500, y: 600 },
    ],
    [["link-000001", "influences", "vision-0001", "rolle-00001"]],
  );
}

const panel = (page: Page): Locator => page.getByRole("complementary", { name: "Kommentare" });
const rows = (page: Page): Locator => panel(page).getByRole("treeitem");
const rowNames = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) =>
    all
      .filter((row) => row instanceof HTMLElement)
      .toSorted((a, b) => a.offsetTop - b.offsetTop)
      .map((row) => row.querySelector("p")?.textContent ?? row.title),
  );

/** Some of everything: on nodes, a link, a place, the whole; answered, resolved, orphaned, from a perspective. */
async function giveTalk(): Promise<TalkOverHttp> {
  await giveNodes();
  const owner = new TalkOverHttp(server.url, mapId());
  const colleague = new TalkOverHttp(server.url, mapId(), bea);
  const link = await invite(server.url, mapId(), {
    role: "commenter",
    perspective: "Wissenschaft",
  });
  const guest = new TalkOverHttp(server.url, mapId(), await guestBy(server.url, link.token));
  const me = server.owner.person.id;
  const node = (id: string) => ({ on: "node", id }) as const;
  await owner.begin("Das ist ein guter Anfang. Was fehlt noch?");
  await colleague.begin(
    `**Wer** bezahlt das? @{${me}}, bitte im [[rolle-00001]] ergänzen, sonst bleibt es eine Absicht ohne Absender.`,
    node("these-00001"),
  );
  const asked = await guest.begin(
    "Dazu gibt es eine Studie aus Freiburg, die das Gegenteil zeigt.",
    node("these-00001"),
  );
  await colleague.reply(asked.thread.id, "Können Sie sie verlinken?");
  await owner.reply(asked.thread.id, "Ich habe sie.");
  const adopted = await guest.begin("Kurze Wege – für wen?", node("vision-0001"));
  await owner.ask(`/threads/${adopted.thread.id}/state`, {
    method: "PUT",
    body: { state: "resolved", outcome: "adopted", reason: "Steht jetzt in der Beschreibung." },
  });
  await colleague.begin("Warum nur in eine Richtung?", { on: "link", id: "link-000001" });
  await guest.begin("Hier fehlt ein Knoten zum Ehrenamt.", { on: "place", x: 900, y: 300 });
  await colleague.begin("War das nicht erledigt?", node("notiz-00001"));
  return colleague;
}

it("CO-70, CO-71, CO-76: opened, walked, filtered and left by keyboard alone; Enter opens the thread and moves the map", async () => {
  await giveTalk();
  const { page } = await openMap(server, map, { as: server.owner });
  const { keyboard } = page;
  deleteElements({ doc: map.doc, origin: null }, { nodes: ["notiz-00001"], links: [] });
  await card(page, "notiz-00001").waitFor({ state: "detached" });
  await keyboard.press(OPEN_PANEL);
  await page.getByRole("treeitem", { level: 1 }).first().waitFor();
  await waitFor("the first row has the focus", () =>
    page.evaluate(() => document.activeElement?.getAttribute("role") === "treeitem"),
  );
  // The list lags a little behind the map.
  const rowsAre = (names: string[]) => expect.poll(() => rowNames(page)).toEqual(names);
  await rowsAre([
    "Ganze Karte",
    "Das ist ein guter Anfang. Was fehlt noch?",
    "Stellen auf der Karte",
    "Hier fehlt ein Knoten zum Ehrenamt.",
    "Digitale Daseinsvorsorge",
    "Wer bezahlt das? @Anika Eigner, bitte im „Kommune als Plattform“ ergänzen, sonst bleibt es eine Absicht ohne Absender.",
    "Dazu gibt es eine Studie aus Freiburg, die das Gegenteil zeigt.",
    "Stadt der kurzen Wege → Kommune als Plattform",
    "Warum nur in eine Richtung?",
    "Alte Notiz",
    "War das nicht erledigt?",
  ]);
  expect(await panel(page).getByText("verwaist").count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-panel");

  // To the last thread, to what it hangs on, which folds.
  await keyboard.press("End");
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowLeft");
  await waitFor("the group is folded", async () => (await rows(page).count()) === 10);
  await keyboard.press("ArrowRight");
  // By its first letter: a thread's author, then the node.
  await keyboard.press("d");
  await keyboard.press("d");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await threadWindow(page).getByText("Wer").waitFor();
  await card(page, "these-00001").waitFor();
  expect(await rows(page).and(page.locator("[aria-selected=true]")).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-panel-thread");
  await threadWindow(page).focus();
  await keyboard.press("Escape");
  await threadWindow(page).waitFor({ state: "detached" });
  await waitFor("the row has the focus again", () =>
    page.evaluate(() => document.activeElement?.getAttribute("role") === "treeitem"),
  );

  const filter = (name: string) => panel(page).getByRole("radio", { name });
  await filter("Erledigt").focus();
  await keyboard.press("Space");
  await panel(page).getByText("Übernommen").waitFor();
  await rowsAre(["Stadt der kurzen Wege", "Kurze Wege – für wen?"]);
  await filter("Erwähnungen").focus();
  await keyboard.press("Space");
  await panel(page).getByText("erwähnt Sie").waitFor();
  expect(await rows(page).count()).toBe(2);

  await filter("Alle").focus();
  await keyboard.press("Space");
  await panel(page).getByRole("searchbox", { name: "Suchen" }).focus();
  // A word of an answer, which only the server knows.
  await keyboard.type("verlinken");
  await panel(page).getByText("1 Diskussion gefunden").waitFor();
  await rowsAre([
    "Digitale Daseinsvorsorge",
    "Dazu gibt es eine Studie aus Freiburg, die das Gegenteil zeigt.",
  ]);
  await panel(page).getByRole("searchbox", { name: "Suchen" }).fill("");

  await panel(page).getByRole("button", { name: "Alle als gelesen markieren" }).press("Enter");
  await page.getByRole("button", { name: "Kommentare", exact: true }).waitFor();
  await keyboard.press(OPEN_PANEL);
  await panel(page).waitFor({ state: "detached" });
});

it("CO-144: a thread is marked as unread in its window's menu and, by key, in the list; elsewhere it is unread, too", async () => {
  await giveNodes();
  const owner = new TalkOverHttp(server.url, mapId());
  await owner.begin("Bitte später beantworten", { on: "node", id: "vision-0001" });
  const { page } = await openMap(server, map, { as: bea });
  const { keyboard } = page;
  const elsewhere = async (unread: number): Promise<void> => {
    const talk = new TalkOverHttp(server.url, mapId(), bea);
    await waitFor(`${unread} unread on the server`, async () => {
      return (await talk.since()).threads[0]?.unread === unread;
    });
  };
  await keyboard.press(OPEN_PANEL);
  const row = rows(page).filter({ hasText: "Bitte später beantworten" });
  await row.getByText("1 ungelesen").waitFor();
  await row.click();
  await elsewhere(0);
  await row.getByText("1 ungelesen").waitFor({ state: "detached" });
  await threadWindow(page).getByRole("button", { name: "Aktionen zur Diskussion" }).press("Enter");
  await page.getByRole("menuitem", { name: "Als ungelesen markieren" }).press("Enter");
  await threadWindow(page).waitFor({ state: "detached" });
  await row.getByText("1 ungelesen").waitFor();
  await elsewhere(1);
  await waitFor("the keyboard is somewhere", () =>
    page.evaluate(() => document.activeElement !== document.body),
  );
  await row.press("Shift+U");
  await row.getByText("1 ungelesen").waitFor({ state: "detached" });
  await elsewhere(0);
  await row.press("Shift+U");
  await row.getByText("1 ungelesen").waitFor();
  await elsewhere(1);
  // The same by pointer, without opening it.
  await row.hover();
  await row.getByTitle("Als gelesen markieren").click();
  await row.getByText("1 ungelesen").waitFor({ state: "detached" });
  await elsewhere(0);
  await row.getByTitle("Als ungelesen markieren").click();
  await row.getByText("1 ungelesen").waitFor();
  await elsewhere(1);
  expect(await threadWindow(page).count()).toBe(0);
});

it("CO-75, CO-77: what somebody invited writes is in the panel and at the button at once, and is said aloud", async () => {
  await giveNodes();
  const { page } = await openMap(server, map, { as: server.owner });
  await page.keyboard.press(OPEN_PANEL);
  await panel(page).getByText("Noch keine Kommentare").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-panel-empty");
  const link = await invite(server.url, mapId(), { role: "commenter" });
  const guest = new TalkOverHttp(server.url, mapId(), await guestBy(server.url, link.token));
  // Said for some seconds only.
  const said = page
    .locator("[data-comment-news]")
    .getByText("Neuer Kommentar von Dr. Expertin (Gast) bei „Stadt der kurzen Wege“")
    .waitFor({ state: "attached" });
  await Promise.all([
    said,
    guest.begin("Von draußen gesehen: gut.", { on: "node", id: "vision-0001" }),
  ]);
  await panel(page).getByText("Von draußen gesehen: gut.").waitFor();
  await page.getByRole("button", { name: "Kommentare, 1 ungelesen" }).waitFor();
});

it("CO-78: who may only read sees everything and is offered no writing; on a narrow window the panel makes room for the thread", async () => {
  await giveTalk();
  const { token } = await invite(server.url, mapId(), { role: "viewer" });
  const reader = await guestBy(server.url, token);
  const { page } = await openMap(server, map, {
    as: reader,
    viewport: { width: 390, height: 780 },
    colorScheme: "dark",
  });
  await page.getByRole("button", { name: /^Kommentare, / }).click();
  await rows(page).first().waitFor();
  expect(
    await panel(page).getByRole("button", { name: "Die ganze Karte kommentieren" }).count(),
  ).toBe(0);
  expect(await panel(page).getByRole("button", { name: "Mehr zu Kommentaren" }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-panel-narrow");
  await rows(page).filter({ hasText: "Das ist ein guter Anfang" }).click();
  await threadWindow(page).getByText("Das ist ein guter Anfang").waitFor();
  await panel(page).waitFor({ state: "detached" });
  await screenshot(page, "comments-panel-narrow-thread");
});
