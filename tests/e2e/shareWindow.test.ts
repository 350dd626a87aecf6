// The share window by itself: people and their roles, the invitations, the open link, and what of it whom it is shown.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { accessTo, giveRole, guestBy, invite, newMapAt, setOpenLink } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { unusedEmail } from "../fixtures/unused.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { chooseRole, line, openMap, openShare, ROLE, showPart, toast } from "./sharePage.ts";

let server: ServerProcess;
let member: Somebody;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
  member = await server.newMember("Ben Achterberg");
});
afterAll(() => server.remove());
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, "Rollen der Kommune"));
});

async function roleOf(name: string): Promise<string | undefined> {
  const { people } = await accessTo(server.url, mapId);
  return people.find((person) => person.name === name)?.role;
}

it("AC-40: a member is added by name with the keyboard, gets another role, and loses it after a question", async () => {
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  const field = dialog.getByRole("combobox", { name: "Mitglied hinzufügen" });
  await field.fill("gibt es nicht");
  await page.getByText("Kein Mitglied mit diesem Namen.").waitFor();
  await field.fill("achter");
  await page.getByRole("option", { name: "Ben Achterberg" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const add = dialog.getByRole("button", { name: "Hinzufügen", exact: true });
  await waitFor("somebody is chosen", () => add.isEnabled());
  await add.press("Enter");
  await toast(page, "Ben Achterberg kann die Karte jetzt öffnen.").waitFor();
  expect(await roleOf("Ben Achterberg")).toBe("editor");

  await dialog.getByRole("button", { name: /Rolle von Ben/ }).press("Enter");
  await page.getByText("Lesen und kommentieren, aber nichts an der Karte ändern.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await waitFor("he manages too", async () => (await roleOf("Ben Achterberg")) === "owner");

  await dialog.getByRole("button", { name: "Ben Achterberg den Zugang entziehen" }).click();
  const question = page.getByRole("alertdialog", { name: /den Zugang entziehen\?$/ });
  await question.getByRole("button", { name: "Abbrechen" }).click();
  expect(await roleOf("Ben Achterberg")).toBe("owner");
  await dialog.getByRole("button", { name: "Ben Achterberg den Zugang entziehen" }).click();
  await question.getByRole("button", { name: "Zugang entziehen" }).click();
  await toast(page, "Ben Achterberg hat keinen Zugang mehr.").waitFor();
  expect(await roleOf("Ben Achterberg")).toBeUndefined();
});

it("AC-45: the last who manages cannot step down; one of two is asked first and then only reads on", async () => {
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  await line(dialog, "Anika Eigner").getByText("Geben Sie dieses Recht zuerst weiter.").waitFor();
  expect(await dialog.getByRole("button", { name: /Rolle von Anika/ }).count()).toBe(0);
  await giveRole(server.url, mapId, member, "owner");
  await chooseRole(page, /Rolle von Anika/, "Lesen");
  const question = page.getByRole("alertdialog", { name: "Die Verwaltung abgeben?" });
  await question.getByRole("button", { name: "Abgeben" }).click();
  await dialog.getByText("Einladen und Rollen ändern kann, wer die Karte verwaltet.").waitFor();
  expect(await dialog.getByRole("tab").count()).toBe(0);
});

it("AC-40: what all members may do is one choice, off by default", async () => {
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  await chooseRole(page, /Alle Mitglieder/, "Kommentieren");
  await waitFor("the server knows", async () => {
    return (await accessTo(server.url, mapId)).teamRole === "commenter";
  });
  const other = await visit(server.url, { as: member });
  await other.page.goto(`/karte/${mapId}`);
  await other.page.locator("[data-read-only=commenter]").waitFor();
  await chooseRole(page, /Alle Mitglieder/, "Kein Zugang");
  await other.page.getByRole("heading", { name: "Kein Zugang zu dieser Karte" }).waitFor();
  await dialog.getByRole("button", { name: "Schließen" }).first().click();
  other.forgive(/status of 40\d/);
});

it("AC-44: whoever does not manage sees people and roles, no addresses, no invitations, and may leave", async () => {
  await invite(server.url, mapId, { name: "Geheim Eingeladen" });
  await giveRole(server.url, mapId, member, "editor");
  const visitor = await openMap(server, mapId, { as: member });
  const { page } = visitor;
  const dialog = await openShare(page);
  await dialog.getByText("Sie können diese Karte bearbeiten.").waitFor();
  await line(dialog, "Anika Eigner").getByText("Verwalten", { exact: true }).waitFor();
  const words = await dialog.innerText();
  expect(words).not.toContain("@");
  expect(words).not.toContain("Geheim Eingeladen");
  expect(await dialog.getByRole("tab").count()).toBe(0);
  expect(await dialog.getByRole("button", { name: /Rolle von/ }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "share-editor");
  await dialog.getByRole("button", { name: "Diese Karte verlassen" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Verlassen" }).click();
  await page.getByRole("heading", { name: "Kein Zugang zu dieser Karte" }).waitFor();
  expect(await roleOf("Ben Achterberg")).toBeUndefined();
  visitor.forgive(/status of 403/);
});

it("IV-61: each invitation says what became of it; it gets another role, a new link, and is revoked", async () => {
  const used = await invite(server.url, mapId, { name: "Dagmar Feld", maxUses: 1 });
  await guestBy(server.url, used.token, { name: "Dagmar Feld" });
  await invite(server.url, mapId, { name: "Fritz Gerber", maxUses: 3 });
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  await showPart(dialog, "Einladungen");
  await line(dialog, "Dagmar Feld").getByText("Aufgebraucht", { exact: true }).waitFor();
  await line(dialog, "Fritz Gerber").getByText("Offen", { exact: true }).waitFor();
  await line(dialog, "Fritz Gerber").getByText("0 von 3 benutzt").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "share-invitations");
  await chooseRole(page, /Rolle der Einladung für Dagmar Feld/, "Bearbeiten");
  await waitFor(
    "it holds for who came by it",
    async () => (await roleOf("Dagmar Feld")) === "editor",
  );
  const actions = dialog.getByRole("button", {
    name: "Aktionen für die Einladung an Fritz Gerber",
  });
  await actions.click();
  await page.getByRole("menuitem", { name: "Neuer Link" }).click();
  await dialog.getByText("Der Link steht nur jetzt hier.").waitFor();
  expect(await dialog.getByRole("textbox", { name: "Link" }).inputValue()).toContain("/einladung#");
  await dialog.getByRole("button", { name: "Fertig" }).click();
  await actions.click();
  await page.getByRole("menuitem", { name: "Zurückziehen" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Zurückziehen" }).click();
  await line(dialog, "Fritz Gerber").getByText("Zurückgezogen", { exact: true }).waitFor();
});

it("IV-62: the open link is off until it is turned on, warns where it gives much, and is turned off", async () => {
  const { page } = await openMap(server, mapId, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const dialog = await openShare(page);
  await showPart(dialog, "Offener Link");
  await dialog.getByRole("heading", { name: "Kein offener Link" }).waitFor();
  await dialog.getByText("Ein Kennwort hält Unbeteiligte fern.").waitFor();
  await chooseRole(page, ROLE, "Bearbeiten");
  await dialog.getByText("kann alles auf der Karte ändern und löschen").waitFor();
  await dialog.getByText("Mit Kennwort schützen").click();
  const turnOn = dialog.getByRole("button", { name: "Offenen Link einschalten" });
  await waitFor("a password is missing", () => turnOn.isDisabled());
  await dialog.getByRole("textbox", { name: "Kennwort" }).fill("Rathausplatz");
  expect(await accessibilityFaults(page)).toEqual([]);
  await turnOn.click();
  await dialog.getByRole("button", { name: "Kopieren" }).click();
  await dialog.getByRole("button", { name: "Kopiert" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(new RegExp(`^${server.url}/einladung#[\\w-]{43}$`));
  await dialog.getByRole("button", { name: "Fertig" }).click();
  await dialog.getByRole("heading", { name: "Der offene Link ist eingeschaltet" }).waitFor();
  await dialog.getByText(/^Bearbeiten · mit Kennwort · bis /).waitFor();
  expect(await dialog.getByText(copied).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Link abschalten" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Link abschalten" }).click();
  await dialog.getByRole("heading", { name: "Kein offener Link" }).waitFor();
  expect((await accessTo(server.url, mapId)).openLink).toBeNull();
});

it("AC-43: who came by the open link is a guest, whatever they call themselves", async () => {
  const { token } = await setOpenLink(server.url, mapId);
  const guest = await guestBy(server.url, token, { name: "Anika Eigner" });
  const visitor = await openMap(server, mapId, { as: guest });
  const { page } = await openMap(server, mapId);
  await page
    .getByRole("button", { name: /^Anika Eigner \(Gast\)/ })
    .first()
    .waitFor();
  for (const each of [page, visitor.page]) await each.locator("[data-ready]").waitFor();
  await visitor.page.mouse.move(500, 400);
  await visitor.page.mouse.move(520, 420);
  await page.locator("[data-cursor]").getByText("Anika Eigner (Gast)").waitFor();
  const dialog = await openShare(page);
  const guestLine = line(dialog, "über den offenen Link");
  await guestLine.getByText("Gast", { exact: true }).waitFor();
  await guestLine.getByText("Anika Eigner", { exact: true }).waitFor();
  await page.goto("/");
  await page.getByText("Gerade in der Karte: Anika Eigner (Gast)").first().waitFor();
  await visitor.page.goto("about:blank");
});

it("AU-47: a guest is made a member from the share window and stays the same person", async () => {
  const { token } = await invite(server.url, mapId, { role: "editor" });
  const guest = await guestBy(server.url, token, { name: "Dr. Amira Osei" });
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  const person = line(dialog, "Dr. Amira Osei");
  await person.getByText("Gast", { exact: true }).waitFor();
  await person.getByRole("button", { name: "Dr. Amira Osei zum Mitglied machen" }).click();
  const inner = page.getByRole("dialog", { name: "Dr. Amira Osei zum Mitglied machen" });
  await inner.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await inner.getByRole("button", { name: "Link erzeugen" }).click();
  const made = page.getByRole("dialog", { name: "Link für Dr. Amira Osei" });
  const link = await made.getByRole("textbox", { name: "Link" }).inputValue();
  const joined = await askApi(`${server.url}/api/join/accept`, {
    method: "POST",
    as: guest,
    body: {
      token: new URL(link).hash.slice(1),
      name: "Dr. Amira Osei",
      email: unusedEmail(),
      password: "ein langes Kennwort",
    },
  });
  expect(joined.status).toBe(200);
  await made.getByRole("button", { name: "Fertig" }).click();
  await person.getByText("Gast", { exact: true }).waitFor({ state: "detached" });
  const { people } = await accessTo(server.url, mapId);
  expect(people.find(({ id }) => id === guest.person.id)).toMatchObject({
    kind: "member",
    role: "editor",
  });
});

it("SP-18: the map's address is copied, or selected where the browser does not allow it", async () => {
  const { page } = await openMap(server, mapId, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.goto(`/karte/${mapId}?etwas=anderes`);
  const dialog = await openShare(page);
  await dialog.getByRole("button", { name: "Kopieren" }).click();
  await dialog.getByRole("button", { name: "Kopiert" }).waitFor();
  const address = `${server.url}/karte/${mapId}`;
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new Error("not allowed")) },
    });
  });
  await dialog.getByRole("button", { name: "Kopiert" }).click();
  await dialog.getByText("Bitte kopieren Sie ihn von Hand.").waitFor();
  const field = dialog.getByRole("textbox", { name: "Adresse der Karte" });
  expect(await field.inputValue()).toBe(address);
  expect(
    await field.evaluate((input: HTMLInputElement) => [
      input === document.activeElement,
      input.selectionEnd,
    ]),
  ).toEqual([true, address.length]);
});

it("AU-41: those who manage read who opened the map and who changed rights on it", async () => {
  await giveRole(server.url, mapId, member, "viewer");
  const { page } = await openMap(server, mapId);
  const dialog = await openShare(page);
  await showPart(dialog, "Protokoll");
  await dialog.getByText("Anika Eigner hat die Rolle von Ben Achterberg geändert").waitFor();
  await dialog.getByText("Anika Eigner hat die Karte angelegt").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "share-history");
});
