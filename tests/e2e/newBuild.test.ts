// A new build takes the place of the one that open pages are of, with all its files: on a real server, behind a line that can
// break. Without and with a service worker.
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BadLine } from "../fixtures/BadLine.ts";
import { visit } from "../fixtures/browser.ts";
import { otherBuild } from "../fixtures/otherBuild.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, type TestMap } from "./canvasPage.ts";
import { mapKept, nextWorkerReady, workerReady } from "./offlineReady.ts";
import { toast } from "./sharePage.ts";

const OLD = resolve("dist/client");
const UNREACHABLE = /ERR_|WebSocket connection|Failed to (?:fetch|load)|status of 404/;

let folder: string;
let server: ServerProcess;
let line: BadLine;
let map: TestMap;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "builds-"));
  otherBuild(OLD, join(folder, "new"));
  deploy(OLD);
  server = await startServer({ env: { CLIENT_DIR: join(folder, "live") } });
  line = await BadLine.to(server.url);
  map = await giveMap(server, [{ id: "vision-0001", kind: "vision", title: "Stadt", x: 0, y: 0 }]);
});
afterEach(async () => {
  map.close();
  await line.close();
  await server.remove();
  rmSync(folder, { recursive: true });
});

function deploy(build: string): void {
  rmSync(join(folder, "live"), { force: true });
  symlinkSync(build, join(folder, "live"));
}

/** Moves the one node by keys, and says how far down it was before. */
async function move(page: Page): Promise<number> {
  await page.locator("[data-ready]").waitFor();
  const { y } = map.node("vision-0001").place;
  await card(page, "vision-0001").click();
  await page.keyboard.press("ArrowDown");
  return y;
}

async function saveState(page: Page, state: string): Promise<void> {
  await page.locator(`[data-save-state="${state}"]`).first().waitFor();
}

async function openMap(options: { serviceWorkers: "allow" | "block" }) {
  const visitor = await visit(line.url, { ...options, as: await server.newMember() });
  const loads: string[] = [];
  visitor.page.on("framenavigated", (frame) => loads.push(frame.url()));
  await visitor.page.goto(map.path);
  await saveState(visitor.page, "saved");
  return { ...visitor, loads };
}

/** Before the line is taken away: what the page would say of that is nobody's fault. */
function leave(page: Page): Promise<void> {
  return page.context().close();
}

it("SP-20: a page of a build that is gone goes on, sends what waits, and says what it cannot fetch any more", async () => {
  const { page, loads, forgive } = await openMap({ serviceWorkers: "block" });
  line.refuse(true);
  await saveState(page, "offline");
  const before = await move(page);
  deploy(join(folder, "new"));
  line.refuse(false);
  await waitFor("the change is sent", () => map.node("vision-0001").place.y > before);
  await saveState(page, "saved");

  // The editor of descriptions is fetched when one may be written, and is gone: the map is not.
  const news = toast(page, "Ein Teil dieser Seite ist nicht zu bekommen");
  await news.waitFor();
  const further = await move(page);
  await waitFor("that is sent, too", () => map.node("vision-0001").place.y > further);
  await saveState(page, "saved");
  expect(loads).toHaveLength(1);
  await news.getByRole("button", { name: "Neu laden" }).click();
  await waitFor("it was loaded anew", () => loads.length === 2);
  await saveState(page, "saved");
  await card(page, "vision-0001").click();
  await page.locator("[contenteditable=true]").waitFor();
  expect(await page.locator("script[type=module]").getAttribute("src")).toMatch(/_\.js$/);
  await leave(page);
  forgive(UNREACHABLE);
});

it("SP-20: pages of two builds work side by side and without network, and neither is ever loaded anew by itself", async () => {
  const { page, loads, forgive } = await openMap({ serviceWorkers: "allow" });
  await workerReady(page);
  await page.reload();
  await saveState(page, "saved");
  deploy(join(folder, "new"));
  const other = await page.context().newPage();
  other.on("framenavigated", (frame) => loads.push(frame.url()));
  await other.goto(map.path);
  await saveState(other, "saved");
  await nextWorkerReady(other);
  await mapKept(other);
  // What the browser keeps by itself is not what this is about.
  const session = await page.context().newCDPSession(other);
  await session.send("Network.clearBrowserCache");
  line.refuse(true);
  for (const one of [page, other]) {
    await saveState(one, "offline");
    await one.bringToFront();
    await move(one);
    await one.locator("[contenteditable=true]").waitFor();
  }
  await other.reload();
  await saveState(other, "offline");
  await card(other, "vision-0001").waitFor();
  line.refuse(false);
  await saveState(page, "saved");
  await saveState(other, "saved");
  await waitFor("both have moved it", () => map.node("vision-0001").place.y > 0);
  expect(loads).toHaveLength(4);
  await leave(page);
  forgive(UNREACHABLE);
});
