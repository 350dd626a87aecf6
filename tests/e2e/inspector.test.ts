// The inspector in a real browser: what it shows, what it writes, and that it can be used by everybody.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { choose, inspect, inspector } from "./inspectorPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(async () => {
  await server.remove();
});

/** A question, a driver that influences a thesis, and a region, far enough apart to be clicked. */
async function smallMap(): Promise<TestMap> {
  map = await giveMap(
    server,
    [
      { id: "frage-001", kind: "guiding-question", title: "Wozu?", x: 120, y: 40 },
      { id: "treiber-01", kind: "driver", title: "Digitalisierung", x: 120, y: 220 },
      { id: "these-0001", kind: "thesis", title: "Alles wird anders", x: 120, y: 400 },
      {
        id: "gebiet-001",
        kind: "region",
        title: "Bremen",
        x: 460,
        y: 40,
        size: { width: 260, height: 200 },
      },
    ],
    [["wirkung-01", "influences", "treiber-01", "these-0001"]],
  );
  return map;
}

describe("inspector", () => {
  it("IN-1: shows the one node or link that is selected, the number of several, and the map for none", async () => {
    const { page } = await openMap(server, await smallMap());
    const panel = await inspect(page, "frage-001");
    await panel.getByRole("heading", { name: "Leitfrage" }).waitFor();
    await card(page, "treiber-01").click({ modifiers: ["Shift"] });
    await panel.getByText("2 Knoten", { exact: true }).waitFor();
    await choose(panel, "Status", "abgestimmt");
    await choose(panel, "Art", "Rolle");
    await waitFor("both are roles", () =>
      ["frage-001", "treiber-01"].every((id) => map.node(id).kind === "role"),
    );
    await page.getByRole("button", { name: "Rückgängig" }).click();
    await waitFor("one step took both back", () => map.node("treiber-01").kind === "driver");
    expect(map.node("frage-001")).toMatchObject({ kind: "guiding-question", status: "agreed" });
    await screenshot(page, "inspector-several");
    expect(await accessibilityFaults(page)).toEqual([]);
    await card(page, "these-0001").click();
    await panel.getByRole("heading", { name: "These" }).waitFor();
    await panel
      .getByRole("button", { name: /Verbindung „wird beeinflusst von .*“ öffnen/ })
      .click();
    await panel.getByRole("heading", { name: "Verbindung" }).waitFor();
    await screenshot(page, "inspector-link");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Eigenschaften" }).click();
    await panel.getByRole("heading", { name: "Diese Karte" }).waitFor();
    await panel.getByText("4 Knoten · 1 Verbindung").waitFor();
    await panel.getByRole("button", { name: "1 Leitfrage ohne These" }).waitFor();
    await screenshot(page, "inspector-map");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("IN-6: every statement is written, changed and taken back, and nothing said is not zero", async () => {
    const { page } = await openMap(server, await smallMap());
    const panel = await inspect(page, "these-0001");
    await choose(panel, "Zeithorizont", "5–10 Jahre");
    await choose(panel, "Sicherheit", "plausibel");
    await choose(panel, "Ebene", "Land");
    await choose(panel, "Status", "in Diskussion");
    await choose(panel, "Relevanz", "4 von 5");
    await panel.getByRole("button", { name: "Politik", exact: true }).click();
    await panel.getByLabel("Weitere Perspektive").fill("Kirche");
    await page.keyboard.press("Enter");
    await panel.getByLabel("Neues Schlagwort").fill("wichtig");
    await page.keyboard.press("Enter");
    await waitFor("everything is written", () => map.node("these-0001").tags.length === 1);
    expect(map.node("these-0001")).toMatchObject({
      horizon: "10-years",
      certainty: "plausible",
      level: "state",
      status: "in-discussion",
      relevance: 4,
      perspectives: ["Kirche", "politics"],
      tags: ["wichtig"],
    });
    await screenshot(page, "inspector-fields");
    await choose(panel, "Relevanz", "keine Angabe");
    await panel.getByRole("button", { name: "„wichtig“ entfernen" }).click();
    await choose(panel, "Art", "Standpunkt");
    await waitFor("it is taken back", () => map.node("these-0001").relevance === null);
    await waitFor("the kind", () => map.node("these-0001").kind === "standpoint");
    expect(map.node("these-0001").tags).toEqual([]);

    await panel
      .getByRole("button", { name: /Verbindung „wird beeinflusst von .*“ öffnen/ })
      .click();
    await choose(panel, "Wirkung", "hemmend (−)");
    await choose(panel, "Stärke", "0 – keine");
    await panel.getByText("Verzögert").click();
    await panel.getByLabel("Beschriftung").fill("langsam");
    const link = () => map.linkBetween("treiber-01", "these-0001");
    await waitFor("the label", () => link()?.label === "langsam");
    expect(link()).toMatchObject({ polarity: "-", strength: 0, delayed: true });
    await choose(panel, "Stärke", "keine Angabe");
    await waitFor("no strength", () => link()?.strength === null);
    await panel.getByRole("button", { name: "Richtung umkehren" }).click();
    await waitFor("turned around", () => map.linkBetween("these-0001", "treiber-01") !== undefined);
  });

  it("IN-7: links read as sentences, lead to the other node, and are made without dragging", async () => {
    const { page } = await openMap(server, await smallMap());
    const panel = await inspect(page, "treiber-01");
    const sentence = panel.getByRole("button", {
      name: "wirkt auf Alles wird anders",
      exact: true,
    });
    await sentence.waitFor();
    await panel.getByRole("button", { name: "Verbindung hinzufügen" }).click();
    await panel.getByRole("combobox", { name: "Anderer Knoten" }).fill("wozu");
    await page.getByRole("option", { name: "Wozu?" }).click();
    await choose(panel, "Art der Verbindung", "wirft auf");
    expect(await accessibilityFaults(page)).toEqual([]);
    await panel.getByRole("button", { name: "Verbinden", exact: true }).click();
    await panel.getByRole("button", { name: "wirft auf Wozu?", exact: true }).waitFor();
    await waitFor("the link is saved", () => map.linkBetween("treiber-01", "frage-001"));
    await sentence.click();
    await panel.getByRole("heading", { name: "These" }).waitFor();
    await panel
      .getByRole("button", { name: /Verbindung „wird beeinflusst von .*“ löschen/ })
      .click();
    await waitFor("the link is gone", () => !map.linkBetween("treiber-01", "these-0001"));
    await panel.getByText("Noch mit nichts verbunden.").waitFor();
  });

  it("IN-7: a link that is there already is not made twice, and the page says so", async () => {
    const { page } = await openMap(server, await smallMap());
    const panel = await inspect(page, "treiber-01");
    await panel.getByRole("button", { name: "Verbindung hinzufügen" }).click();
    await panel.getByRole("combobox", { name: "Anderer Knoten" }).fill("anders");
    await page.getByRole("option", { name: "Alles wird anders" }).click();
    await choose(panel, "Art der Verbindung", "wirkt auf");
    await panel.getByRole("button", { name: "Verbinden", exact: true }).click();
    await page.getByText("Diese Verbindung gibt es schon.").waitFor();
    expect(map.content().links.size).toBe(1);
  });

  it("IN-9: a node is moved and sized by numbers, and put into a region where it lies", async () => {
    const { page } = await openMap(server, await smallMap());
    const panel = await inspect(page, "treiber-01");
    const enter = async (label: string, value: string) => {
      await panel.getByLabel(label, { exact: true }).fill(value);
      await page.keyboard.press("Enter");
    };
    await enter("X", "500");
    await enter("Y", "-30");
    await enter("Breite", "300");
    await waitFor("it is wider", () => map.node("treiber-01").size?.width === 300);
    expect(map.node("treiber-01").place).toEqual({ parentId: null, x: 500, y: -30 });
    await choose(panel, "Gebiet", "Bremen");
    await waitFor("it is in Bremen", () => map.node("treiber-01").place.parentId === "gebiet-001");
    expect(map.node("treiber-01").place).toEqual({ parentId: "gebiet-001", x: 40, y: -70 });
    expect(await panel.getByLabel("X", { exact: true }).inputValue()).toBe("500");
    await enter("X", "480");
    await waitFor("it moved in Bremen", () => map.node("treiber-01").place.x === 20);
    await panel.getByRole("button", { name: "Größe nach dem Text" }).click();
    await waitFor("its own size", () => map.node("treiber-01").size === null);
  });

  it("IN-1: says that the node is gone when somebody else deletes it, and closes without an error", async () => {
    const { page } = await openMap(server, await smallMap());
    const panel = await inspect(page, "these-0001");
    map.doc.getMap("nodes").delete("these-0001");
    await card(page, "these-0001").waitFor({ state: "detached" });
    await panel.getByLabel("Titel", { exact: true }).waitFor({ state: "detached" });
    expect(await inspector(page).getByRole("heading", { name: "These" }).count()).toBe(0);
  });

  it("IN-13: fits a narrow window as a sheet, is complete in dark colours, and axe finds nothing", async () => {
    const visitor = await openMap(server, await smallMap(), {
      viewport: { width: 390, height: 800 },
      colorScheme: "dark",
    });
    const { page } = visitor;
    const panel = await inspect(page, "frage-001");
    await panel.getByRole("textbox", { name: "Beschreibung" }).waitFor();
    await screenshot(page, "inspector-390-dark");
    expect(await accessibilityFaults(page)).toEqual([]);
    const overflow = await panel.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
