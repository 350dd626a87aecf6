// Two people edit the starter map in two browsers: the whole way from one hand to the other's eye and onto the disk.
// Takes the pictures of the README.
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { screenshot, visit } from "../fixtures/browser.ts";
import { newMapAt } from "../fixtures/guests.ts";
import { openToMembers } from "../fixtures/newPeople.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";

let server: ServerProcess;
let path = "";
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  const { id } = await newMapAt(server.url, "Kommunen im digitalen Zeitalter");
  await openToMembers(server.url, id);
  path = `/karte/${id}`;
});

const WINDOW = { width: 1440, height: 900 };

async function enter(name: string, colorScheme: "light" | "dark"): Promise<Page> {
  const as = await server.newMember(name);
  const { page } = await visit(server.url, { viewport: WINDOW, colorScheme, as });
  await page.goto(path);
  await page.locator('[data-save-state="saved"]').waitFor();
  await page.locator("[data-ready]").waitFor();
  await page.locator(".react-flow__node", { hasText: "Infrastrukturauftrag" }).waitFor();
  return page;
}

/** Once the page is at rest. */
async function middle(page: Page, title: string): Promise<{ x: number; y: number }> {
  await page.locator("[data-ready]").waitFor();
  await page.evaluate(onceStill("undefined"));
  const box = await page.locator(".react-flow__node", { hasText: title }).first().boundingBox();
  if (box === null) throw new Error(`no node ${title}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

it("PR-1: what one does on the starter map the other sees while it is done, and both end with the same map on disk", async () => {
  const anika = await enter("Anika", "light");
  const ben = await enter("Ben", "dark");

  // Ben writes in a title …
  await ben.locator(".react-flow__node", { hasText: "Kommunaler Auftrag" }).dblclick();
  await ben.keyboard.press("End");
  await ben.keyboard.type(" im Wandel");
  await anika.getByText("Kommunaler Auftrag im Wandel").first().waitFor();
  await anika.getByText("Ben bearbeitet").first().waitFor();

  // … while Anika drags a node.
  const from = await middle(anika, "Aufgabe(n) der Kommune");
  await anika.mouse.move(from.x, from.y);
  await anika.mouse.down();
  await anika.mouse.move(from.x + 10, from.y + 60, { steps: 6 });
  await anika.mouse.move(from.x + 20, from.y + 110, { steps: 6 });
  const ghost = ben.locator("[data-ghost]");
  await ghost.first().waitFor();
  await screenshot(anika, "two-people");
  await screenshot(ben, "two-people-dark");
  await anika.mouse.up();
  await ghost.first().waitFor({ state: "detached" });
  await ben.keyboard.press("Escape");

  const there = await middle(anika, "Aufgabe(n) der Kommune");
  await waitFor("Ben sees the node where Anika put it", async () => {
    const seen = await middle(ben, "Aufgabe(n) der Kommune");
    return Math.abs(seen.x - there.x) < 2 && Math.abs(seen.y - there.y) < 2;
  });
  expect(there.y - from.y).toBeGreaterThan(80);
  for (const page of [anika, ben]) await page.locator('[data-save-state="saved"]').waitFor();
  // Both leave before the crash: their browsers would log every attempt to reach the server.
  await Promise.all([anika, ben].map((page) => page.close()));
  await server.kill9();
  await server.restart();
  const carla = await visit(server.url, { viewport: WINDOW });
  await carla.page.goto(path);
  await carla.page.getByText("Kommunaler Auftrag im Wandel").first().waitFor();
  const later = await middle(carla.page, "Aufgabe(n) der Kommune");
  expect(Math.abs(later.y - there.y)).toBeLessThan(2);
});
