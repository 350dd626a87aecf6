// Several copies of a map, changed at random at the same time.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, moveNodes, seedMap } from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import { readMap } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { MAP_WRITES, pick } from "../fixtures/changedMaps.ts";

const step = fc.record({
  who: fc.nat(3),
  write: fc.nat(MAP_WRITES.length - 1),
  a: fc.nat(60),
  b: fc.nat(60),
  /** With whom changes are exchanged after this step, if with anybody. */
  meets: fc.option(fc.nat(3)),
});

function exchange(one: Y.Doc, two: Y.Doc): void {
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one, Y.encodeStateVector(two)));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two, Y.encodeStateVector(one)));
}

describe("convergence", () => {
  it("MO-5: copies that know the same changes read the same map, whatever was done at once", () => {
    let written = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }),
        fc.array(step, { minLength: 1, maxLength: 60 }),
        (people, steps) => {
          const origin = new Y.Doc();
          seedMap({ doc: origin, origin: null }, starterMap("de"));
          const docs = Array.from({ length: people }, () => {
            const doc = new Y.Doc();
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin));
            return doc;
          });
          for (const { who, write, a, b, meets } of steps) {
            const doc = pick(docs, who);
            const { nodes, links } = readMap(doc);
            if (nodes.size === 0 || links.size === 0) continue;
            const before = Y.encodeStateVector(doc);
            pick(MAP_WRITES, write)(
              { doc, origin: null },
              [...nodes.keys()].toSorted(),
              [...links.keys()].toSorted(),
              a,
              b,
            );
            if (Buffer.compare(before, Y.encodeStateVector(doc)) !== 0) written++;
            if (meets !== null) exchange(doc, pick(docs, meets));
          }
          for (const one of docs) for (const two of docs) exchange(one, two);
          const [first, ...others] = docs.map((doc) => ({
            content: readMap(doc),
            json: sorted(mapToJson(doc)),
          }));
          for (const other of others) expect(other).toEqual(first);
        },
      ),
      { numRuns: 60 },
    );
    expect(written).toBeGreaterThan(100);
  });

  it("MO-6: of two moves of one node at the same time one holds, never a mixture", () => {
    fc.assert(
      fc.property(fc.nat(900), fc.nat(900), fc.nat(900), fc.nat(900), (x1, y1, x2, y2) => {
        const one = new Y.Doc();
        const place = { parentId: null, x: -1, y: -1 };
        const id = createNode({ doc: one, origin: null }, { kind: "note", place });
        const two = new Y.Doc();
        exchange(one, two);
        moveNodes({ doc: one, origin: null }, new Map([[id, { parentId: null, x: x1, y: y1 }]]));
        moveNodes({ doc: two, origin: null }, new Map([[id, { parentId: null, x: x2, y: y2 }]]));
        exchange(one, two);
        const chosen = readMap(one).nodes.get(id)?.place;
        expect(readMap(two).nodes.get(id)?.place).toEqual(chosen);
        expect([
          { parentId: null, x: x1, y: y1 },
          { parentId: null, x: x2, y: y2 },
        ]).toContainEqual(chosen);
      }),
    );
  });

  it("MO-7: ten thousand moves of a node grow the document by less than 200 bytes", () => {
    const doc = new Y.Doc();
    const edit = { doc, origin: null };
    const id = createNode(edit, { kind: "note", place: { parentId: null, x: 0, y: 0 } });
    const before = Y.encodeStateAsUpdate(doc).length;
    for (let move = 0; move < 10_000; move++) {
      moveNodes(edit, new Map([[id, { parentId: null, x: move % 2_000, y: move % 1_000 }]]));
    }
    expect(Y.encodeStateAsUpdate(doc).length - before).toBeLessThan(200);
  });
});

function sorted(map: ReturnType<typeof mapToJson>): ReturnType<typeof mapToJson> {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return { ...map, nodes: map.nodes.toSorted(byId), links: map.links.toSorted(byId) };
}
