// Keys of the drawing order.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOrder, orderAtBottom, orderBetween, orderOnTop } from "#shared/map/order.ts";
import { isScalarField } from "#shared/map/schema.ts";

const garbage = fc.oneof(
  fc.constantFrom("", "a0", "a0V", "Zz", "a00", "zzzz", "-", "0", "😀", "a".repeat(300)),
  fc.string({ maxLength: 6 }),
);

describe("drawing order", () => {
  it("MO-15: there is a key between any two neighbours, equal, wrong way round or no keys at all", () => {
    fc.assert(
      fc.property(fc.option(garbage), fc.option(garbage), (below, above) => {
        expect(isScalarField("nodes", "order", orderBetween(below, above))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(orderBetween("a1", "a1") > "a1").toBe(true);
  });

  it("MO-15: keys made one after the other lie where they were put", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), (spots) => {
        const keys: string[] = [];
        for (const spot of spots) {
          const index = spot % (keys.length + 1);
          keys.splice(index, 0, orderBetween(keys[index - 1] ?? null, keys[index] ?? null));
        }
        expect(keys.toSorted()).toEqual(keys);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("MO-15: equal keys are told apart by the id, and on top is on top whatever the others have", () => {
    const nodes = [
      { id: "b", order: "a1" },
      { id: "a", order: "a1" },
      { id: "c", order: "a0" },
    ];
    expect(nodes.toSorted(compareOrder).map(({ id }) => id)).toEqual(["c", "a", "b"]);
    const top = orderOnTop(nodes);
    const bottom = orderAtBottom(nodes);
    expect(nodes.every(({ order }) => order < top && order > bottom)).toBe(true);
    fc.assert(
      fc.property(fc.array(garbage), (orders) => {
        const all = orders.map((order, index) => ({ id: String(index), order }));
        expect(isScalarField("nodes", "order", orderOnTop(all))).toBe(true);
        expect(isScalarField("nodes", "order", orderAtBottom(all))).toBe(true);
      }),
    );
  });
});
