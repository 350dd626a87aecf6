// Two states of a map compared in a real browser: what is marked, what is said of it, stepping and filtering, and chosen
// changes taken back.
import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createLink,
  createNode,
  deleteElements,
  moveNodes,
  reconnectLink,
  setNodeField,
  setNodeMember,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { descriptionOf } from "#shared/map/read.ts";
import { richTextOf, writeRichText } from "#shared/map/richText.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot, visit, type VisitOptions } from "../fixtures/browser.ts";
import { docxParagraphs } from "../fixtures/officeFiles.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, giveMap, type TestMap } from "./canvasPage.ts";
import { mapIdOf } from "./commentsCanvasPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
afterEach(() => map.close());

const QUESTION = "the-question";
const THESIS = "the-thesis-1";
const GONE = "the-gone-one";
const MOVED = "the-moved-one";
const SAME = "the-same-one";
const GONE_LINK = "link-gone-01";
const LED_LINK = "link-led-0001";

async function save(name: string): Promise<Version> {
  const answer = await askApi(`${server.url}/api/maps/${mapIdOf(map)}/versions`, {
    method: "POST",
    body: { id: newId(), name },
  });
  expect(answer.status, answer.text).toBe(201);
  return versionSchema.parse(answer.json());
}

/** A version, and after it one change of every kind. */
async function changedSince(): Promise<Version> {
  map = await giveMap(
    server,
    [
      { id: QUESTION, kind: "guiding-question", title: "Wie wollen wir wohnen?", x: 0, y: 0 },
      { id: THESIS, kind: "thesis", title: "Dichter und grüner bauen", x: 420, y: 0 },
      { id: GONE, kind: "driver", title: "Steigende Mieten", x: 420, y: 260 },
      { id: MOVED, kind: "actor", title: "Wohnungsgenossenschaft", x: 0, y: 260 },
      { id: SAME, kind: "note", title: "Was bleibt", x: 840, y: 0 },
    ],
    [
      [LED_LINK, "supports", THESIS, QUESTION],
      [GONE_LINK, "influences", GONE, QUESTION],
    ],
  );
  const version = await save("Vor der Sitzung");
  const edit = { doc: map.doc, origin: null };
  setNodeTitle(edit, THESIS, "Dichter und viel grüner bauen");
  setNodeField(edit, THESIS, "certainty", "plausible");
  setNodeMember(edit, THESIS, "perspectives", "science", true);
  const description = descriptionOf(map.doc, THESIS);
  if (description === null) throw new Error("it has a description");
  writeRichText(description, richTextOf("Mehr Stockwerke, weniger Beton."));
  deleteElements(edit, { nodes: [GONE], links: [] });
  moveNodes(edit, new Map([[MOVED, { parentId: null, x: 240, y: 520 }]]));
  reconnectLink(edit, LED_LINK, THESIS, SAME);
  const added = createNode(edit, {
    kind: "vision",
    place: { parentId: null, x: 840, y: 260 },
    title: "Ein Quartier ohne Autos",
  });
  const last = createLink(edit, { kind: "derives-from", source: added, target: THESIS });
  if (last === null) throw new Error("both ends are there");
  await waitFor("the server has it", async () => {
    const answer = await askApi(`${server.url}/api/maps/${mapIdOf(map)}/export.json`);
    return answer.text.includes(last) && !answer.text.includes(GONE);
  });
  return version;
}

async function openComparison(version: Version, options: VisitOptions = {}, other = "") {
  const visitor = await visit(server.url, { viewport: { width: 1440, height: 900 }, ...options });
  await visitor.page.goto(`${map.path}/vergleich/${version.id}${other}`);
  await visitor.page.locator("[data-compare] [data-change-sign] > span").first().waitFor();
  return visitor;
}

function item(page: Page, subject: RegExp) {
  return page.getByRole("listitem").filter({ has: page.getByRole("button", { name: subject }) });
}

/** The text of an element as it is seen, without what is for screen readers alone. */
async function seenText(page: Page, subject: RegExp): Promise<string> {
  return await item(page, subject).evaluate((element) => {
    const copy = element.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return "";
    for (const unseen of copy.querySelectorAll(".unseen")) unseen.remove();
    return copy.innerText.replaceAll(/\s+/g, " ");
  });
}

async function downloaded(page: Page, format: string): Promise<Uint8Array> {
  await page.getByRole("button", { name: "Änderungsprotokoll speichern" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: format }).click(),
  ]);
  await page.getByRole("menu").waitFor({ state: "detached" });
  return readFileSync(await file.path());
}

/** Ticks a change. What is clicked is the box around what is for the keyboard alone. */
async function choose(page: Page, name: RegExp): Promise<void> {
  const choice = page.getByRole("checkbox", { name });
  await page.locator("label", { has: choice }).click();
  await expect.poll(() => choice.isChecked()).toBe(true);
}

describe("comparing a version with the map as it is", () => {
  it("VE-60, VE-61, VE-62, VE-63, VE-64: every kind of change has a form and a name on the map and a sentence in the list; keys step from one to the next", async () => {
    const { page } = await openComparison(await changedSince());
    for (const look of ["added", "removed", "changed", "moved", "relinked"]) {
      const signs = page.locator(`[data-change-sign][data-look~="${look}"]`);
      await signs.first().waitFor({ state: "attached" });
    }
    // What is gone is where it was, what moved has a trace.
    await card(page, GONE).waitFor();
    for (const traced of [`node ${MOVED}`, `link ${LED_LINK}`]) {
      await page.locator(`[data-trace-of="${traced}"]`).waitFor({ state: "attached" });
    }
    expect(await page.locator(`.react-flow__node[data-id="${SAME}"][data-change]`).count()).toBe(0);

    await page.getByRole("heading", { name: "Neu (2)" }).waitFor();
    await page.getByRole("heading", { name: "Entfernt (2)" }).waitFor();
    const thesis = await seenText(page, /These „Dichter und viel grüner bauen“/);
    expect(thesis).toContain(
      "Titel geändert von „Dichter und grüner bauen“ zu „Dichter und viel grüner bauen“",
    );
    expect(thesis).toContain("Sicherheit gesetzt: „plausibel“");
    expect(thesis).toContain("Perspektiven hinzugefügt: Wissenschaft");
    expect(thesis).toContain("Beschreibung geändert: Mehr Stockwerke, weniger Beton.");
    expect(thesis).toMatch(/von .+ am \d+\.\d+\., \d+:\d\d/);
    const inserted = item(page, /These „Dichter/)
      .locator("ins")
      .first();
    expect((await inserted.innerText()).trim()).toContain("viel");
    const led = await seenText(page, /„Dichter und viel grüner bauen“ stützt „Was bleibt“/);
    expect(led).toContain("Führt zu „Was bleibt“ statt zu „Wie wollen wir wohnen?“");
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "compare");

    await page.keyboard.press("Alt+Period");
    await page.keyboard.press("Alt+Period");
    await page
      .locator("[data-step-said]", { hasText: /^Änderung 2 von 7: Neu\. / })
      .waitFor({ state: "attached" });
    const current = page.locator('[data-change-item][aria-current="true"]');
    await expect.poll(() => current.getAttribute("data-look")).toBe("added");
    await page.keyboard.press("Alt+Comma");
    await page.keyboard.press("Alt+Comma");
    await current.getByRole("button", { name: /^Verschoben/ }).waitFor();
    await waitFor("the map goes there", async () => (await boxOf(card(page, MOVED))).width > 200);
    await waitFor("the list goes along", async () => {
      const { y, height } = await boxOf(current);
      const list = await boxOf(page.locator("[data-changes]"));
      return y >= list.y && y + height <= list.y + list.height + 1;
    });

    await page.getByRole("button", { name: "Entfernt (2)" }).click();
    await page.getByRole("heading", { name: "2 von 7 Änderungen" }).waitFor();
    await waitFor("nothing new is marked", async () => {
      return (await page.locator('[data-change-sign][data-look~="added"]').count()) === 0;
    });
    await page.getByRole("button", { name: "Filter zurücksetzen" }).click();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "compare-dark");
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await screenshot(page, "compare-forced");
    await page.emulateMedia({ forcedColors: "none" });
    await page.evaluate(() => document.documentElement.style.setProperty("filter", "grayscale(1)"));
    await screenshot(page, "compare-greyscale");
  });

  it("VE-65, VE-66, VE-67: chosen changes are taken back after a question that says what will happen, and it is compared anew; what is shown can be saved", async () => {
    const { page } = await openComparison(await changedSince());
    const markdown = new TextDecoder().decode(await downloaded(page, "Als Markdown"));
    expect(markdown).toContain("# Änderungsprotokoll: Versuch");
    expect(markdown).toContain("- **Treiber „Steigende Mieten“**\n  - Von der Karte entfernt, von");
    expect(markdown).toContain("zu „Dichter und **viel** grüner bauen“, von");
    const paragraphs = docxParagraphs(await downloaded(page, "Als Word-Dokument"));
    expect(paragraphs).toContainEqual(["Heading2", "Treiber „Steigende Mieten“"]);

    await choose(page, /„Steigende Mieten“ wirkt auf „Wie wollen wir wohnen\?“/);
    await choose(page, /These „Dichter und viel grüner bauen“$/);
    await page.getByRole("button", { name: "Ausgewählte wiederherstellen" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByText("2 Elemente kommen auf die Karte zurück.").waitFor();
    await question
      .getByText("Mit den Verbindungen kommen auch ihre Enden zurück: „Steigende Mieten“.")
      .waitFor();
    await question.getByText("1 Element wird wieder, was es war.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "compare-restore");
    await question.getByRole("button", { name: "Wiederherstellen" }).click();

    await page.getByRole("heading", { name: "4 Änderungen" }).waitFor();
    await waitFor("everybody has it", () => map.content().links.has(GONE_LINK));
    expect(map.node(THESIS).title).toBe("Dichter und grüner bauen");
    expect(map.node(THESIS).certainty).toBe(null);
    // Nothing else was touched.
    expect(map.node(MOVED).place).toEqual({ parentId: null, x: 240, y: 520 });
    expect(map.titled("Ein Quartier ohne Autos")).toBeDefined();
    expect(map.content().links.get(LED_LINK)?.target).toBe(SAME);

    setNodeTitle({ doc: map.doc, origin: null }, SAME, "Was sich jetzt ändert");
    await page.getByText("Die Karte hat sich seit dem Vergleich geändert.").waitFor();
    await page.getByRole("button", { name: "Neu vergleichen" }).click();
    await page.getByRole("heading", { name: "5 Änderungen" }).waitFor();
  });
});

describe("comparing two versions", () => {
  it("VE-68, VE-69: the earlier comes first; a whole version can be restored; on a narrow window the list lies below the map", async () => {
    const first = await changedSince();
    const second = await save("Nach der Sitzung");
    setNodeTitle({ doc: map.doc, origin: null }, SAME, "Später");
    const { page } = await openComparison(
      second,
      { viewport: { width: 390, height: 780 }, hasTouch: true },
      `/${first.id}`,
    );
    await page.getByText(/^Vor der Sitzung .* → Nach der Sitzung/).waitFor();
    await page.getByRole("heading", { name: "7 Änderungen" }).waitFor();
    expect(await page.getByRole("checkbox").count()).toBe(0);
    const list = await boxOf(page.getByRole("complementary", { name: "Änderungen" }));
    expect(list.width).toBe(390);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "compare-narrow");
    await page.getByRole("button", { name: "Version wiederherstellen" }).tap();
    await page.getByRole("menuitem", { name: /^Vor der Sitzung/ }).tap();
    await page.getByRole("alertdialog").waitFor();
  });
});
