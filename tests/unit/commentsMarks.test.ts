// Marks of comments that would lie on each other become one: none is lost, all keep their room, and moving the map changes
// nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clustersOf, clusterZoom, type Markable } from "../../client/comments/canvas/clusters.ts";

const ROOM = { width: 46, height: 32 };

const marks = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 99_999 }),
      x: fc.integer({ min: -3_000, max: 3_000 }),
      y: fc.integer({ min: -2_000, max: 2_000 }),
    }),
    { selector: ({ id }) => id, maxLength: 300 },
  )
  .map((all) => all.map(({ id, x, y }): Markable => ({ id: String(id), x, y })));

const zooms = fc.double({ min: 0.05, max: 3, noNaN: true });

function at(zoom: number) {
  return { width: ROOM.width / zoom, height: ROOM.height / zoom };
}

describe("clusters of marks", () => {
  it("CO-101: every mark is in exactly one of them", () => {
    fc.assert(
      fc.property(marks, zooms, (all, zoom) => {
        const members = clustersOf(all, at(zoom)).flatMap((cluster) => cluster.members);
        expect(members.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(new Set(members).size).toBe(all.length);
      }),
    );
  });

  it("CO-101: no two of them lie on each other on the screen, at any zoom between two steps", () => {
    fc.assert(
      fc.property(marks, zooms, (all, zoom) => {
        const clusters = clustersOf(all, at(clusterZoom(zoom)));
        for (const [rank, { first: a }] of clusters.entries()) {
          for (const { first: b } of clusters.slice(rank + 1)) {
            const aside = Math.abs(a.x - b.x) * zoom;
            const below = Math.abs(a.y - b.y) * zoom;
            expect(aside >= ROOM.width - 1e-6 || below >= ROOM.height - 1e-6).toBe(true);
          }
        }
      }),
    );
  });

  it("CO-101: they only hold what would lie on the one they stand for", () => {
    fc.assert(
      fc.property(marks, zooms, (all, zoom) => {
        const { width, height } = at(zoom);
        for (const { first, members } of clustersOf(all, { width, height })) {
          expect(members).toContain(first);
          for (const { x, y } of members) {
            expect(Math.abs(x - first.x)).toBeLessThan(width);
            expect(Math.abs(y - first.y)).toBeLessThan(height);
          }
        }
      }),
    );
  });

  it("CO-101: moving everything changes none of them", () => {
    const ways = fc.record({ x: fc.integer({ max: 9_999 }), y: fc.integer({ max: 9_999 }) });
    // Whole numbers throughout, so that only the marks are compared, not how a computer rounds.
    const room = fc.record({
      width: fc.integer({ min: 16, max: 900 }),
      height: fc.integer({ min: 16, max: 900 }),
    });
    const idsOf = (all: readonly Markable[], size: { width: number; height: number }) =>
      clustersOf(all, size).map(({ members }) => members.map(({ id }) => id));
    fc.assert(
      fc.property(marks, ways, room, (all, way, size) => {
        const moved = all.map(({ id, x, y }) => ({ id, x: x + way.x, y: y + way.y }));
        expect(idsOf(moved, size)).toEqual(idsOf(all, size));
      }),
    );
  });

  it("CO-101: the first in order stands for itself, whatever lies there", () => {
    fc.assert(
      fc.property(marks, zooms, (all, zoom) => {
        expect(clustersOf(all, at(zoom))[0]?.first).toBe(all[0]);
      }),
    );
  });

  it("CO-101: they are made anew in steps, never for a larger zoom than there is", () => {
    fc.assert(
      fc.property(zooms, (zoom) => {
        const step = clusterZoom(zoom);
        expect(step).toBeLessThanOrEqual(zoom * (1 + 1e-8));
        expect(step).toBeGreaterThan(zoom / 1.42);
        expect(clusterZoom(step)).toBeCloseTo(step, 12);
      }),
    );
  });
});
