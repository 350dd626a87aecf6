// The way of links between nodes: around what lies between, apart from each other, with room for their labels.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boxAround,
  holdsPoint,
  inflate,
  lineMeetsBox,
  overlap,
  type Box,
} from "../../client/map/canvas/box.ts";
import { BoxIndex } from "../../client/map/canvas/BoxIndex.ts";
import { angleAt, partOf, pointAt, type Curve } from "../../client/map/canvas/curve.ts";
import { linkPath } from "../../client/map/canvas/linkPath.ts";
import { linkStyles, lineWidth, signOf } from "../../client/map/canvas/linkStyle.ts";
import { LINK_KINDS } from "#shared/map/kinds.ts";

const CARD = { width: 230, height: 88 };
const LEFT: Box = { x: 0, y: 0, ...CARD };
const RIGHT: Box = { x: 900, y: 0, ...CARD };
const BETWEEN: Box = { x: 450, y: 0, ...CARD };
const PLAIN = { slot: 0, labelWidth: 80 };

/** Points along an SVG path of one cubic curve, as it is drawn. */
function pointsOf(d: string): { x: number; y: number }[] {
  const numbers = d.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const at = (index: number) => ({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 });
  const curve: Curve = [at(0), at(2), at(4), at(6)];
  return Array.from({ length: 101 }, (_, step) => pointAt(curve, step / 100));
}

const boxes = fc.record({
  x: fc.integer({ min: -2_000, max: 2_000 }),
  y: fc.integer({ min: -2_000, max: 2_000 }),
  width: fc.integer({ min: 80, max: 400 }),
  height: fc.integer({ min: 40, max: 300 }),
});

describe("the way of a link", () => {
  it("CA-39: goes from border to border, and not through a node that lies between", () => {
    const straight = linkPath(LEFT, RIGHT, [], PLAIN);
    expect(straight.crossed).toBe(0);
    for (const point of pointsOf(straight.d)) {
      expect(holdsPoint(inflate(LEFT, -1), point)).toBe(false);
      expect(holdsPoint(inflate(RIGHT, -1), point)).toBe(false);
    }
    const around = linkPath(LEFT, RIGHT, [BETWEEN], PLAIN);
    expect(around.crossed).toBe(0);
    for (const point of pointsOf(around.d)) expect(holdsPoint(BETWEEN, point)).toBe(false);
    expect(around.d).not.toBe(straight.d);
  });

  it("CA-39: of all ways takes one that crosses least, and says how many it crosses", () => {
    const wall = Array.from({ length: 40 }, (_, row): Box => ({
      x: 450,
      y: -2_000 + row * 100,
      ...CARD,
      height: 99,
    }));
    const { crossed } = linkPath(LEFT, RIGHT, wall, PLAIN);
    expect(crossed).toBeGreaterThan(0);
    expect(crossed).toBeLessThanOrEqual(2);
  });

  it("CA-39: is a finite path for any boxes, also for those that overlap", () => {
    fc.assert(
      fc.property(boxes, boxes, fc.array(boxes, { maxLength: 12 }), (source, target, obstacles) => {
        const path = linkPath(source, target, obstacles, { slot: 1, labelWidth: 90 });
        expect(path.d).toMatch(/^M-?[\d.]+ -?[\d.]+C[-\d. ]+$/);
        for (const number of [path.angle, path.end.x, path.end.y, path.label.x, path.label.y]) {
          expect(Number.isFinite(number)).toBe(true);
        }
        expect(path.crossed).toBeLessThanOrEqual(obstacles.length + 2);
      }),
      { numRuns: 300 },
    );
  });

  it("CA-40: links of one pair lie apart, in whatever direction they run", () => {
    const middles = [-1, 0, 1].map((slot) => {
      const points = pointsOf(linkPath(LEFT, RIGHT, [], { slot, labelWidth: 80 }).d);
      return points[50]?.y ?? 0;
    });
    const [above = 0, middle = 0, below = 0] = middles;
    expect(middle - above).toBeGreaterThan(20);
    expect(below - middle).toBeGreaterThan(20);
    const back = pointsOf(linkPath(RIGHT, LEFT, [], { slot: 1, labelWidth: 80 }).d)[50]?.y ?? 0;
    expect(Math.abs(back - above)).toBeLessThan(3);
  });

  it("CA-41: a label covers neither a node nor another label where there is room beside", () => {
    const plain = linkPath(LEFT, RIGHT, [], PLAIN);
    expect(plain.labelFree).toBe(true);
    for (const box of [LEFT, RIGHT]) expect(overlap(plain.labelBox, box)).toBe(false);
    const second = linkPath(LEFT, RIGHT, [], { ...PLAIN, otherLabels: [plain.labelBox] });
    expect(second.labelFree).toBe(true);
    expect(overlap(second.labelBox, plain.labelBox)).toBe(false);
  });

  it("CA-42: kinds differ by line, end or sign without colour, strength by width", () => {
    const looks = LINK_KINDS.map((kind) => {
      const { dash = "", end } = linkStyles[kind];
      return `${dash} ${end} ${signOf({ kind, polarity: null })}`;
    });
    // answers and influences are both plain arrows: the sign of a polarity, and the words, tell them apart.
    expect(new Set(looks).size).toBeGreaterThanOrEqual(LINK_KINDS.length - 1);
    expect(signOf({ kind: "influences", polarity: "+" })).toBe("+");
    expect(signOf({ kind: "influences", polarity: "-" })).toBe("−");
    expect(signOf({ kind: "influences", polarity: "open" })).toBe("?");
    expect(linkStyles.related.end).toBe("none");
    expect([1, 2, 3].map(lineWidth)).toEqual([1, 2, 3].map(lineWidth).toSorted((a, b) => a - b));
    expect(lineWidth(3)).toBeGreaterThan(lineWidth(1) * 1.5);
  });
});

describe("boxes and curves", () => {
  it("CA-39: the index finds every box that touches a place", () => {
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 1, maxLength: 60 }), boxes, (all, place) => {
        const index = new BoxIndex();
        for (const [id, box] of all.entries()) index.set(String(id), box);
        index.set("0", { x: 9_000, y: 9_000, width: 10, height: 10 });
        const near = index.near(place);
        for (const [id, box] of all.entries()) {
          if (id > 0 && overlap(box, place)) expect(near.has(String(id))).toBe(true);
        }
        expect(near.has("0")).toBe(false);
      }),
    );
  });

  it("CA-39: a line meets a box exactly where one of its points lies in it", () => {
    const box = { x: 0, y: 0, width: 100, height: 50 };
    expect(lineMeetsBox({ x: -10, y: 25 }, { x: 110, y: 25 }, box)).toBe(true);
    expect(lineMeetsBox({ x: 20, y: 20 }, { x: 30, y: 30 }, box)).toBe(true);
    expect(lineMeetsBox({ x: -10, y: -10 }, { x: 110, y: -1 }, box)).toBe(false);
    expect(lineMeetsBox({ x: -30, y: 20 }, { x: 20, y: -30 }, box)).toBe(false);
    expect(boxAround([])).toBe(null);
  });

  it("CA-39: a part of a curve lies on the curve", () => {
    const curve: Curve = [
      { x: 0, y: 0 },
      { x: 100, y: 200 },
      { x: 300, y: -100 },
      { x: 400, y: 50 },
    ];
    const part = partOf(curve, 0.25, 0.75);
    for (const t of [0, 0.5, 1]) {
      const on = pointAt(curve, 0.25 + t * 0.5);
      const of = pointAt(part, t);
      expect(Math.hypot(on.x - of.x, on.y - of.y)).toBeLessThan(1e-9);
    }
    expect(Math.abs(angleAt(part, 1) - angleAt(curve, 0.75))).toBeLessThan(0.1);
  });
});
