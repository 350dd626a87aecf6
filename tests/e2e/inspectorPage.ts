// The panels beside the canvas as a person finds them: by their names in the language of the page.
import type { Locator, Page } from "playwright";
import { card } from "./canvasPage.ts";

export function inspector(page: Page): Locator {
  return page.getByRole("complementary", { name: "Eigenschaften" });
}

export function outline(page: Page): Locator {
  return page.getByRole("complementary", { name: "Gliederung" });
}

/** Selects a node by a click on its card; answers with the panel, once it shows the node. */
export async function inspect(page: Page, id: string): Promise<Locator> {
  await card(page, id).click();
  const panel = inspector(page);
  await panel.getByLabel("Titel", { exact: true }).waitFor();
  return panel;
}

/** The rich text field of the description, once its editor is there. */
export async function descriptionOf(panel: Locator): Promise<Locator> {
  const field = panel.getByRole("textbox", { name: "Beschreibung" });
  await field.waitFor();
  return field;
}

/** Opens a list field and chooses from it. */
export async function choose(panel: Locator, label: string, option: string): Promise<void> {
  await panel.getByRole("button", { name: label }).click();
  await panel.page().getByRole("option", { name: option, exact: true }).click();
}
