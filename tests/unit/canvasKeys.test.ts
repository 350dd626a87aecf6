// What keys stand for, where the keyboard goes next, and what a clipboard's text is taken for.
import { describe, expect, it } from "vitest";
import type { Box } from "../../client/map/canvas/box.ts";
import { mapIn, notesIn } from "../../client/map/canvas/clipboardText.ts";
import { neighbour, readingOrder } from "../../client/map/canvas/focusOrder.ts";
import { isPressed, type KeyPress } from "../../client/map/canvas/keys.ts";
import { regionTab } from "../../client/map/canvas/nodeBox.ts";
import { textWidth } from "#shared/map/letterWidths.ts";

function pressed(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more };
}

function card(x: number, y: number): Box {
  return { x, y, width: 230, height: 88 };
}

describe("keys of the canvas", () => {
  it("CA-15: a key counts only with exactly its modifiers", () => {
    expect(isPressed(pressed("d", { ctrlKey: true }), "Mod+D")).toBe(true);
    expect(isPressed(pressed("d", { metaKey: true }), "Mod+D")).toBe(true);
    expect(isPressed(pressed("d"), "Mod+D")).toBe(false);
    expect(isPressed(pressed("D", { ctrlKey: true, shiftKey: true }), "Mod+D")).toBe(false);
    expect(isPressed(pressed("n", { altKey: true }), "N")).toBe(false);
  });

  it("CA-20: digits with Shift and signs are found on any keyboard", () => {
    // Shift+1 is "!" on most keyboards, and "+" has a place of its own on the German one.
    expect(isPressed(pressed("!", { code: "Digit1", shiftKey: true }), "Shift+1")).toBe(true);
    expect(isPressed(pressed("+"), "+")).toBe(true);
    expect(isPressed(pressed("+", { shiftKey: true }), "+")).toBe(true);
    expect(isPressed(pressed("]", { shiftKey: false }), "]")).toBe(true);
    expect(
      isPressed(pressed("}", { code: "BracketRight", shiftKey: true }), "Shift+BracketRight"),
    ).toBe(true);
    expect(isPressed(pressed("1", { code: "Digit1" }), "Shift+1")).toBe(false);
  });

  it("CA-15: the keyboard reads line by line, also where tops do not stand in one line", () => {
    const boxes = new Map([
      ["right", card(600, 0)],
      ["below", card(0, 200)],
      ["left", card(0, 30)],
      ["middle", card(300, 12)],
    ]);
    expect(readingOrder(boxes)).toEqual(["left", "middle", "right", "below"]);
  });

  it("CA-15: arrows go to the nearest node in their direction, straight ahead before aside", () => {
    const boxes = new Map([
      ["start", card(0, 0)],
      ["ahead", card(500, 20)],
      ["aside", card(300, 500)],
      ["behind", card(-400, 0)],
    ]);
    expect(neighbour(boxes, card(0, 0), "right")).toBe("ahead");
    expect(neighbour(boxes, card(0, 0), "left")).toBe("behind");
    expect(neighbour(boxes, card(0, 0), "down")).toBe("aside");
    expect(neighbour(boxes, card(0, 0), "up")).toBe(null);
  });
});

describe("text from the clipboard", () => {
  it("CA-12: lines that say something become notes, without the bullets of lists", () => {
    expect(notesIn("Erstens\r\n\r\n  - Zweitens\n• Drittens\n \n")).toEqual([
      "Erstens",
      "Zweitens",
      "Drittens",
    ]);
    expect(notesIn("x\n".repeat(500))).toHaveLength(50);
    expect(notesIn("y".repeat(2_000))[0]).toHaveLength(500);
  });

  it("CA-11: only a whole and valid part of a map is one", () => {
    const map = { format: "zukunftslandkarte", version: 1, title: "", nodes: [], links: [] };
    expect(mapIn(JSON.stringify(map))).toEqual(map);
    expect(mapIn(JSON.stringify({ ...map, version: 2 }))).toBe(null);
    expect(mapIn(`{"a":`)).toBe(null);
    expect(mapIn("[1, 2]")).toBe(null);
    expect(mapIn(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`)).toBe(null);
  });
});

describe("boxes before anything is drawn", () => {
  it("CA-41: wide letters are wider than narrow ones, and a region's tab ends with its frame", () => {
    expect(textWidth("MMMM", 16)).toBeGreaterThan(textWidth("iiii", 16) * 2);
    const region = { x: 10, y: 20, width: 200, height: 300 };
    expect(regionTab(region, "Kurz").width).toBeLessThan(150);
    expect(regionTab(region, "Ein sehr langer Titel eines schmalen Gebiets")).toEqual({
      x: 10,
      y: 20,
      width: 200,
      height: 34,
    });
  });
});
