// Coming in by a link: experts without an account, and members to be.
import type { Locator } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { guestBy, invite, newMapAt, setOpenLink } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { unusedEmail } from "../fixtures/unused.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { memberInvitation } from "./peoplePages.ts";

const TITLE = "Kommunen im digitalen Zeitalter";

let server: ServerProcess;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
  ({ id: mapId } = await newMapAt(server.url, TITLE));
});
afterAll(() => server.remove());

/** What is wrong is said first; then who cannot see where is led there. */
async function isLedTo(element: Locator): Promise<void> {
  await waitFor("it has the focus", () =>
    element.evaluate((each) => each === document.activeElement),
  );
}

it("IV-40: an expert confirms name and privacy notice, and is on the map", async () => {
  const { token } = await invite(server.url, mapId, { name: "Dr. Amira Osei", role: "editor" });
  const { page } = await visit(server.url, { as: null });
  const asked: string[] = [];
  page.on("request", (request) => {
    asked.push(`${request.url()} ${request.headers()["referer"] ?? ""}`);
  });
  await page.goto(`/einladung#${token}`);
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  expect(page.url()).toBe(`${server.url}/einladung`);
  await page.getByText("Anika Eigner lädt Sie ein zu").waitFor();
  await page.getByText("Sie können die Karte mitgestalten.").waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  const name = page.getByRole("textbox", { name: "Ihr Name, wie ihn die anderen sehen" });
  expect(await name.inputValue()).toBe("Dr. Amira Osei");
  await page.getByRole("button", { name: "Karte öffnen" }).click();
  await page.getByText("Bitte bestätigen Sie, dass Sie die Hinweise gelesen haben.").waitFor();
  const box = page.getByRole("checkbox", { name: /Datenschutzhinweise gelesen/ });
  await isLedTo(box);
  expect(await accessibilityFaults(page)).toEqual([]);
  await name.fill("");
  await page.getByRole("button", { name: "Karte öffnen" }).click();
  await page.getByText("Bitte geben Sie einen Namen ein.").waitFor();
  await isLedTo(name);
  await name.fill("Amira Osei");
  await page.getByText("Ich habe die Datenschutzhinweise gelesen.").click();
  await page.getByRole("button", { name: "Karte öffnen" }).click();
  await page.waitForURL(`${server.url}/karte/${mapId}`);
  await page.locator("[data-save-state=saved]").waitFor();
  await page.getByRole("button", { name: /Sie erscheinen als.*Amira Osei.*Gast/ }).waitFor();
  expect(asked.filter((line) => line.includes(token))).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
  expect(kept).not.toContain(token);
});

it("IV-40: a guest sees that they are one, and what they may", async () => {
  const { token } = await invite(server.url, mapId, { name: "Gastperson", role: "viewer" });
  const guest = await guestBy(server.url, token);
  const { page } = await visit(server.url, { as: guest });
  await page.goto("/profil");
  await page.getByText("Sie sind als Gast hier").waitFor();
  expect(await page.getByRole("heading", { name: "Passkeys" }).count()).toBe(0);
  await page.getByRole("button", { name: /Sie erscheinen als/ }).click();
  await page.getByRole("menuitem", { name: "Abmelden" }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Verwaltung" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-profile-guest");
});

it("IV-41: whoever is signed in comes as themselves, without being asked for a name", async () => {
  const { token } = await invite(server.url, mapId, { role: "commenter" });
  const { page, somebody } = await visit(server.url);
  await page.goto(`/einladung#${token}`);
  await page
    .getByText(`Sie sind angemeldet und kommen als ${somebody?.person.name ?? "?"}.`)
    .waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-invitation-member");
  const other = await visit(server.url);
  await other.page.goto(`/einladung#${token}`);
  await other.page.getByRole("button", { name: "Das bin ich nicht" }).click();
  await other.page.getByRole("textbox", { name: "Ihr Name, wie ihn die anderen sehen" }).waitFor();
  expect(new URL(other.page.url()).pathname).toBe("/einladung");
  await page.getByRole("button", { name: "Karte öffnen" }).click();
  await page.waitForURL(`${server.url}/karte/${mapId}`);
});

it("IV-42: an open link with a password asks for it, and says where it is wrong", async () => {
  const wanted = { role: "viewer", password: "Rathausplatz" };
  const { token } = await setOpenLink(server.url, mapId, wanted);
  const visitor = await visit(server.url, { as: null });
  const { page } = visitor;
  await page.goto(`/einladung#${token}`);
  await page.getByRole("textbox", { name: "Ihr Name, wie ihn die anderen sehen" }).fill("Bürgerin");
  await page.getByText("Ich habe die Datenschutzhinweise gelesen.").click();
  await page.getByRole("button", { name: "Karte öffnen" }).click();
  await page.getByText("Bitte geben Sie das Kennwort ein.").waitFor();
  await isLedTo(page.getByRole("textbox", { name: "Kennwort der Einladung" }));
  await page.getByRole("textbox", { name: "Kennwort der Einladung" }).fill("falsch");
  await page.keyboard.press("Enter");
  await page.getByText("Das Kennwort stimmt nicht.").waitFor();
  await isLedTo(page.getByRole("textbox", { name: "Kennwort der Einladung" }));
  expect(await accessibilityFaults(page)).toEqual([]);
  visitor.forgive(/status of 40\d/);
  await page.getByRole("textbox", { name: "Kennwort der Einladung" }).fill("Rathausplatz");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.url}/karte/${mapId}`);
});

it("IV-43: a link that does not lead on says why, and what to do", async () => {
  const used = await invite(server.url, mapId, { maxUses: 1 });
  await guestBy(server.url, used.token);
  const revoked = await invite(server.url, mapId);
  const path = `${server.url}/api/maps/${mapId}/invitations/${revoked.id}`;
  expect((await askApi(path, { method: "DELETE" })).status).toBe(204);
  const cases: [token: string, heading: string][] = [
    [used.token, "Diese Einladung wurde schon verwendet"],
    [revoked.token, "Diese Einladung wurde zurückgezogen"],
    ["A".repeat(43), "Diesen Link kennt der Server nicht"],
    ["abgeschnitten", "Diesen Link kennt der Server nicht"],
  ];
  for (const [token, heading] of cases) {
    const visitor = await visit(server.url, { as: null });
    await visitor.page.goto(`/einladung#${token}`);
    await visitor.page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await accessibilityFaults(visitor.page)).toEqual([]);
    visitor.forgive(/status of 4\d\d/);
  }
  const { page } = await visit(server.url, { as: null });
  await page.goto("/einladung");
  await page.getByText("ohne vollständigen Link geöffnet").waitFor();
});

it("IV-44: an invited member makes an account with name, address and password", async () => {
  const token = await memberInvitation(server.url, "Jonas Lindner");
  const { page } = await visit(server.url, { as: null });
  await page.goto(`/beitreten#${token}`);
  await page.getByRole("heading", { name: "Ihr Konto" }).waitFor();
  expect(page.url()).toBe(`${server.url}/beitreten`);
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await isLedTo(page.getByRole("textbox", { name: "E-Mail-Adresse" }));
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill(unusedEmail());
  const password = page.getByRole("textbox", { name: "Kennwort" });
  expect(await password.getAttribute("autocomplete")).toBe("new-password");
  await password.fill("ein Satz, den nur ich kenne");
  await page.getByText("Ich habe die Datenschutzhinweise gelesen.").click();
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  await page.getByRole("button", { name: /Sie erscheinen als.*Jonas Lindner/ }).waitFor();
  const late = await visit(server.url, { as: null });
  await late.page.goto(`/beitreten#${token}`);
  await late.page.getByRole("heading", { name: "Diese Einladung wurde schon verwendet" }).waitFor();
  late.forgive(/status of 4\d\d/);
});
