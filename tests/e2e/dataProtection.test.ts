// Erasing people, as they and those who run the installation see it.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { personDataSchema } from "#shared/people/dataApi.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit, type VisitOptions } from "../fixtures/browser.ts";
import { accessTo, giveRole, guestBy, invite, newMapAt } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { unused } from "../fixtures/unused.ts";
import { PASSWORD } from "./peoplePages.ts";
import { line, openMap, openShare, toast } from "./sharePage.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

it("DP-18: who erases themselves gives name and password, learns which maps are in the way, and is gone", async () => {
  const name = unused("Paula Petersen");
  const title = unused("Von Paula benannt");
  const member = await server.newMember(name);
  const shared = await newMapAt(server.url, "Gemeinsame Karte");
  await giveRole(server.url, shared.id, member, "editor");
  const rename = { method: "PATCH", body: { title }, as: member };
  await askApi(`${server.url}/api/maps/${shared.id}`, rename);
  const own = await newMapAt(server.url, "Nur Paulas Karte", member);
  const visitor = await visit(server.url, { as: member });
  const { page } = visitor;
  await page.goto("/profil");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Herunterladen" }).click();
  const file = readFileSync(await (await downloading).path(), "utf8");
  expect(personDataSchema.parse(JSON.parse(file)).person.name).toBe(name);

  await page.getByRole("button", { name: "Konto löschen" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Konto endgültig löschen?" });
  const erase = dialog.getByRole("button", { name: "Endgültig löschen" });
  await dialog.getByRole("textbox", { name: /Ihren Namen/ }).fill(name);
  expect(await erase.isDisabled()).toBe(true);
  const password = dialog.getByRole("textbox", { name: "Jetziges Kennwort" });
  await password.fill("ein falsches Kennwort");
  await erase.click();
  await dialog.getByText("Das Kennwort stimmt nicht.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await password.fill(PASSWORD);
  await erase.click();
  await dialog.getByRole("link", { name: "Nur Paulas Karte" }).waitFor();
  expect(await dialog.getByRole("link", { name: title }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "erase-me-maps");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, "erase-me-maps-narrow-dark");
  await askApi(`${server.url}/api/maps/${own.id}`, { method: "DELETE", as: member });
  await erase.click();
  await page.getByRole("heading", { name: "Anmelden", exact: true }).waitFor();
  visitor.forgive(/status of 40[139]/);

  const { page: owner } = await visit(server.url, { as: server.owner });
  await owner.goto("/");
  const card = owner.getByRole("article").filter({ hasText: title });
  await card.getByText(/Gelöschtes Konto/).waitFor();
  expect(await owner.getByText(name).count()).toBe(0);
});

it("DP-7, DP-18: who manages a map erases a guest of it, for good", async () => {
  const title = unused("Von Gunda benannt");
  const { id } = await newMapAt(server.url, "Mit Gast");
  const { token } = await invite(server.url, id, { name: "Dr. Gunda Gast", role: "editor" });
  const guest = await guestBy(server.url, token, { name: "Gunda Gast" });
  const rename = { method: "PATCH", body: { title }, as: guest };
  await askApi(`${server.url}/api/maps/${id}`, rename);
  const { page } = await openMap(server, id);
  const dialog = await openShare(page);
  await dialog.getByRole("button", { name: "Gunda Gast den Zugang entziehen" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByText(/^Auch Namen und alle Angaben/).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "erase-guest");
  await question.getByRole("button", { name: "Zugang entziehen" }).click();
  await toast(page, "Die Angaben zu Gunda Gast sind gelöscht.").waitFor();
  await line(dialog, "Gunda Gast").waitFor({ state: "detached" });
  await page.goto("/");
  const card = page.getByRole("article").filter({ hasText: title });
  await card.getByText(/Gelöschtes Konto/).waitFor();
});

it.each([
  ["light", { viewport: { width: 1440, height: 900 } }],
  ["narrow-dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
] satisfies [string, VisitOptions][])(
  "DP-6, DP-18: who runs the installation says who gets the maps of a member that is erased (%s)",
  async (look, options) => {
    const [name, heirName] = [unused("Quirin Quast"), unused("Rosa Ritter")];
    const leaver = await server.newMember(name);
    const heir = await server.newMember(heirName);
    const { id } = await newMapAt(server.url, "Hinterlassen", leaver);
    const visitor = await visit(server.url, { as: server.owner, ...options });
    const { page } = visitor;
    await page.goto("/verwaltung");
    const members = page.getByRole("tabpanel", { name: "Mitglieder" });
    await line(members, name)
      .getByRole("button", { name: `Aktionen für ${name}` })
      .click();
    await page.getByRole("menuitem", { name: "Konto löschen" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "Konto löschen" }).click();
    await dialog.getByText("Hinterlassen").waitFor();
    const erase = dialog.getByRole("button", { name: "Weitergeben und löschen" });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: /Karten weitergeben an/ }).click();
    await page.getByRole("option", { name: heirName }).waitFor();
    expect(await page.getByRole("option", { name }).count()).toBe(0);
    await page.getByRole("option", { name: heirName }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, `erase-member-${look}`);
    await erase.click();
    await toast(page, `Das Konto von ${name} ist gelöscht.`).waitFor();
    await line(members, name).waitFor({ state: "detached" });
    visitor.forgive(/status of 409/);
    expect((await accessTo(server.url, id, heir)).mine).toBe("owner");
  },
);
