// Where the thread window lies: within the canvas, beside what it is about, at the edge when that is out of view.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsBox, overlap, type Box } from "../../client/map/canvas/box.ts";
import {
  GAP_PX,
  panToShow,
  placeWindow,
  seenWith,
} from "../../client/comments/canvas/windowPlace.ts";

const AREA: Box = { x: 72, y: 10, width: 1_000, height: 700 };
const SIZE = { width: 360, height: 400 };
const NODE: Box = { x: 300, y: 200, width: 230, height: 90 };

const targets = fc.record({
  x: fc.integer({ min: -3_000, max: 3_000 }),
  y: fc.integer({ min: -3_000, max: 3_000 }),
  width: fc.integer({ min: 10, max: 300 }),
  height: fc.integer({ min: 10, max: 300 }),
});

describe("the thread window", () => {
  it("CO-108: lies at the right where there is room, otherwise at the left, and covers nothing", () => {
    expect(placeWindow(NODE, SIZE, AREA)).toMatchObject({
      x: NODE.x + NODE.width + GAP_PX,
      side: "right",
    });
    const atTheRight = { ...NODE, x: 700 };
    expect(placeWindow(atTheRight, SIZE, AREA)).toMatchObject({
      x: 700 - GAP_PX - SIZE.width,
      side: "left",
    });
  });

  it("CO-108: stays at its side as long as it can there", () => {
    const inTheMiddle = { ...NODE, x: 460 };
    expect(placeWindow(inTheMiddle, SIZE, AREA, "left").side).toBe("left");
    expect(placeWindow(inTheMiddle, SIZE, AREA, "right").side).toBe("right");
    expect(placeWindow({ ...NODE, x: 100 }, SIZE, AREA, "left").side).toBe("right");
  });

  it("CO-108: is always within the canvas, and sticks to the edge beyond which its node lies", () => {
    fc.assert(
      fc.property(targets, (target) => {
        const { x, y } = placeWindow(target, SIZE, AREA);
        expect(holdsBox(AREA, { x, y, ...SIZE })).toBe(true);
        if (target.x > AREA.x + AREA.width) expect(x).toBe(AREA.x + AREA.width - SIZE.width);
        if (target.x + target.width < AREA.x - GAP_PX) expect(x).toBe(AREA.x);
      }),
    );
  });

  it("CO-108: covers nothing of its node where that leaves any room beside it", () => {
    const small = fc.record({
      x: fc.integer({ min: 72, max: 770 }),
      y: fc.integer({ min: 10, max: 400 }),
      width: fc.constant(230),
      height: fc.integer({ min: 30, max: 200 }),
    });
    fc.assert(
      fc.property(small, (target) => {
        const { x, y } = placeWindow(target, SIZE, AREA);
        const hasRoom =
          target.x - GAP_PX - SIZE.width >= AREA.x ||
          target.x + target.width + GAP_PX + SIZE.width <= AREA.x + AREA.width;
        if (hasRoom) expect(overlap(target, { x, y, ...SIZE })).toBe(false);
      }),
    );
  });

  it("CO-131: covers neither its node nor the tools at what is selected, where there is room for all", () => {
    // The tools are wider than their node, and lie above or below it.
    const tools = fc.record({
      x: fc.integer({ min: -120, max: 40 }),
      y: fc.constantFrom(-70, 130),
      width: fc.integer({ min: 100, max: 420 }),
      height: fc.constant(36),
    });
    const nodes = fc.record({
      x: fc.integer({ min: 192, max: 500 }),
      y: fc.integer({ min: 90, max: 500 }),
      width: fc.constant(230),
      height: fc.constant(90),
    });
    const sides = fc.constantFrom("right", "left", "below", "above");
    fc.assert(
      fc.property(nodes, tools, sides, (target, from, before) => {
        const bar = { ...from, x: target.x + from.x, y: target.y + from.y };
        const around = seenWith(target, bar, SIZE, AREA);
        expect(holdsBox(around, bar)).toBe(true);
        const hasRoom =
          around.x - GAP_PX - SIZE.width >= AREA.x ||
          around.x + around.width + GAP_PX + SIZE.width <= AREA.x + AREA.width;
        fc.pre(hasRoom);
        const { x, y } = placeWindow(target, SIZE, AREA, before, bar);
        expect(overlap(target, { x, y, ...SIZE })).toBe(false);
        expect(overlap(bar, { x, y, ...SIZE })).toBe(false);
        expect(holdsBox(AREA, { x, y, ...SIZE })).toBe(true);
      }),
    );
  });

  it("CO-131: where there is no room beside both, its node is what it leaves free", () => {
    const wide = { x: 80, y: 400, width: 900, height: 36 };
    const { x, y } = placeWindow(NODE, SIZE, AREA, "right", wide);
    expect(overlap(NODE, { x, y, ...SIZE })).toBe(false);
    expect(seenWith(NODE, wide, SIZE, AREA)).toBe(NODE);
    expect(placeWindow(NODE, SIZE, AREA, "left", null).side).toBe("right");
  });

  it("CO-110: lies in the middle of the right edge when there is nothing to lie beside", () => {
    const { x, y } = placeWindow(null, SIZE, AREA);
    expect(x).toBe(AREA.x + AREA.width - SIZE.width);
    expect(y).toBe(AREA.y + (AREA.height - SIZE.height) / 2);
  });

  it("CO-109: opening it moves the map only as far as needed to see both", () => {
    expect(panToShow(NODE, SIZE, AREA)).toEqual({ x: 0, y: 0 });
    fc.assert(
      fc.property(targets, (target) => {
        const pan = panToShow(target, SIZE, AREA);
        const moved = { ...target, x: target.x + pan.x, y: target.y + pan.y };
        expect(holdsBox(AREA, moved)).toBe(true);
        const { x, y } = placeWindow(moved, SIZE, AREA);
        expect(overlap(moved, { x, y, ...SIZE })).toBe(false);
        expect(panToShow(moved, SIZE, AREA)).toEqual({ x: 0, y: 0 });
      }),
    );
  });

  it("CO-109: above a sheet the node alone has to be seen", () => {
    const above = { x: 10, y: 10, width: 370, height: 260 };
    const sheet = { width: 0, height: 0 };
    const hidden = { x: 100, y: 600, width: 100, height: 60 };
    expect(panToShow(hidden, sheet, above)).toEqual({ x: 0, y: 270 - 660 });
  });
});
