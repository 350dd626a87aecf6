// What one changes about oneself.
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { unusedEmail } from "../fixtures/unused.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { emailOf, PASSWORD } from "./peoplePages.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

it("PE-68: name, colour and language are changed, shown at once, and last", async () => {
  const { page } = await visit(server.url);
  await page.goto("/profil");
  await page.getByRole("textbox", { name: "Name" }).fill("Carla Conrad");
  const colours = page.getByRole("radiogroup", { name: "Farbe" });
  expect(await colours.getByRole("radio").count()).toBe(12);
  const chosen = colours.getByRole("radio", { checked: true });
  const before = await chosen.getAttribute("aria-label");
  await chosen.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => chosen.getAttribute("aria-label")).not.toBe(before);
  const after = await chosen.getAttribute("aria-label");
  await page.getByRole("button", { name: "Wie der Browser Sprache" }).click();
  await page.getByRole("option", { name: "English" }).click();
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByRole("heading", { name: "Profile" }).waitFor();
  await page.getByRole("button", { name: /You appear as.*Carla Conrad/ }).waitFor();
  const elsewhere = await visit(server.url, { as: null });
  await elsewhere.page.context().addCookies(await page.context().cookies());
  await elsewhere.page.goto("/profil");
  expect(await elsewhere.page.getByRole("textbox", { name: "Name" }).inputValue()).toBe(
    "Carla Conrad",
  );
  const there = elsewhere.page.getByRole("radio", { checked: true });
  expect(await there.getAttribute("aria-label")).toBe(after);
});

it("PE-69: address and password are changed by whoever knows the password", async () => {
  const visitor = await visit(server.url);
  const { page, somebody } = visitor;
  if (somebody === null) throw new Error("Nobody visits.");
  const email = unusedEmail();
  await page.goto("/profil");
  await page.getByText(emailOf(somebody)).waitFor();
  await page.getByRole("button", { name: "Adresse ändern" }).click();
  await page.getByRole("textbox", { name: "Neue E-Mail-Adresse" }).fill(email);
  await page.getByRole("textbox", { name: "Jetziges Kennwort" }).fill("ein falsches");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "Das Kennwort stimmt nicht." }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  visitor.forgive(/status of 403/);
  await page.getByRole("textbox", { name: "Jetziges Kennwort" }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByText(email).waitFor();
  await page.getByRole("button", { name: "Kennwort ändern" }).click();
  await page.getByRole("textbox", { name: "Jetziges Kennwort" }).fill(PASSWORD);
  await page.getByRole("textbox", { name: "Neues Kennwort" }).fill("noch ein langes Kennwort");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Kennwort setzen" }).click();
  await page.getByText("Ihre anderen Geräte sind abgemeldet").waitFor();
  const again = await visit(server.url, { as: null });
  await again.page.goto("/anmelden");
  await again.page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill(email);
  await again.page.getByRole("textbox", { name: "Kennwort" }).fill("noch ein langes Kennwort");
  await again.page.keyboard.press("Enter");
  await again.page.getByRole("heading", { name: "Karten", exact: true }).waitFor();
});

it("PE-70: erasing the account asks for the name first", async () => {
  const { page, somebody } = await visit(server.url);
  const name = somebody?.person.name ?? "";
  await page.goto("/profil");
  await page.getByRole("button", { name: "Konto löschen" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Konto endgültig löschen?" });
  const erase = dialog.getByRole("button", { name: "Endgültig löschen" });
  expect(await erase.isDisabled()).toBe(true);
  await dialog.getByRole("textbox", { name: "Kennwort" }).fill(PASSWORD);
  const confirmation = dialog.getByRole("textbox", { name: /Ihren Namen/ });
  await confirmation.fill("jemand anderes");
  expect(await erase.isDisabled()).toBe(true);
  await confirmation.fill(name);
  await waitFor("the button can be pressed", async () => !(await erase.isDisabled()));
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Abbrechen" }).click();
  await dialog.waitFor({ state: "detached" });
});
