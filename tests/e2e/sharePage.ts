// The share window as tests use it: how it is opened and what stands in it.
import type { Locator, Page } from "playwright";
import { visit, type Visitor, type VisitOptions } from "../fixtures/browser.ts";
import type { ServerProcess } from "../fixtures/server.ts";

/** A map, open in a browser of its own; as the owner of the server unless said otherwise. */
export async function openMap(
  server: ServerProcess,
  mapId: string,
  options: VisitOptions = {},
): Promise<Visitor> {
  const visitor = await visit(server.url, { as: server.owner, ...options });
  await visitor.page.goto(`/karte/${mapId}`);
  await visitor.page.locator("[data-save-state], [data-read-only]").first().waitFor();
  return visitor;
}

/** The share window, from the bar or, where that has no room, from the menu. */
export async function openShare(page: Page): Promise<Locator> {
  const inBar = page.getByRole("button", { name: "Teilen", exact: true });
  if (await inBar.isVisible()) await inBar.click();
  else {
    await page.getByRole("button", { name: "Mehr", exact: true }).click();
    await page.getByRole("menuitem", { name: "Teilen" }).click();
  }
  const dialog = page.getByRole("dialog", { name: /teilen$/ });
  await dialog.getByText("Wer auf diese Karte kommt").waitFor();
  return dialog;
}

export async function showPart(
  dialog: Locator,
  part: "Personen" | "Einladungen" | "Offener Link" | "Protokoll",
): Promise<void> {
  await dialog.getByRole("tab", { name: part }).click();
}

/** The field that is called "Rolle" alone; its name also says what is chosen. */
export const ROLE = /^(?:\S+ )?Rolle(?: (?:Lesen|Kommentieren|Bearbeiten|Verwalten))?$/;

/** Opens a list of roles and takes one; `of` is the name of the field. */
export async function chooseRole(page: Page, of: string | RegExp, role: string): Promise<void> {
  await page.getByRole("button", { name: of }).click();
  await page.getByRole("option", { name: new RegExp(`^${role}`) }).click();
  await page.getByRole("listbox").waitFor({ state: "detached" });
}

/** The line about somebody or something in a list. */
export function line(dialog: Locator, text: string): Locator {
  return dialog.getByRole("listitem").filter({ hasText: text });
}

export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole("alertdialog").filter({ hasText: text });
}
