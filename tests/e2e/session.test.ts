// What the page says about saving, against a real server that is stopped, killed, blocked and brought back.
import type { Page } from "playwright";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { deleteElements } from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { visit, screenshot, type Visitor } from "../fixtures/browser.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { fetchAs, socketWith } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { serverForEachTest } from "../fixtures/serverForEachTest.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import {
  countOnDevice,
  leaveOnDevice,
  mapKept,
  unsentOnDevice,
  workerReady,
} from "./offlineReady.ts";

/** A server comes back, a line is found to be dead, and is made anew. */
const TOLD_WITHIN_MS = 60_000;

const serverOf = serverForEachTest();
let server: ServerProcess;
let mapId: string;
const colleagues: WebsocketProvider[] = [];

beforeEach(async () => {
  server = serverOf();
  const { maps } = mapListSchema.parse(await (await fetchAs(`${server.url}/api/maps`)).json());
  mapId = maps[0]?.id ?? "";
});

afterEach(() => {
  for (const provider of colleagues.splice(0)) {
    provider.destroy();
    provider.doc.destroy();
  }
});

/** A stock client on the same map. */
async function colleague(): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(server.syncUrl, mapId, doc, {
    disableBc: true,
    WebSocketPolyfill: socketWith(server.owner.cookie),
  });
  colleagues.push(provider);
  await waitFor("the colleague is in step", () => provider.synced);
  return doc;
}

async function openMap(): Promise<Visitor> {
  const visitor = await visit(server.url);
  await visitor.page.goto(`/karte/${mapId}`);
  await saveState(visitor.page, "saved");
  return visitor;
}

function saveState(page: Page, state: string): Promise<unknown> {
  return page.waitForSelector(`[data-save-state="${state}"]`, { timeout: TOLD_WITHIN_MS });
}

/** Makes a node with this title by double-click and typing, on a free spot. */
async function makeNode(page: Page, title: string): Promise<void> {
  await page.locator(".react-flow[data-ready]").waitFor();
  await page.evaluate(onceStill("undefined"));
  const spot = await page.evaluate(() => {
    const isFree = (x: number, y: number): boolean =>
      document.elementFromPoint(x, y)?.classList.contains("react-flow__pane") === true;
    for (let y = innerHeight - 40; y > 100; y -= 20) {
      for (let x = innerWidth - 40; x > 100; x -= 20) {
        if ([0, 60, -60].every((dx) => [0, 30, -30].every((dy) => isFree(x + dx, y + dy)))) {
          return { x, y };
        }
      }
    }
    return null;
  });
  if (spot === null) throw new Error("no free spot on the canvas");
  await page.mouse.dblclick(spot.x, spot.y);
  await page.locator("[data-node] textarea").waitFor();
  await page.keyboard.type(title);
  await page.keyboard.press("Escape");
  await page.locator(".react-flow__node", { hasText: title }).waitFor();
}

/** The same while the server answers nothing. Told at once: without an answer the line is soon given up. */
async function makeUnsavedNode(page: Page, title: string): Promise<void> {
  await Promise.all([saveState(page, "saving"), makeNode(page, title)]);
}

function titles(doc: Y.Doc): string[] {
  return [...readMap(doc).nodes.values()].map((node) => node.title);
}

/** How many changes wait in the page's IndexedDB. */
const outboxCount = (page: Page): Promise<number> =>
  countOnDevice(page, "zukunftslandkarte", "changes");

/** The map as the server has it. */
async function mapNow(): Promise<Uint8Array> {
  const state = Y.encodeStateAsUpdate(await colleague());
  // It must not come back with what is only here.
  colleagues.pop()?.destroy();
  return state;
}

/** The titles there are with what waits in the page's IndexedDB, on a map as it was `before`. */
async function titlesHere(page: Page, before: Uint8Array): Promise<string[]> {
  const doc = new Y.Doc();
  for (const update of [before, ...(await unsentOnDevice(page))]) Y.applyUpdate(doc, update);
  const found = titles(doc);
  doc.destroy();
  return found;
}

/** The browser's own words about a server that is not there. */
const UNREACHABLE =
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_SOCKET|WebSocket connection|Failed to fetch/;

describe("honest state", () => {
  it("HO-1 HO-12: a change is said to be saved, and leaves the outbox, only when the server has confirmed it", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    await workerReady(page);
    const before = await mapNow();
    process.kill(server.pid, "SIGSTOP");
    try {
      const said = page.locator("[data-save-state=saving]", { hasText: "Wird gespeichert" });
      await Promise.all([said.first().waitFor(), makeNode(page, "Noch nicht gespeichert")]);
      expect(await page.locator("[data-save-state=saved]").count()).toBe(0);
      await waitFor("it is in the outbox", async () => {
        return (await titlesHere(page, before)).includes("Noch nicht gespeichert");
      });
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    await saveState(page, "saved");
    await waitFor("the outbox is empty", async () => (await outboxCount(page)) === 0);
    // What was said to be saved is there after a crash.
    await server.kill9();
    await server.restart();
    expect(titles(await colleague())).toContain("Noch nicht gespeichert");
    visitor.forgive(UNREACHABLE);
  });

  it("HO-2 HO-3 HO-12: work without network survives a reload and merges on return", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    // The page's own copy and the service worker must be there before the network goes.
    await workerReady(page);
    await mapKept(page);
    await page.reload();
    await saveState(page, "saved");
    const before = await mapNow();
    await server.kill9();
    await saveState(page, "offline");
    await makeNode(page, "Unterwegs im Zug");
    await screenshot(page, "offline");
    await waitFor("it is in the outbox", async () => {
      return (await titlesHere(page, before)).includes("Unterwegs im Zug");
    });
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await saveState(page, "offline");
    await page.getByRole("button", { name: "Ganze Karte zeigen" }).click();
    await page.locator(".react-flow__node", { hasText: "Unterwegs im Zug" }).waitFor();
    await makeNode(page, "Immer noch im Zug");
    await waitFor("both are in the outbox", async () => {
      const here = await titlesHere(page, before);
      return here.includes("Unterwegs im Zug") && here.includes("Immer noch im Zug");
    });
    await server.restart();
    await saveState(page, "saved");
    const colleagues = titles(await colleague());
    expect(colleagues).toEqual(expect.arrayContaining(["Unterwegs im Zug", "Immer noch im Zug"]));
    expect(colleagues).toHaveLength(31);
    await waitFor("the outbox is empty", async () => (await outboxCount(page)) === 0);
    visitor.forgive(UNREACHABLE);
  });

  it("HO-18: what a tab has left behind that was closed without network is sent by the one that is still there", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    await workerReady(page);
    await page.reload();
    await saveState(page, "saved");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await saveState(other, "saved");
    const before = await mapNow();
    await server.kill9();
    await saveState(page, "offline");
    await saveState(other, "offline");
    await makeNode(page, "Im ersten Tab");
    await makeNode(other, "Im zweiten Tab");
    await waitFor("both wait", async () => {
      const here = await titlesHere(page, before);
      return here.includes("Im ersten Tab") && here.includes("Im zweiten Tab");
    });
    await other.close();
    await server.restart();
    await saveState(page, "saved");
    await waitFor("the outbox is empty", async () => (await outboxCount(page)) === 0);
    const colleagues = titles(await colleague());
    expect(colleagues).toEqual(expect.arrayContaining(["Im ersten Tab", "Im zweiten Tab"]));
    visitor.forgive(UNREACHABLE);
  });

  it("HO-4: leaving with unsaved changes asks, leaving without does not", async () => {
    const { page } = await openMap();
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    // A server that is stopped gives no code that is fetched on demand.
    await workerReady(page);
    process.kill(server.pid, "SIGSTOP");
    try {
      await makeUnsavedNode(page, "Ungespeichert");
      await page.goto("about:blank");
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    expect(asked).toEqual(["beforeunload"]);

    // The same from the start page, where the map is no longer seen; and the changes go on their way from there.
    await page.goto(`/karte/${mapId}`);
    await saveState(page, "saved");
    await workerReady(page);
    process.kill(server.pid, "SIGSTOP");
    try {
      await makeUnsavedNode(page, "Auf der Startseite unterwegs");
      await page.getByRole("button", { name: "Zu den Karten" }).click();
      await page.locator(".react-flow").waitFor({ state: "detached" });
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    const other = await colleague();
    await waitFor("the change has arrived", () =>
      titles(other).includes("Auf der Startseite unterwegs"),
    );
    await waitFor("the outbox is empty", async () => (await outboxCount(page)) === 0);

    await page.goto(`/karte/${mapId}`);
    await saveState(page, "saved");
    await makeNode(page, "Gespeichert und gegangen");
    await saveState(page, "saved");
    await page.goto("about:blank");
    expect(asked).toEqual(["beforeunload"]);
  });

  it("HO-5: a server that cannot write is said to be one, and goes on by itself", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    // Another program holds the database's write lock: the journal really cannot be written.
    const intruder = databaseIn(server.dataDir);
    intruder.exec("begin immediate");
    try {
      await makeNode(page, "Wartet auf den Server");
      const said = page.locator("[data-save-state=failing]");
      await said
        .getByText(/Server kann gerade nicht speichern/)
        .first()
        .waitFor();
    } finally {
      intruder.exec("rollback");
      intruder.close();
    }
    await saveState(page, "saved");
    expect(titles(await colleague())).toContain("Wartet auf den Server");
  });

  it("HO-10: who writes in a node that somebody deletes is told, and brings it back", async () => {
    const { page } = await openMap();
    const other = await colleague();
    await makeNode(page, "Meine Worte");
    await saveState(page, "saved");
    const id = await waitFor("the colleague sees the node", () =>
      [...readMap(other).nodes.values()].find((node) => node.title === "Meine Worte"),
    );
    deleteElements({ doc: other, origin: "colleague" }, { nodes: [id.id], links: [] });
    const notice = page.getByRole("alert").filter({ hasText: "Meine Worte" });
    await notice.waitFor();
    await notice.getByRole("button", { name: "Zurückholen" }).click();
    await waitFor("the colleague sees it again", () => titles(other).includes("Meine Worte"));
  });

  it("HO-11: a device that cannot keep changes is said to be one", async () => {
    const visitor = await visit(server.url);
    const { page } = visitor;
    // What a browser does whose storage is switched off by policy.
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("storage is switched off", "SecurityError");
      };
    });
    await page.goto(`/karte/${mapId}`);
    await saveState(page, "saved");
    await workerReady(page);
    await server.kill9();
    await saveState(page, "offline");
    await makeNode(page, "Nirgends");
    await page.getByText("kann nichts aufbewahren").first().waitFor();
    await server.restart();
    await saveState(page, "saved");
    visitor.forgive(UNREACHABLE);
  });

  it("HO-13: a change that the server refuses can be given up, and the map opens again", async () => {
    const { page } = await openMap();
    // Left behind by an earlier page: a node that is none.
    const doc = new Y.Doc();
    doc.getMap("nodes").set("aaaaaaaaaa", "no node");
    await leaveOnDevice(page, mapId, Y.encodeStateAsUpdate(doc));
    // The first page with it keeps a copy of the map that holds it, too, before the server answers.
    await page.reload();
    await page.getByRole("heading", { name: "Eine Änderung wurde abgelehnt" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Eine Änderung wurde abgelehnt" }).waitFor();
    await page.getByRole("button", { name: "Verwerfen" }).click();
    await waitFor("the outbox is empty", async () => (await outboxCount(page)) === 0);
    await page.getByRole("button", { name: "Neu laden" }).click();
    await saveState(page, "saved");
    await makeNode(page, "Es geht weiter");
    await saveState(page, "saved");
    expect(titles(await colleague())).toContain("Es geht weiter");
  });

  it("HO-13: changes whose beginning this device has lost can be given up, and the map opens again", async () => {
    const { page } = await openMap();
    // Left behind by an earlier page, after the site's data had been cleared under it.
    const doc = new Y.Doc();
    doc.getMap("nodes").set("aaaaaaaaaa", new Y.Map());
    const lost = Y.encodeStateVector(doc);
    doc.getMap("nodes").set("bbbbbbbbbb", new Y.Map());
    await leaveOnDevice(page, mapId, Y.encodeStateAsUpdate(doc, lost));
    await page.reload();
    await page.getByRole("heading", { name: "Eine Änderung wurde abgelehnt" }).waitFor();
    await page.getByRole("button", { name: "Verwerfen" }).click();
    await waitFor("the outbox is empty", async () => (await outboxCount(page)) === 0);
    await page.getByRole("button", { name: "Neu laden" }).click();
    await saveState(page, "saved");
  });

  it("HO-13: an unknown map, a deleted map and an outdated page each say so", async () => {
    const nowhere = await visit(server.url);
    await nowhere.page.goto("/karte/AAAAAAAAAAAAAAAAAAAAAA");
    await nowhere.page.getByRole("heading", { name: "Diese Karte gibt es nicht" }).waitFor();

    const outdated = await visit(server.url);
    await outdated.page.addInitScript(() => {
      const Stock = WebSocket;
      window.WebSocket = class extends Stock {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(String(url).replace(/schema=\d+/, "schema=0"), protocols);
        }
      };
    });
    await outdated.page.goto(`/karte/${mapId}`);
    await outdated.page.getByRole("heading", { name: "Diese Seite ist veraltet" }).waitFor();

    const visitor = await openMap();
    const { page } = visitor;
    let sockets = 0;
    page.on("websocket", () => sockets++);
    await fetchAs(`${server.url}/api/maps/${mapId}`, { method: "DELETE" });
    await page.getByRole("heading", { name: "Diese Karte liegt im Papierkorb" }).waitFor();
    await screenshot(page, "map-deleted");
    expect(sockets).toBe(0);
    // What the page asked in the moment in which the map was deleted.
    visitor.forgive(/status of 410/);
  });
});
