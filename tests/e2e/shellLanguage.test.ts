// Which language the page speaks, and that switching reaches everything at once.
import { afterAll, beforeAll, expect, it } from "vitest";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { onlyTheStarterMap } from "./startMaps.ts";

let server: ServerProcess;
let path = "";
beforeAll(async () => {
  server = await startServer();
  path = `/karte/${await onlyTheStarterMap(server.url)}`;
});
afterAll(() => server.remove());

it("LA-1: a browser that prefers English gets English", async () => {
  const { page } = await visit(server.url, { language: "en" });
  await page.goto("/");
  await page.getByRole("heading", { name: "Maps", exact: true }).waitFor();
  await page.getByText("29 nodes · 31 links").waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await screenshot(page, "start-english");
});

it("LA-1: switched on the start page, it lasts over a reload and on the map", async () => {
  const { page } = await visit(server.url);
  await page.goto("/");
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  await page.getByRole("button", { name: "Sprache und Darstellung" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await page.getByRole("heading", { name: "Maps", exact: true }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.reload();
  await page.getByRole("heading", { name: "Maps", exact: true }).waitFor();
  await page.goto(path);
  await page.getByText("Saved", { exact: true }).waitFor();
});

it("LA-1: switched on an open map, bar, canvas and inspector follow without a reload", async () => {
  const { page } = await visit(server.url);
  await page.goto(path);
  await page.getByText("Gespeichert", { exact: true }).waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  await page.getByRole("button", { name: "Eigenschaften" }).click();
  const marked = page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await marked;
  await page.getByRole("button", { name: "Mehr" }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.getByRole("complementary", { name: "Properties" }).waitFor();
  await page.locator(".react-flow__node").getByText("Guiding question").first().waitFor();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await expect
    .poll(() => page.locator("body").innerText())
    .not.toMatch(/Gespeichert|Eigenschaften|Leitfrage|Verbindungen/);
});

it("LA-11: the sentences of another language are not waited for, and are there when it is chosen", async () => {
  const { page } = await visit(server.url, { language: "en" });
  let release = (): void => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isAsked = false;
  await page.route("**/assets/de-*.js", async (route) => {
    isAsked = true;
    await isReleased;
    await route.continue();
  });
  await page.goto(path);
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Deutsch" }).click();
  await waitFor("German is asked for", () => isAsked);
  await page.getByText("Saved", { exact: true }).waitFor();
  release();
  await page.getByText("Gespeichert", { exact: true }).waitFor();
});
