// Two people, two browsers: an owner lets an expert in, lowers what they may, and ends it; the expert's page follows.
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit, type Visitor } from "../fixtures/browser.ts";
import { accessTo, newMapAt } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { chooseRole, line, openMap, openShare, ROLE, showPart } from "./sharePage.ts";

const TITLE = "Digitale Daseinsvorsorge";
/** From the click on the link to the first change of one's own. */
const EDITS_WITHIN_MS = 60_000;

let server: ServerProcess;
let member: Somebody;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
  member = await server.newMember("Lena Mohr");
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, TITLE));
});

/** As an owner does it by hand. @returns the link that is shown */
async function inviteByHand(page: Page, name: string): Promise<string> {
  const dialog = await openShare(page);
  await dialog.getByRole("button", { name: "Person ohne Konto einladen" }).click();
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await dialog.getByRole("textbox", { name: "Organisation" }).fill("Universität Beispielstadt");
  await dialog.getByRole("combobox", { name: "Perspektive" }).fill("Zukunftsforschung");
  await page.keyboard.press("Escape");
  await chooseRole(page, ROLE, "Bearbeiten");
  await dialog.getByRole("button", { name: "Link erzeugen" }).click();
  await dialog.getByRole("heading", { name: `Link für ${name}` }).waitFor();
  return await dialog.getByRole("textbox", { name: "Link" }).inputValue();
}

async function enter(link: string): Promise<Visitor> {
  const visitor = await visit(server.url, { as: null });
  await visitor.page.goto(link);
  await visitor.page.getByText("Ich habe die Datenschutzhinweise gelesen.").click();
  await visitor.page.getByRole("button", { name: "Karte öffnen" }).click();
  await visitor.page.waitForURL(/\/karte\//);
  return visitor;
}

it("IV-60, AC-41, AC-43: an expert comes by a link, edits, is lowered to commenting, and is shown out", async () => {
  const { page } = await openMap(server, mapId);
  const link = await inviteByHand(page, "Dr. Quentin Rabe");
  expect(link).toMatch(new RegExp(`^${server.url}/einladung#[\\w-]{43}$`));
  await page.getByRole("img", { name: "QR-Code mit dem Link für Dr. Quentin Rabe" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "share-link");
  await page.getByRole("button", { name: "Fertig" }).click();
  const dialog = page.getByRole("dialog", { name: /teilen$/ });
  await line(dialog, "Dr. Quentin Rabe").getByText("Offen", { exact: true }).waitFor();

  const clickedAt = Date.now();
  const expert = await enter(link);
  await expert.page.locator("[data-save-state=saved]").waitFor();
  const title = expert.page.getByLabel("Titel der Karte");
  await title.fill("Vom Experten umbenannt");
  await page.getByRole("dialog", { name: "„Vom Experten umbenannt“ teilen" }).waitFor();
  expect(Date.now() - clickedAt).toBeLessThan(EDITS_WITHIN_MS);

  await line(dialog, "Dr. Quentin Rabe").getByText("Benutzt", { exact: true }).waitFor();
  await showPart(dialog, "Personen");
  const person = line(dialog, "Dr. Quentin Rabe");
  await person.getByText("Gast", { exact: true }).waitFor();
  await person
    .getByText(/Universität Beispielstadt · Zukunftsforschung · über die Einladung/)
    .waitFor();
  await chooseRole(page, /Rolle von Dr\. Quentin Rabe/, "Kommentieren");
  await expert.page.getByText(/^Sie können kommentieren, aber nichts ändern: /).waitFor();
  await title.waitFor({ state: "detached" });
  await expert.page.locator("[data-read-only=commenter]").waitFor();
  expect(await accessibilityFaults(expert.page)).toEqual([]);
  await screenshot(expert.page, "share-lowered");

  await page.getByRole("dialog").getByRole("button", { name: "Schließen" }).first().click();
  await page
    .getByRole("button", { name: "Dr. Quentin Rabe (Gast) (liest) – Ansicht folgen" })
    .waitFor();

  const again = await openShare(page);
  await showPart(again, "Einladungen");
  await again
    .getByRole("button", { name: "Aktionen für die Einladung an Dr. Quentin Rabe" })
    .click();
  await page.getByRole("menuitem", { name: "Zurückziehen" }).click();
  const question = page.getByRole("alertdialog", { name: /zurückziehen\?$/ });
  await question.getByText("verliert den Zugang sofort").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await question.getByRole("button", { name: "Zurückziehen" }).click();
  await expert.page.locator("[data-ended]").waitFor();
  await expert.page.getByRole("heading", { name: "Kein Zugang zu dieser Karte" }).waitFor();
  await line(again, "Dr. Quentin Rabe").getByText("Zurückgezogen", { exact: true }).waitFor();
  expert.forgive(/status of 40\d/);
});

it("AC-41: a reader who is raised to editing can edit at once, without a reload", async () => {
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  await dialog.getByRole("combobox", { name: "Mitglied hinzufügen" }).fill("Lena");
  await page.getByRole("option", { name: "Lena Mohr" }).click();
  await chooseRole(page, ROLE, "Lesen");
  await dialog.getByRole("button", { name: "Hinzufügen", exact: true }).click();
  await line(dialog, "Lena Mohr").waitFor();

  const { page: reader } = await openMap(server, mapId, { as: member });
  await reader.locator("[data-read-only=viewer]").waitFor();
  // Said for some seconds only.
  await Promise.all([
    reader.getByText("Sie können diese Karte jetzt bearbeiten.").waitFor(),
    chooseRole(page, /Rolle von Lena Mohr/, "Bearbeiten"),
  ]);
  await reader.getByLabel("Titel der Karte").fill("Von Lena umbenannt");
  await page.getByRole("dialog", { name: "„Von Lena umbenannt“ teilen" }).waitFor();
  await waitFor("the server has her as an editor", async () => {
    const { people } = await accessTo(server.url, mapId);
    return people.find(({ name }) => name === "Lena Mohr")?.role === "editor";
  });
});
