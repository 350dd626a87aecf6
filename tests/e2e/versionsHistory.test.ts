// The history of versions in a real browser: saved, looked at and restored by keyboard alone; restored while somebody else
// drags; on a narrow window, and for those who have no part in it.
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { setNodeTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { BadLine } from "../fixtures/BadLine.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot } from "../fixtures/browser.ts";
import { guestBy, invite } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, giveMap, middleOf, openMap, type TestMap } from "./canvasPage.ts";
import { toast } from "./sharePage.ts";
import { inspector } from "./inspectorPage.ts";
import { workerReady } from "./offlineReady.ts";

const OPEN_HISTORY = "Control+Alt+KeyV";

let server: ServerProcess;
let map: TestMap;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(() => server.remove());

const mapId = (): string => map.path.split("/").at(-1) ?? "";
const history = (page: Page): Locator => page.getByRole("complementary", { name: "Verlauf" });
const row = (page: Page, text: string | RegExp): Locator =>
  history(page).getByRole("treeitem").filter({ hasText: text });

async function give(): Promise<void> {
  map = await giveMap(
    server,
    [
      { id: "vision-0001", kind: "vision", title: "Stadt der kurzen Wege", x: 0, y: 0 },
      { id: "these-00001", kind: "thesis", title: "Digitale Daseinsvorsorge", x: 500, y: 20 },
      { id: "rolle-00001", kind: "role", title: "Kommune als Plattform", x: 0, y: 500 },
    ],
    [["link-000001", "influences", "vision-0001", "rolle-00001"]],
  );
}

async function ask(path: string, body: object): Promise<unknown> {
  const url = `${server.url}/api/maps/${mapId()}/versions${path}`;
  const answer = await askApi(url, { method: "POST", body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.json();
}

async function save(name: string, note = ""): Promise<Version> {
  return versionSchema.parse(await ask("", { id: newId(), name, note }));
}

/** As a colleague: it is on the server's disk once a page shows it. */
async function rename(page: Page, title: string): Promise<void> {
  setNodeTitle({ doc: map.doc, origin: null }, "vision-0001", title);
  await card(page, "vision-0001").getByText(title).waitFor();
}

async function isFocusInTree(page: Page): Promise<void> {
  await waitFor("a row has the focus", () =>
    page.evaluate(() => document.activeElement?.getAttribute("role") === "treeitem"),
  );
}

it("VE-40, VE-41, VE-42, VE-44, VE-48: saved at once and named, looked at and restored by keyboard alone; the way back brings back what was", async () => {
  await give();
  const visitor = await openMap(server, map, {
    as: server.owner,
    viewport: { width: 1440, height: 900 },
  });
  const { page } = visitor;
  const { keyboard } = page;
  await card(page, "these-00001").click();
  // Still on its way when the version is asked for.
  await keyboard.press("ArrowDown");
  await keyboard.press("Control+s");
  await toast(page, "ist gespeichert").getByRole("button", { name: "Benennen" }).press("Enter");
  const name = page.getByRole("textbox", { name: "Name" });
  expect(await name.inputValue()).toMatch(/^Stand vom /);
  expect(await accessibilityFaults(page)).toEqual([]);
  await name.fill("Vor der Sitzung");
  await page.getByRole("textbox", { name: "Notiz" }).fill("Mit allen abgestimmt");
  await page.getByRole("button", { name: "Speichern", exact: true }).press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await rename(page, "Stadt der langen Wege");
  await card(page, "these-00001").click();
  await keyboard.press("ArrowDown");
  await waitFor("moved once more", () => map.node("these-00001").place.y === 40);

  await keyboard.press(OPEN_HISTORY);
  await row(page, "Vor der Sitzung")
    .getByText(/· Anika Eigner$/)
    .waitFor();
  await row(page, "Mit allen abgestimmt").waitFor();
  await isFocusInTree(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-history");

  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await page.getByText(/^„Vor der Sitzung“ vom .* – nur ansehen$/).waitFor();
  await card(page, "vision-0001").getByText("Stadt der kurzen Wege").waitFor();
  await row(page, "Vor der Sitzung").and(page.locator("[aria-selected=true]")).waitFor();
  await isFocusInTree(page);
  expect(page.url()).toContain("/stand/");
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-looked-at");

  await page.getByRole("button", { name: "Wiederherstellen …" }).press("Enter");
  const question = page.getByRole("alertdialog", { name: "Diese Version wiederherstellen?" });
  await question.getByText("Niemand wird getrennt.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-question");
  await question.getByRole("button", { name: "Wiederherstellen" }).press("Enter");
  await waitFor("restored", () => map.node("vision-0001").title === "Stadt der kurzen Wege");
  expect(map.node("these-00001").place.y).toBe(30);
  // It stays as long as somebody is at it.
  const undo = toast(page, "„Vor der Sitzung“ ist wiederhergestellt.").getByRole("button", {
    name: "Rückgängig machen",
  });
  await undo.focus();
  await row(page, "Aktuelle Version").and(page.locator("[aria-selected=true]")).waitFor();
  await row(page, "Stand vor dem Wiederherstellen von „Vor der Sitzung“").waitFor();
  await undo.press("Enter");
  await card(page, "vision-0001").getByText("Stadt der langen Wege").waitFor();
  await waitFor("everywhere", () => map.node("vision-0001").title === "Stadt der langen Wege");

  await workerReady(page);
  await page.context().setOffline(true);
  await history(page).getByText("Ohne Verbindung").waitFor();
  await keyboard.press("Control+s");
  await toast(page, "Zurzeit fehlt die Verbindung").waitFor();
  await page.context().setOffline(false);
  visitor.forgive(/ERR_INTERNET_DISCONNECTED|WebSocket connection/);
});

it("VE-43: who drags a node while another restores is told who it was, never disconnected, and both end with the same map", async () => {
  await give();
  const version = await save("Vor der Sitzung");
  const anika = await openMap(server, map, { as: server.owner });
  const ben = await openMap(server, map);
  const sockets: string[] = [];
  ben.page.on("websocket", (socket) => sockets.push(socket.url()));
  await card(ben.page, "rolle-00001").click();
  await ben.page.keyboard.press("ArrowDown");
  await waitFor("Ben moved it", () => map.node("rolle-00001").place.y > 500);
  await rename(anika.page, "Stadt der langen Wege");

  // The inspector takes its room from the canvas.
  await inspector(ben.page).waitFor();
  await ben.page.evaluate(onceStill("undefined"));
  const from = await middleOf(card(ben.page, "these-00001"));
  await card(ben.page, "these-00001").hover();
  await ben.page.mouse.down();
  await ben.page.mouse.move(from.x + 60, from.y + 60, { steps: 8 });
  await anika.page.goto(`${map.path}/stand/${version.stateId}?version=${version.id}`);
  await anika.page.getByRole("button", { name: "Wiederherstellen …" }).click();
  await anika.page.getByRole("button", { name: "Wiederherstellen", exact: true }).click();
  const told = toast(ben.page, "Anika Eigner hat „Vor der Sitzung“ wiederhergestellt.");
  // It stays as long as somebody is at it.
  await told.getByRole("button", { name: "Verlauf zeigen" }).focus();
  await waitFor("nothing of before can be undone", () =>
    ben.page.getByRole("button", { name: "Rückgängig" }).isDisabled(),
  );
  await ben.page.mouse.move(from.x + 120, from.y + 90, { steps: 4 });
  await ben.page.mouse.up();

  await waitFor("Ben's drag is on the map", () => map.node("these-00001").place.x > 520);
  expect(map.node("vision-0001").title).toBe("Stadt der kurzen Wege");
  expect(map.node("rolle-00001").place.y).toBe(500);
  await anika.page.waitForURL((url) => url.pathname === map.path);
  const placesIn = (page: Page): Promise<string[]> =>
    page.locator(".react-flow__node").evaluateAll((all) =>
      all
        .map((node) => `${node.getAttribute("data-id")} ${node.getAttribute("style")}`)
        .map((place) => place.replaceAll(/(?:z-index|visibility|opacity): [^;]*;/g, ""))
        .toSorted(),
    );
  await waitFor("both see the same", async () => {
    const [one, other] = await Promise.all([placesIn(anika.page), placesIn(ben.page)]);
    return one.length === 3 && one.join() === other.join();
  });
  for (const { page } of [anika, ben]) {
    await card(page, "vision-0001").getByText("Stadt der kurzen Wege").waitFor();
  }
  expect(sockets).toEqual([]);
  // Whoever restored it hears of that once, from their own page.
  expect(await toast(anika.page, "hat „Vor der Sitzung“").count()).toBe(0);
  await told.getByRole("button", { name: "Verlauf zeigen" }).click();
  await row(ben.page, "Vor der Sitzung").first().waitFor();
});

/** Up to which restore the copy of the map on the page's device knows. */
function restoredAtOn(page: Page, at: number): Promise<boolean> {
  return page.evaluate(
    ({ id, wanted }) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open("zukunftslandkarte");
        opening.addEventListener("error", () => reject(new Error("not opened")));
        opening.addEventListener("success", () => {
          const asking: IDBRequest<unknown> = opening.result
            .transaction("bases")
            .objectStore("bases")
            .get(id);
          asking.addEventListener("success", () => {
            opening.result.close();
            const base = asking.result;
            const isBase = typeof base === "object" && base !== null && "restoredAt" in base;
            resolve(isBase && base.restoredAt === wanted);
          });
        });
      }),
    { id: mapId(), wanted: at },
  );
}

it("VE-145: who was away while somebody restored is told on return, and can undo nothing of before; so is a page that was opened without network", async () => {
  await give();
  const version = await save("Vor der Sitzung");
  const line = await BadLine.to(server.url);
  try {
    const visitor = await openMap({ ...server, url: line.url }, map, {
      as: await server.newMember(),
    });
    const { page } = visitor;
    await workerReady(page);
    await page.reload();
    await page.locator("[data-ready]").waitFor();
    await card(page, "rolle-00001").click();
    await page.keyboard.press("ArrowDown");
    await waitFor("it is moved", () => map.node("rolle-00001").place.y > 500);
    const undo = page.getByRole("button", { name: "Rückgängig" });
    await waitFor("it can be undone", () => undo.isEnabled());
    await waitFor("the page knows of no restore", () => restoredAtOn(page, 0));

    await rename(page, "Stadt der langen Wege");
    line.refuse(true);
    await page.locator("[data-save-state=offline]").waitFor();
    await ask(`/${version.id}/restore`, { requestId: newId() });
    line.refuse(false);
    const told = toast(page, "Anika Eigner hat „Vor der Sitzung“ wiederhergestellt.");
    await told.waitFor();
    await waitFor("it can no more be undone", () => undo.isDisabled());
    await told.getByRole("button", { name: "Schließen" }).click();
    await told.waitFor({ state: "detached" });

    await rename(page, "Stadt der weiten Wege");
    await waitFor("the page keeps what it knows", async () => !(await restoredAtOn(page, 0)));
    line.refuse(true);
    await page.reload();
    await page.locator("[data-save-state=offline]").waitFor();
    await page.locator("[data-ready]").waitFor();
    await card(page, "rolle-00001").click();
    await page.keyboard.press("ArrowDown");
    await waitFor("that can be undone", () => undo.isEnabled());
    await ask(`/${version.id}/restore`, { requestId: newId() });
    line.refuse(false);
    await told.waitFor();
    await waitFor("that neither", () => undo.isDisabled());
    // Before the line is taken away.
    await page.context().close();
    visitor.forgive(
      /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket connection|Failed to fetch/,
    );
  } finally {
    await line.close();
  }
});

it("VE-45, VE-46, VE-47, VE-49: narrow and dark, automatic versions unfold and the sheet makes room; owners delete, commenters see nothing of it", async () => {
  await give();
  const { page } = await openMap(server, map, {
    as: server.owner,
    viewport: { width: 390, height: 780 },
    colorScheme: "dark",
  });
  const first = await save("Anfang");
  await rename(page, "Stadt der langen Wege");
  await ask(`/${first.id}/restore`, { requestId: newId() });
  await card(page, "vision-0001").getByText("Stadt der kurzen Wege").waitFor();
  await rename(page, "Stadt der weiten Wege");
  await ask(`/${first.id}/restore`, { requestId: newId() });
  await save("Nach der Sitzung");

  await page.getByRole("button", { name: "Mehr", exact: true }).click();
  await page.getByRole("menuitem", { name: "Verlauf" }).click();
  const automatic = row(page, "2 automatische Versionen");
  await automatic.waitFor();
  const rows = history(page).getByRole("treeitem");
  await expect.poll(() => rows.count()).toBe(5);
  await automatic.click();
  await waitFor("unfolded", async () => (await rows.count()) === 7);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-narrow");
  await row(page, "Nach der Sitzung").click();
  await page.getByText(/^„Nach der Sitzung“ vom/).waitFor();
  await history(page).waitFor({ state: "detached" });
  expect((await boxOf(page.locator("[data-canvas]"))).height).toBeGreaterThan(500);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-narrow-looked-at");
  const actions = page.getByRole("button", { name: "Mehr zu dieser Version" });
  await actions.click();
  await page.getByRole("menuitem", { name: "Mit der Version davor vergleichen" }).click();
  await page.waitForURL(/\/vergleich\/[\w-]+\/[\w-]+$/);
  await page.goBack();
  await actions.click();
  await page.getByRole("menuitem", { name: "Zum Vergleichen merken" }).click();
  await page.getByRole("button", { name: "Verlauf", exact: true }).click();
  await row(page, /^Anfang/).click();
  await page.getByText(/^„Anfang“ vom/).waitFor();
  await actions.click();
  await page.getByRole("menuitem", { name: "Mit „Nach der Sitzung“ vergleichen" }).click();
  await page.waitForURL((url) => url.pathname.includes(`/vergleich/`));
  expect(page.url()).toContain(first.id);
  await page.goBack();
  await actions.click();
  await page.getByRole("menuitem", { name: "Version löschen …" }).click();
  await page.getByRole("button", { name: "Löschen", exact: true }).click();
  await page.waitForURL((url) => url.pathname === map.path);
  await page.getByRole("button", { name: "Mehr", exact: true }).click();
  await page.getByRole("menuitem", { name: "Verlauf" }).click();
  await row(page, "Nach der Sitzung").waitFor();
  await row(page, /^Anfang/).waitFor({ state: "detached" });

  const link = await invite(server.url, mapId(), { role: "commenter" });
  const guest = await openMap(server, map, { as: await guestBy(server.url, link.token) });
  await guest.page.getByRole("button", { name: "Mehr", exact: true }).click();
  await guest.page.getByRole("menuitem", { name: "Kommentare", exact: true }).waitFor();
  for (const name of ["Verlauf", "Version speichern"]) {
    expect(await guest.page.getByRole("menuitem", { name }).count()).toBe(0);
  }
  await guest.page.keyboard.press("Escape");
  await guest.page.keyboard.press(OPEN_HISTORY);
  expect(await history(guest.page).count()).toBe(0);
});

it("VE-130: a name of a day can be read whole in the history, and a longer one where the keyboard is", async () => {
  await give();
  const day = "Stand vom 22. November 2026 um 10:00";
  const long =
    "Fassung für die gemeinsame Sitzung der Ausschüsse für Digitales, Bauen und Soziales im November";
  await save(day);
  await save(long, "Mit allen Ämtern abgestimmt, die Kämmerei hat noch Fragen");
  const { page } = await openMap(server, map, { as: server.owner });
  await page.keyboard.press(OPEN_HISTORY);
  const isCut = (name: string): Promise<boolean> =>
    row(page, name)
      .getByText(name, { exact: true })
      .evaluate(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => {
        return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
      });
  await row(page, day).waitFor();
  await isFocusInTree(page);
  await page.evaluate(onceStill("undefined"));
  expect(await isCut(day)).toBe(false);
  expect(await isCut(long)).toBe(true);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await waitFor("the keyboard is on it", () =>
    row(page, long).evaluate((element) => element === document.activeElement),
  );
  await page.evaluate(onceStill("undefined"));
  expect(await isCut(long)).toBe(false);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "versions-history-names");
});
