// The first visit to a new installation, by the link that the server printed.
import { beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit, type Visitor } from "../fixtures/browser.ts";
import { WELCOME, type ServerProcess } from "../fixtures/server.ts";
import { serverForEachTest } from "../fixtures/serverForEachTest.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const serverOf = serverForEachTest({ welcome: false });
let server: ServerProcess;
beforeEach(() => {
  server = serverOf();
});

async function printedKey(): Promise<string> {
  return await waitFor("the welcome link", () => WELCOME.exec(server.log())?.[1]);
}

async function somebodyNew(): Promise<Visitor> {
  return await visit(server.url, { as: null });
}

it("PE-61: the printed link asks for a name alone, and leads to the starter map", async () => {
  const { page } = await somebodyNew();
  const key = await printedKey();
  await page.goto(`/willkommen#${key}`);
  await page.getByRole("heading", { name: "Willkommen" }).waitFor();
  expect(page.url()).toBe(`${server.url}/willkommen`);
  expect(await page.getByRole("textbox").count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-welcome");
  await page.getByRole("button", { name: "Beginnen" }).click();
  const name = page.getByRole("textbox", { name: "Ihr Name" });
  await page.getByText("Bitte geben Sie einen Namen ein.").waitFor();
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await name.getAttribute("aria-describedby")).not.toBeNull();
  await page.reload();
  await name.fill("Anika Berger");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/karte\/[\w-]{22}$/);
  await page.locator("[data-save-state=saved]").waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  await page.getByRole("button", { name: /Sie erscheinen als.*Anika Berger/ }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
  expect(kept).not.toContain(key);
});

it("PE-73: whoever could not sign in again is told so, and asked before they sign out", async () => {
  const { page } = await somebodyNew();
  await page.goto(`/willkommen#${await printedKey()}`);
  await page.getByRole("textbox", { name: "Ihr Name" }).fill("Anika Berger");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/karte\//);
  await page.getByRole("button", { name: /^Sie erscheinen als/ }).click();
  await page.getByRole("menuitem", { name: "Abmelden" }).click();
  const question = page.getByRole("alertdialog", { name: "Sie kämen nicht wieder herein" });
  await question.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await question.getByRole("button", { name: "Im Profil einrichten" }).click();
  await page.getByText("Sie haben noch keinen Weg, sich wieder anzumelden").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-no-way-back");
  await page.getByRole("button", { name: "Adresse angeben" }).click();
  await page.getByRole("textbox", { name: "Neue E-Mail-Adresse" }).fill("anika@example.org");
  await page.keyboard.press("Enter");
  await page.getByText("anika@example.org").waitFor();
  await page.getByRole("button", { name: "Kennwort setzen" }).click();
  await page.getByRole("textbox", { name: "Neues Kennwort" }).fill("ein langes Kennwort");
  await page.keyboard.press("Enter");
  await page.getByText("Sie haben noch keinen Weg").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Abmelden", exact: true }).click();
  await page.waitForURL(/\/anmelden$/);
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill("anika@example.org");
  await page.getByRole("textbox", { name: "Kennwort" }).fill("ein langes Kennwort");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
});

it("PE-61: a link that was used says so, and a wrong one what to do", async () => {
  const key = await printedKey();
  const visitor = await somebodyNew();
  const { page } = visitor;
  await page.goto(`/willkommen#${"A".repeat(43)}`);
  await page.getByRole("textbox", { name: "Ihr Name" }).fill("Jemand");
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert").filter({ hasText: "Starten Sie den Server neu" });
  await waitFor("the focus is on it", () =>
    alert.evaluate((element) => element === document.activeElement),
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  visitor.forgive(/status of 404/);
  await page.goto("/anmelden");
  await page.getByText("gehört noch niemandem").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`/willkommen#${key}`);
  await page.getByRole("textbox", { name: "Ihr Name" }).fill("Anika Berger");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/karte\//);
  const late = (await somebodyNew()).page;
  await late.goto(`/willkommen#${key}`);
  await late.getByRole("heading", { name: "Hier ist schon jemand zu Hause" }).waitFor();
  expect(await accessibilityFaults(late)).toEqual([]);
  await late.getByRole("button", { name: "Anmelden" }).click();
  await late.waitForURL(/\/anmelden$/);
});
