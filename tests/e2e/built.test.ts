// What `vite build` made: nothing inlined that the content security policy forbids, a worker that knows all of it, and a
// start page that loads no editor.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { mapKept } from "./offlineReady.ts";

const BUILT = "dist/client";
const EDITOR = /\/assets\/(?:canvas|richText|yjs)-/;

const files = readdirSync(BUILT, { recursive: true, withFileTypes: true })
  .filter((found) => found.isFile())
  .map((found) => join(found.parentPath, found.name).slice(BUILT.length));

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

function built(path: string): string {
  return readFileSync(join(BUILT, path), "utf8");
}

it("RU-10: styles and page hold no data: address, the page no inline script or style", () => {
  const page = built("index.html").replaceAll(/<!--.*?-->/gs, "");
  expect(page).toMatch(/<script[^>]+src="\/assets\//);
  expect(page.match(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=/g)).toBeNull();
  const styles = files.filter((path) => path.endsWith(".css"));
  expect(styles.length).toBeGreaterThan(0);
  for (const path of [...styles, "index.html"]) {
    expect([path, built(path).match(/url\(["']?data:|src=["']data:/g)]).toEqual([path, null]);
  }
});

it("RU-9: the service worker knows every file of the build", () => {
  const worker = built("sw.js");
  const known = new Set(worker.split(/[`"',]/));
  const unknown = files
    .filter((path) => path !== "/sw.js")
    .map((path) => (path === "/index.html" ? "/" : path))
    .filter((address) => !known.has(address));
  expect(unknown).toEqual([]);
  expect(worker).not.toContain("__ASSETS__");
});

it("RU-11: the start page loads no editor, a map's page does", async () => {
  const { page } = await visit(server.url);
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto("/", { waitUntil: "networkidle" });
  expect(loaded.filter((path) => path.endsWith(".js"))).not.toEqual([]);
  expect(loaded.filter((path) => EDITOR.test(path))).toEqual([]);
  await page.locator('a[href^="/karte/"]').first().click();
  await waitFor("the editor is loaded", () => loaded.some((path) => EDITOR.test(path)));
});

it("CA-50: who comes for a map is asked for once, while the scripts are still on their way", async () => {
  const { page } = await visit(server.url);
  await page.goto("/", { waitUntil: "networkidle" });
  const address = await page.locator('a[href^="/karte/"]').first().getAttribute("href");
  const fresh = await visit(server.url);
  let asked = 0;
  let isAsked = (): void => {};
  const askedFirst = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  await fresh.page.route("**/api/session", async (route) => {
    asked++;
    isAsked();
    await route.continue();
  });
  // No script of the page runs before.
  await fresh.page.route("**/assets/*.js", async (route) => {
    await askedFirst;
    await route.continue();
  });
  await fresh.page.goto(address ?? "");
  await fresh.page.locator("[data-ready]").waitFor();
  expect(asked).toBe(1);
});

it("CA-51: a map that this device has nothing of is asked for before the scripts are there, and once", async () => {
  // A worker that is ready by then would give the scripts at once.
  const { page } = await visit(server.url, { serviceWorkers: "block" });
  await page.addInitScript(() => {
    // Which sockets firstPaint.js has opened, and which the page itself.
    window.socketsOpened = [];
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        window.socketsOpened?.push(new Error().stack?.includes("firstPaint.js") ? "ahead" : "page");
      }
    };
  });
  await page.goto("/", { waitUntil: "networkidle" });
  const address = await page.locator('a[href^="/karte/"]').first().getAttribute("href");
  // Until then no script of the page runs.
  const opened = page.waitForEvent("websocket");
  await page.route("**/assets/*.js", async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto(address ?? "");
  await page.locator("[data-ready]").waitFor();
  await page.getByText("Gespeichert").first().waitFor();
  expect(await page.evaluate(() => window.socketsOpened)).toEqual(["ahead"]);

  await mapKept(page);
  await page.reload();
  await page.locator("[data-ready]").waitFor();
  await page.getByText("Gespeichert").first().waitFor();
  expect(await page.evaluate(() => window.socketsOpened)).toEqual(["page"]);
});

declare global {
  interface Window {
    socketsOpened?: string[];
  }
}
