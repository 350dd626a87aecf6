// The page of those who run the installation.
import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit, type VisitOptions } from "../fixtures/browser.ts";
import { newMapAt } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { unused } from "../fixtures/unused.ts";
import { line, toast } from "./sharePage.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

async function openAdmin(options: VisitOptions = {}): Promise<Page> {
  const { page } = await visit(server.url, { as: server.owner, ...options });
  await page.goto("/verwaltung");
  await page.getByRole("heading", { level: 1, name: "Verwaltung" }).waitFor();
  return page;
}

function part(page: Page, name: string) {
  return page.getByRole("tab", { name }).click();
}

it("AU-42: a member is invited by a link shown once, withdrawn, and given the administration", async () => {
  const [invited, other] = [unused("Lena Mohr"), unused("Ben Achterberg")];
  await server.newMember(other);
  const page = await openAdmin();
  const members = page.getByRole("tabpanel", { name: "Mitglieder" });
  await line(members, "Anika Eigner").getByText("verwaltet", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Mitglied einladen" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(invited);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Link erzeugen" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  expect(await link.inputValue()).toMatch(new RegExp(`^${server.url}/beitreten#[\\w-]{43}$`));
  await page.getByRole("img", { name: `QR-Code mit dem Link für ${invited}` }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Fertig" }).click();
  await page.getByRole("heading", { name: "Eingeladen, noch nicht da" }).waitFor();
  await page.getByRole("button", { name: `Einladung für ${invited} zurückziehen` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Zurückziehen" }).click();
  await line(members, invited).waitFor({ state: "detached" });

  const ben = line(members, other);
  await ben.getByRole("button", { name: `Aktionen für ${other}` }).click();
  await page.getByRole("menuitem", { name: "Darf verwalten" }).click();
  await toast(page, `${other} darf die Installation jetzt verwalten.`).waitFor();
  await ben.getByText("verwaltet", { exact: true }).waitFor();
  await ben.getByRole("button", { name: `Aktionen für ${other}` }).click();
  await page.getByRole("menuitem", { name: "Nicht mehr verwalten lassen" }).click();
  await ben.getByText("verwaltet", { exact: true }).waitFor({ state: "detached" });
});

it("AU-46: an account is erased after a question, and the log does not say whose it was", async () => {
  const name = unused("Udo Fort");
  await server.newMember(name);
  const page = await openAdmin();
  const members = page.getByRole("tabpanel", { name: "Mitglieder" });
  const udo = line(members, name);
  await udo.getByRole("button", { name: `Aktionen für ${name}` }).click();
  await page.getByRole("menuitem", { name: "Konto löschen" }).click();
  const question = page.getByRole("alertdialog", { name: `Das Konto von ${name} löschen?` });
  await question.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await question.getByRole("button", { name: "Konto löschen" }).click();
  await toast(page, `Das Konto von ${name} ist gelöscht.`).waitFor();
  await udo.waitFor({ state: "detached" });
  await part(page, "Protokoll");
  await page.getByText("Anika Eigner hat ein Konto gelöscht").first().waitFor();
  await page.getByText("Gelöschtes Konto ist Mitglied geworden").first().waitFor();
  expect(await page.getByRole("tabpanel").getByText(name).count()).toBe(0);
});

it("AU-42: whoever does not run the installation is told so", async () => {
  const { page } = await visit(server.url);
  await page.goto("/verwaltung");
  await page.getByRole("heading", { name: "Nur für Verwaltende" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it("AU-43: maps are listed by size and activity, also those one may not open", async () => {
  const other = await server.newMember("Cem Yıldız");
  const title = unused("Nur für Cem");
  await newMapAt(server.url, title, other);
  const page = await openAdmin();
  await part(page, "Karten");
  const row = page.getByRole("row").filter({ hasText: title });
  await row.getByRole("cell", { name: "29", exact: true }).waitFor();
  await row.getByText(/kB/).waitFor();
  await page.goto("/");
  await page.getByRole("article").first().waitFor();
  expect(await page.getByRole("link", { name: title }).count()).toBe(0);
});

it("AU-44: the log says what happened, shows one kind alone, and is exported", async () => {
  const joined = `${(await server.newMember(unused("Ben Achterberg"))).person.name} ist Mitglied geworden`;
  await newMapAt(server.url, "Für das Protokoll");
  const page = await openAdmin();
  await part(page, "Protokoll");
  await page.getByText(joined).waitFor();
  await page
    .getByText(/hat die Karte angelegt/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: /Zeigen/ }).click();
  await page.getByRole("option", { name: "Anmeldungen und Mitglieder" }).click();
  await page
    .getByText(/hat die Karte angelegt/)
    .first()
    .waitFor({ state: "detached" });
  await page.getByText(joined).waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Als CSV exportieren" }).click();
  const file = readFileSync(await (await downloading).path(), "utf8");
  expect(file).toContain("member.joined");
  expect(file).not.toContain("Achterberg");
});

it("AU-45: the operator's texts are written, looked at, saved, and read by everybody", async () => {
  const [heading, operator] = [unused("Was wir speichern"), unused("Stadt Muster")];
  const page = await openAdmin();
  await part(page, "Texte");
  await page.getByRole("textbox", { name: /Wer diese Installation betreibt/ }).fill(operator);
  await page
    .getByRole("textbox", { name: "Datenschutz, deutsch" })
    .fill(`# ${heading}\n\nFast **nichts**.`);
  await page.getByText("Noch nicht gespeichert").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("tab", { name: "Vorschau" }).click();
  await page.getByRole("heading", { name: heading }).waitFor();
  expect(await page.locator("strong").filter({ hasText: "nichts" }).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Speichern" }).click();
  await toast(page, "Die Texte sind gespeichert.").waitFor();
  const { page: stranger } = await visit(server.url, { as: null });
  await stranger.goto("/datenschutz");
  await stranger.getByRole("heading", { name: heading }).waitFor();
});

it.each([
  ["light", { viewport: { width: 1440, height: 900 } }],
  ["dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
  ["narrow", { viewport: { width: 390, height: 844 } }],
] satisfies [string, VisitOptions][])(
  "LA-6, LA-7: every part of the administration breaks no rule (%s)",
  async (look, options) => {
    const page = await openAdmin(options);
    for (const name of ["Mitglieder", "Karten", "Protokoll", "Texte"]) {
      await part(page, name);
      const panel = page.getByRole("tabpanel", { name });
      await panel.getByText("Wird geladen …").waitFor({ state: "detached" });
      expect(await accessibilityFaults(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await screenshot(page, `admin-${name.toLowerCase()}-${look}`);
    }
  },
);
