// Signing in by the ways of an installation, and coming to the page one wanted.
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { emailOf, localhost, PASSWORD } from "./peoplePages.ts";

let server: ServerProcess;
let mail: MailServer;
let member: Somebody;
beforeAll(async () => {
  mail = await startMailServer();
  server = await startServer({
    env: { SMTP_URL: mail.url, MAIL_FROM: "Karte <karte@example.org>" },
  });
  member = await server.newMember("Mira Vogt");
});
afterAll(async () => {
  await server.remove();
  await mail.stop();
});

async function give(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill(email);
  await page.getByRole("textbox", { name: "Kennwort" }).fill(password);
  await page.keyboard.press("Enter");
}

it("PE-62: whoever is not signed in is led to signing in, and from there to the page they wanted", async () => {
  const { page } = await visit(server.url, { as: null });
  await page.goto("/papierkorb");
  await page.waitForURL(/\/anmelden\?weiter=%2Fpapierkorb$/);
  await give(page, emailOf(member), PASSWORD);
  await page.getByRole("heading", { name: "Papierkorb", exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/papierkorb");
  await page.goto("/anmelden");
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
});

it.each([
  "https://example.org/",
  "//example.org",
  "/\\example.org",
  "javascript:alert(1)",
  "/anmelden",
])("PE-62: nobody is led away from this site: %s", async (next) => {
  const { page } = await visit(server.url, { as: null });
  await page.goto(`/anmelden?weiter=${encodeURIComponent(next)}`);
  await give(page, emailOf(member), PASSWORD);
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  expect(page.url()).toBe(`${server.url}/`);
});

it("PE-63: what is missing or wrong is said at the field, and focus goes there", async () => {
  const visitor = await visit(server.url, { as: null });
  const { page } = visitor;
  await page.goto("/anmelden");
  await page.getByRole("button", { name: "Anmelden" }).click();
  const email = page.getByRole("textbox", { name: "E-Mail-Adresse" });
  await page.getByText("Bitte geben Sie eine vollständige E-Mail-Adresse ein").waitFor();
  await page.getByText("Bitte geben Sie das Kennwort ein.").waitFor();
  expect(await email.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await email.getAttribute("aria-invalid")).toBe("true");
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-sign-in-faults");
  await give(page, emailOf(member), "ein ganz falsches");
  const alert = page.getByRole("alert").filter({ hasText: "stimmt nicht" });
  await waitFor("the focus is on it", () =>
    alert.evaluate((element) => element === document.activeElement),
  );
  const known = await alert.innerText();
  await Promise.all([
    page.waitForResponse(/\/api\/sign-in\/password$/),
    give(page, "niemand@example.org", "ein ganz falsches"),
  ]);
  await expect.poll(() => page.getByRole("alert").allInnerTexts()).toEqual([known]);
  expect(await email.getAttribute("autocomplete")).toBe("username webauthn");
  const password = page.getByRole("textbox", { name: "Kennwort" });
  expect(await password.getAttribute("autocomplete")).toBe("current-password");
  expect(await password.getAttribute("type")).toBe("password");
  await page.getByRole("button", { name: "Kennwort zeigen" }).click();
  expect(await password.getAttribute("type")).toBe("text");
  visitor.forgive(/status of 401/);
});

it("PE-64: a sign-in link comes by mail, and signs in after a click, once", async () => {
  // Nobody has had mail there before.
  const address = emailOf(await server.newMember("Mira Vogt"));
  const { page } = await visit(server.url, { as: null });
  await page.goto("/anmelden?weiter=%2Fprofil");
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill(address);
  await page.getByRole("button", { name: "Anmeldelink per E-Mail" }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Link senden" }).click();
  await page.getByRole("heading", { name: "Sehen Sie in Ihr Postfach" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "people-mail-sent");
  const { link } = await mail.mailTo(address);
  const other = await visit(server.url, { as: null });
  await other.page.goto(link);
  await other.page.getByRole("heading", { name: "Schön, dass Sie da sind" }).waitFor();
  expect(other.page.url()).toBe(`${server.url}/anmelden`);
  expect(await accessibilityFaults(other.page)).toEqual([]);
  await other.page.reload();
  await other.page.getByRole("button", { name: "Jetzt anmelden" }).click();
  await other.page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  const late = await visit(server.url, { as: null });
  await late.page.goto(link);
  await late.page.getByRole("button", { name: "Jetzt anmelden" }).click();
  await late.page.getByRole("heading", { name: "Dieser Link gilt nicht mehr" }).waitFor();
  late.forgive(/status of 410/);
  await late.page.getByRole("button", { name: "Zur Anmeldung" }).click();
  await late.page.getByRole("heading", { name: "Anmelden" }).waitFor();
});

it("PE-65: a forgotten password is replaced by the link from the mail", async () => {
  const forgetful = await server.newMember("Vera Gesslich");
  const { page } = await visit(server.url, { as: null });
  await page.goto("/anmelden");
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill(emailOf(forgetful));
  await page.getByRole("button", { name: "Kennwort vergessen?" }).click();
  await page.getByRole("button", { name: "Link senden" }).click();
  await page.getByRole("heading", { name: "Sehen Sie in Ihr Postfach" }).waitFor();
  const { link } = await mail.mailTo(emailOf(forgetful));
  await page.goto(link);
  await page.getByRole("heading", { name: "Neues Kennwort" }).waitFor();
  expect(page.url()).toBe(`${server.url}/kennwort`);
  const field = page.getByRole("textbox", { name: "Neues Kennwort" });
  await field.fill("zu kurz");
  await page.getByRole("button", { name: "Kennwort setzen" }).click();
  await page.getByText("Bitte wählen Sie ein Kennwort mit mindestens 10 Zeichen").waitFor();
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await field.fill("ein ganz neues Kennwort");
  await page.getByRole("button", { name: "Kennwort setzen" }).click();
  await page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
  const again = await visit(server.url, { as: null });
  await again.page.goto("/anmelden");
  await give(again.page, emailOf(forgetful), "ein ganz neues Kennwort");
  await again.page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
});

it("PE-66: what went wrong at the organisation's sign-in is said; other codes say nothing", async () => {
  const { page } = await visit(server.url, { as: null });
  await page.goto("/anmelden?fehler=oidc-expired");
  await page.getByRole("alert").filter({ hasText: "zu lange gedauert" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto("/anmelden?fehler=<b>oops");
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

it("PE-67: a passkey made in the profile signs in, is renamed and removed", async () => {
  const { page } = await visit(localhost(server.url), { as: await server.newMember() });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/profil");
  await page.getByRole("button", { name: "Passkey hinzufügen" }).click();
  await page.getByRole("textbox", { name: "Name des Passkeys" }).fill("Mein Telefon");
  await page.getByRole("button", { name: "Anlegen" }).click();
  await page.getByText("Mein Telefon").waitFor();
  await page.getByRole("button", { name: "Mein Telefon umbenennen" }).click();
  await page.getByRole("textbox", { name: "Name des Passkeys" }).fill("Altes Telefon");
  await page.keyboard.press("Enter");
  await page.getByText("Altes Telefon").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Abmelden", exact: true }).click();
  await page.waitForURL(/\/anmelden$/);
  await page.goto("/anmelden?weiter=%2Fprofil");
  // The browser offers the passkey by itself too, and this one says yes at once: whichever comes first signs in.
  const byPasskey = page.getByRole("button", { name: "Mit Passkey anmelden" });
  await Promise.race([byPasskey.click(), page.waitForURL(/\/profil$/)]).catch(() => undefined);
  await page.waitForURL(/\/profil$/);
  await page.getByRole("button", { name: "Altes Telefon entfernen" }).click();
  await page.getByText("Noch keine Passkeys.").waitFor();
});
