// The canvas for somebody who may only read. Until roles are given out, the server's own message about the role is
// changed on its way.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MESSAGE_GRANT } from "#shared/protocol/messages.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, drag, emptySpot, giveMap, middleOf } from "./canvasPage.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});

/** The same frame, with the role of a reader if it is the one that tells the role. */
function asReader(frame: string | Buffer): string | Buffer {
  if (typeof frame === "string") return frame;
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== MESSAGE_GRANT) return frame;
  const grant = JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown>;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_GRANT);
  encoding.writeVarString(encoder, JSON.stringify({ ...grant, role: "viewer" }));
  return Buffer.from(encoding.toUint8Array(encoder));
}

describe("the canvas for a reader", () => {
  it("CA-43: offers nothing that changes the map, by no gesture and no key; looking around works", async () => {
    const map = await giveMap(
      server,
      [
        { id: "question", kind: "guiding-question", x: 0, y: 0 },
        { id: "the-thesis", kind: "thesis", x: 420, y: 0 },
      ],
      [["the-link", "answers", "the-thesis", "question"]],
    );
    const { page } = await visit(server.url);
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer();
      upstream.onMessage((frame) => socket.send(asReader(frame)));
    });
    await page.goto(map.path);
    await page.locator("[data-ready]").waitFor();
    const before = JSON.stringify([...map.content().nodes, ...map.content().links]);
    // What stands around the map comes after it.
    await page.getByRole("button", { name: "Ganze Karte zeigen" }).waitFor();
    const still = (): Promise<unknown> => page.evaluate(onceStill("undefined"));

    expect(await page.getByRole("toolbar").count()).toBe(0);
    const spot = await emptySpot(page);
    await page.mouse.dblclick(spot.x, spot.y);
    await card(page, "question").dblclick();
    expect(await page.getByRole("textbox", { name: /Titel \(/ }).count()).toBe(0);
    // What is said of the node stands beside the map, which makes room for that.
    await page.getByRole("complementary", { name: "Eigenschaften" }).waitFor();
    await still();
    const from = await middleOf(card(page, "question"));
    await drag(page, from, { x: from.x + 60, y: from.y + 90 });
    await still();
    const place = await boxOf(card(page, "question"));
    await drag(page, { x: place.x + place.width + 3, y: place.y + 10 }, await emptySpot(page));
    await card(page, "question").click();
    for (const key of [
      "n",
      "Tab",
      "F2",
      "l",
      "Delete",
      "Control+D",
      "ArrowDown",
      "Alt+ArrowRight",
      "]",
    ]) {
      await page.keyboard.press(key);
    }
    expect(await page.getByRole("toolbar").count()).toBe(0);
    await card(page, "the-thesis").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Kopieren" }).waitFor();
    expect(await page.getByRole("menuitem", { name: "Löschen" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(JSON.stringify([...map.content().nodes, ...map.content().links])).toBe(before);

    await page.locator(".react-flow").focus();
    await page.keyboard.press("ArrowDown");
    await waitFor("the keyboard walks", () =>
      page.evaluate(() => document.activeElement?.hasAttribute("data-node") ?? false),
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "canvas-reader");
    map.close();
  });
});
