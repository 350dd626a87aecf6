// What the page does when what its person may do on the map changes, while they are there and while they were away.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#shared/access/policy.ts";
import { mapSummarySchema } from "#shared/maps/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit, type Visitor } from "../fixtures/browser.ts";
import { giveRole } from "../fixtures/guests.ts";
import { newMemberAt } from "../fixtures/newPeople.ts";
import type { Somebody } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { serverForEachTest } from "../fixtures/serverForEachTest.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, emptySpot, giveMap, type TestMap } from "./canvasPage.ts";
import { workerReady } from "./offlineReady.ts";

/** The browser's own words about a network that is not there. */
const UNREACHABLE = /ERR_INTERNET_DISCONNECTED|WebSocket connection|ERR_FAILED/;

const serverOf = serverForEachTest();
let server: ServerProcess;
let map: TestMap;
let mapId: string;
let member: Somebody;

beforeEach(async () => {
  server = serverOf();
  map = await giveMap(server, [{ id: "question", kind: "guiding-question", x: 0, y: 0 }]);
  mapId = map.path.split("/").at(-1) ?? "";
  // Only who is named may do anything.
  const team = { method: "PUT", body: { role: null } };
  expect((await askApi(`${server.url}/api/maps/${mapId}/team-role`, team)).status).toBe(204);
  member = await newMemberAt(server.url, "Mara Mitglied");
  await become("editor");
});

afterEach(() => map.close());

const become = (role: Role) => giveRole(server.url, mapId, member, role);

async function loseAccess(): Promise<void> {
  const path = `${server.url}/api/maps/${mapId}/members/${member.person.id}`;
  expect((await askApi(path, { method: "DELETE" })).status).toBe(204);
}

async function openMap(): Promise<Visitor> {
  const visitor = await visit(server.url, { as: member });
  await visitor.page.goto(map.path);
  await visitor.page.locator('[data-save-state="saved"]').waitFor();
  await visitor.page.locator("[data-ready]").waitFor();
  return visitor;
}

async function makeNode(page: Page, title: string): Promise<void> {
  // Not at the lower edge: notices and messages come there.
  const { x, y } = await emptySpot(page);
  await page.mouse.dblclick(x, y - 160);
  await page.keyboard.type(title);
  await page.keyboard.press("Escape");
  await page.locator(".react-flow__node", { hasText: title }).waitFor();
}

/** A node made while the page had no network; it comes back when `meanwhile` is done. */
async function madeOffline({ page }: Visitor, title: string, meanwhile: () => Promise<void>) {
  await workerReady(page);
  await page.context().setOffline(true);
  await page.locator('[data-save-state="offline"]').waitFor();
  await makeNode(page, title);
  await meanwhile();
  await page.context().setOffline(false);
}

describe("rights that change", () => {
  it("HO-14 SY-38: a role lowered makes the page read-only at once, and says so", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    const startedAt = performance.now();
    await become("commenter");
    await page.locator('[data-read-only="commenter"]').waitFor();
    console.log(`read-only after ${(performance.now() - startedAt).toFixed(0)} ms`);
    const sentence = "Sie dürfen diese Karte jetzt kommentieren, nicht mehr bearbeiten.";
    await page.getByText(sentence).first().waitFor();
    await page.locator(".react-flow").focus();
    await page.keyboard.press("n");
    await page.keyboard.press("Control+z");
    expect(map.content().nodes.size).toBe(1);
    await screenshot(page, "role-lowered");
    // And back: without a reload.
    await become("editor");
    await page.locator('[data-save-state="saved"]').waitFor();
    await makeNode(page, "Wieder dabei");
    await waitFor("the node is on the server", () => map.titled("Wieder dabei"));
  });

  it("HO-15 HO-16: what was done offline and may not be sent is not shown as done, is offered as a file, and goes when the right is back", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    await madeOffline(visitor, "Unterwegs", () => become("viewer"));
    const offer = page.locator("[data-unsendable]");
    await offer.waitFor();
    await page.locator('[data-read-only="viewer"]').waitFor();
    await card(page, "question").waitFor();
    expect(await page.locator(".react-flow__node", { hasText: "Unterwegs" }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "unsendable");

    const downloading = page.waitForEvent("download");
    await offer.getByRole("button", { name: "Als Datei sichern" }).click();
    const file = await readFile(await (await downloading).path());
    const imported = await askApi(`${server.url}/api/maps/import`, {
      method: "POST",
      body: JSON.parse(file.toString()),
      as: member,
    });
    const own = mapSummarySchema.parse(imported.json());
    const copy = await askApi(`${server.url}/api/maps/${own.id}/export.json`, { as: member });
    expect(copy.text).toContain("Unterwegs");

    // A page that is opened anew shows and offers the same.
    await page.reload();
    await offer.waitFor();
    await card(page, "question").waitFor();
    expect(await page.locator(".react-flow__node", { hasText: "Unterwegs" }).count()).toBe(0);
    expect(map.titled("Unterwegs")).toBeUndefined();

    await become("editor");
    await waitFor("the change has arrived after all", () => map.titled("Unterwegs"));
    await page.locator(".react-flow__node", { hasText: "Unterwegs" }).waitFor();
    await offer.waitFor({ state: "detached" });
    visitor.forgive(UNREACHABLE);
  });

  it("HO-15: what may not be sent can be let go of, on this device too", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    await madeOffline(visitor, "Unterwegs", () => become("commenter"));
    const offer = page.locator("[data-unsendable]");
    await offer.getByRole("button", { name: "Verwerfen" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Verwerfen" }).click();
    await offer.waitFor({ state: "detached" });
    await become("editor");
    await page.locator('[data-save-state="saved"]').waitFor();
    await page.reload();
    await card(page, "question").waitFor();
    expect(await page.locator(".react-flow__node", { hasText: "Unterwegs" }).count()).toBe(0);
    expect(map.titled("Unterwegs")).toBeUndefined();
    visitor.forgive(UNREACHABLE);
  });

  it("HO-15: who may not open the map any more is offered what they did, without the rest of the map", async () => {
    const visitor = await openMap();
    const { page } = visitor;
    await madeOffline(visitor, "Unterwegs", loseAccess);
    await page.locator('[data-ended="4403"]').waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Als Datei sichern" }).click();
    const text = (await readFile(await (await downloading).path())).toString();
    expect(text).toContain("Unterwegs");
    expect(text).not.toContain('"question"');
    visitor.forgive(UNREACHABLE);
  });
});
