// Privacy notice and imprint: the operator's words, made harmless, and what this software does in any case.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperatorTexts } from "#shared/people/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

const NOTHING: OperatorTexts = {
  operator: "",
  privacyDe: "",
  privacyEn: "",
  imprintDe: "",
  imprintEn: "",
};

async function setTexts(texts: Partial<OperatorTexts>): Promise<void> {
  const body = { ...NOTHING, ...texts };
  const { status, text } = await askApi(`${server.url}/api/admin/texts`, { method: "PUT", body });
  if (status >= 300) throw new Error(`Texts not set: ${status} ${text}`);
}

it("DP-22: without the operator's words the pages say what this software does, and what is missing", async () => {
  await setTexts({});
  const { page } = await visit(server.url, { as: null });
  await page.goto("/anmelden");
  await page.getByRole("link", { name: "Datenschutz" }).click();
  await page.getByRole("heading", { level: 1, name: "Datenschutz" }).waitFor();
  await page.getByText("Was wird über Mitglieder gespeichert?").waitFor();
  await page.getByRole("link", { name: "Impressum" }).click();
  await page.getByRole("heading", { name: "Noch kein Impressum" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("link", { name: "Zukunftslandkarte" }).click();
  await page.waitForURL(/\/anmelden$/);
});

it("DP-22: the operator's Markdown is shown in the page's language, or in the one there is", async () => {
  await setTexts({
    operator: "Stadt Musterhausen",
    privacyDe: "# Bei uns\n\nFragen an *Frau Muster*, **Zimmer 12**.\n\n1. Erstens\n2. Zweitens",
    imprintDe: "Stadt Musterhausen\n\n[Zur Stadt](https://example.org/)",
  });
  const { page } = await visit(server.url, { as: null });
  await page.goto("/datenschutz");
  await page.getByRole("heading", { level: 2, name: "Bei uns" }).waitFor();
  expect(await page.getByRole("listitem").filter({ hasText: "Zweitens" }).count()).toBe(1);
  await page.getByText("Betrieben von: Stadt Musterhausen").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "legal-privacy");
  const english = (await visit(server.url, { as: null, language: "en" })).page;
  await english.goto("/impressum");
  await english.getByText("This text exists in German only.").waitFor();
  expect(await english.getByRole("link", { name: "Zur Stadt" }).getAttribute("href")).toBe(
    "https://example.org/",
  );
  expect(await accessibilityFaults(english)).toEqual([]);
});

it("DP-23: nothing in the operator's words becomes markup, script or a request", async () => {
  const hostile = [
    "<script>window.wasRun = true</script>",
    "<img src=x onerror='window.wasRun = true'>",
    "[klick](javascript:window.wasRun=true)",
    "![bild](https://example.org/spur.png)",
    "[x]: data:text/html,<script>1</script>\n\n[da][x]",
    "<a href='https://example.org' style='position:fixed;inset:0'>alles</a>",
  ].join("\n\n");
  await setTexts({ privacyDe: hostile, imprintDe: hostile });
  const { page } = await visit(server.url, { as: null });
  for (const path of ["/datenschutz", "/impressum"]) {
    await page.goto(path);
    await page.getByText("<script>window.wasRun = true</script>").waitFor();
    expect(await page.evaluate(() => Reflect.get(window, "wasRun") as unknown)).toBeUndefined();
    expect(await page.locator("article :is(script, img, iframe, [style], [onerror])").count()).toBe(
      0,
    );
    const addresses = await page
      .locator("article a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(addresses.filter((address) => !address?.startsWith("/"))).toEqual([]);
  }
});
