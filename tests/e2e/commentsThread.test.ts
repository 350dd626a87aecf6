// One thread in a real browser: written, read and closed by the keyboard alone; followed by a link; live beside others.
import type { Locator } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { deleteElements } from "#shared/map/edit.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { commentWith, giveReply, giveThread, threadWindow } from "./commentsPage.ts";
import { inspect, inspector } from "./inspectorPage.ts";
import { workerReady } from "./offlineReady.ts";

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

async function hasFocus(element: Locator): Promise<void> {
  await waitFor("it has the focus", () =>
    element.evaluate((each) => each === document.activeElement),
  );
}

async function giveTwoNodes(): Promise<void> {
  map = await giveMap(server, [
    { id: "these-0001", kind: "thesis", title: "Digitale Daseinsvorsorge", x: 120, y: 60 },
    { id: "rolle-0001", kind: "role", title: "Kommune als Plattform", x: 120, y: 320 },
  ]);
}

it("CO-82, CO-84, CO-86, CO-88: begun, mentioned, linked, edited, reacted to, resolved with an outcome and deleted by keyboard alone", async () => {
  await giveTwoNodes();
  const { page } = await openMap(server, map, { as: server.owner });
  const { keyboard } = page;
  await inspect(page, "these-0001");
  const begin = inspector(page).getByRole("button", { name: "Kommentieren" });
  await begin.press("Enter");
  const field = threadWindow(page).getByRole("textbox", { name: "Neuer Kommentar" });
  await hasFocus(field);
  await keyboard.type("Bitte **prüfen**, @Bea");
  await page.getByRole("option", { name: "Bea Falk" }).waitFor();
  await screenshot(page, "comments-mention");
  await keyboard.press("Enter");
  expect(await field.inputValue()).toBe("Bitte **prüfen**, @Bea Falk ");
  await keyboard.type("siehe [[kommune");
  await page.getByRole("option", { name: /Kommune als Plattform/ }).waitFor();
  await keyboard.press("Tab");
  expect(await field.inputValue()).toBe(
    "Bitte **prüfen**, @Bea Falk siehe [[Kommune als Plattform]] ",
  );
  await keyboard.type("und [[");
  await page.getByRole("listbox", { name: "Knoten" }).waitFor();
  await keyboard.press("Escape");
  await page.getByRole("listbox").waitFor({ state: "detached" });
  await keyboard.press("Backspace");
  await keyboard.press("Backspace");
  await keyboard.press("Control+Enter");

  const comment = commentWith(page, "Bitte prüfen");
  await comment.getByText("@Bea Falk").waitFor();
  await comment.getByRole("button", { name: "Kommune als Plattform" }).waitFor();
  expect(await comment.locator("strong").innerText()).toBe("prüfen");

  await comment.getByRole("button", { name: /^Aktionen zum Kommentar/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Bearbeiten" }).press("Enter");
  const editing = threadWindow(page).getByRole("textbox", { name: "Kommentar bearbeiten" });
  expect(await editing.inputValue()).toContain("@Bea Falk siehe [[Kommune als Plattform]]");
  // The menu that it was chosen from holds the focus until it is gone.
  await page.evaluate(onceStill("undefined"));
  await hasFocus(editing);
  await keyboard.press("Control+End");
  await keyboard.type(" (neu)");
  await keyboard.press("Control+Enter");
  await commentWith(page, "(neu)").getByText("bearbeitet").waitFor();

  await commentWith(page, "(neu)").getByRole("button", { name: "Reagieren" }).press("Enter");
  await page.getByRole("menuitem", { name: "Wichtig" }).press("Enter");
  const given = threadWindow(page).getByRole("button", { name: /^1 Wichtig: / });
  await given.waitFor();
  expect(await given.getAttribute("aria-pressed")).toBe("true");

  const menu = threadWindow(page).getByRole("button", { name: "Aktionen zur Diskussion" });
  await menu.press("Enter");
  await page.getByRole("menuitem", { name: "Mit Ergebnis erledigen …" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Mit Ergebnis erledigen" });
  await dialog.getByRole("radio", { name: /^Übernommen/ }).press("Space");
  await keyboard.press("ArrowDown");
  await dialog.getByRole("textbox", { name: "Begründung" }).focus();
  await keyboard.type("Der Titel nennt jetzt die Plattform.");
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-outcome");
  await dialog.getByRole("button", { name: "Als erledigt markieren" }).press("Enter");
  const outcome = threadWindow(page).getByRole("region", { name: "Ergebnis" });
  await outcome.getByText("Teilweise übernommen").waitFor();
  await outcome.getByText("Der Titel nennt jetzt die Plattform.").waitFor();

  await threadWindow(page).getByRole("textbox", { name: "Antwort" }).focus();
  await keyboard.type("Danke!");
  await keyboard.press("Control+Enter");
  await commentWith(page, "Danke!").getByRole("button", { name: "Reagieren" }).waitFor();
  await screenshot(page, "comments-thread");

  await threadWindow(page).getByRole("button", { name: "Wieder öffnen" }).press("Enter");
  await outcome.waitFor({ state: "detached" });
  await commentWith(page, "Danke!")
    .getByRole("button", { name: /^Aktionen zum Kommentar/ })
    .press("Enter");
  await page.getByRole("menuitem", { name: "Löschen" }).press("Enter");
  await page
    .getByRole("alertdialog", { name: "Kommentar löschen?" })
    .getByRole("button", { name: "Löschen" })
    .press("Enter");
  await threadWindow(page).getByText("Dieser Kommentar wurde gelöscht.").waitFor();

  await threadWindow(page).getByRole("textbox", { name: "Antwort" }).press("Escape");
  await threadWindow(page).waitFor({ state: "detached" });
  // Where it came from.
  await hasFocus(begin);
});

it("CO-85, CO-89, CO-90, CO-92, CO-94, CO-95: a link leads to the comment; what is new has its line; what waits, is begun or orphaned says so", async () => {
  await giveTwoNodes();
  const anchor = { on: "node", id: "rolle-0001" } as const;
  const { thread, comments } = await giveThread(server, mapId(), anchor, "Erster Gedanke", bea);
  await giveReply(
    server,
    mapId(),
    thread.id,
    `An @{${server.owner.person.id}}: siehe <b>HTML</b>`,
    bea,
  );
  const { page, forgive } = await openMap(server, map, {
    as: server.owner,
    viewport: { width: 1440, height: 900 },
  });
  await page.evaluate((id) => {
    location.hash = `kommentar=${id}`;
  }, comments[0]?.id);
  const linked = page.locator("[data-linked]");
  await linked.getByText("Erster Gedanke").waitFor();
  await waitFor("the address is clean again", () => new URL(page.url()).hash === "");
  await threadWindow(page).getByText("Neu", { exact: true }).waitFor();
  await commentWith(page, "<b>HTML</b>").getByText("(Sie)").waitFor();
  await giveReply(server, mapId(), thread.id, "Und noch einer", bea);
  await commentWith(page, "Und noch einer").waitFor();
  await screenshot(page, "comments-linked");
  const answer = threadWindow(page).getByRole("textbox", { name: "Antwort" });
  await answer.fill("Angefangen @Bea");
  await page.getByRole("listbox", { name: "Personen" }).waitFor();
  // Without the tools of the selection: the window may lie over them.
  await page.mouse.click(700, 120);
  await answer.focus();
  expect(await accessibilityFaults(page)).toEqual([]);
  deleteElements({ doc: map.doc, origin: null }, { nodes: ["rolle-0001"], links: [] });
  await threadWindow(page).getByText("verwaist zuletzt „Kommune als Plattform“").waitFor();
  await threadWindow(page).getByRole("button", { name: "Aktionen zur Diskussion" }).click();
  await page.getByRole("menuitem", { name: "Stand zu Beginn der Diskussion" }).click();
  const then = page.getByRole("dialog", { name: /^Stand am / });
  await then.getByText("Kommune als Plattform").waitFor();
  await screenshot(page, "comments-then");
  await page.keyboard.press("Escape");
  await then.waitFor({ state: "detached" });
  await workerReady(page);
  await page.context().setOffline(true);
  await page.locator("[data-save-state=offline]").waitFor();
  await answer.fill("Ohne Netz");
  await answer.press("Control+Enter");
  const waiting = threadWindow(page).getByRole("list", { name: "Noch nicht gesendet" });
  await waiting.getByText("Wartet auf Verbindung").waitFor();
  await waiting.getByRole("button", { name: "Verwerfen" }).waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await screenshot(page, "comments-waiting-dark");
  await page.context().setOffline(false);
  await commentWith(page, "Ohne Netz").getByRole("button", { name: "Reagieren" }).waitFor();

  await answer.fill("Angefangen @Bea");
  await page.reload();
  await page.goto(`${map.path}#kommentar=${comments[0]?.id ?? ""}`);
  const field = threadWindow(page).getByRole("textbox", { name: "Antwort" });
  await waitFor("it is there again", async () => (await field.inputValue()) === "Angefangen @Bea");
  await page.evaluate(() => {
    location.hash = "kommentar=gibtesnicht";
  });
  await page.getByText("Diesen Kommentar gibt es nicht mehr.").waitFor();

  const { page: stranger } = await visit(server.url, { as: null });
  const link = `${map.path}#kommentar=${comments[0]?.id ?? ""}`;
  await stranger.goto(link);
  await stranger.waitForURL(/\/anmelden/);
  expect(new URL(stranger.url()).searchParams.get("weiter")).toBe(link);

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "comments-narrow-dark");
  // It was without network for a while, and asked for a comment that is not there.
  forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection|status of 404/);
});
