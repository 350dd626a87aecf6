// The fingerprint of a map: the same for the same content, another one for any other.
import fc from "fast-check";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, deleteElements, seedMap, setNodeTitle } from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import type { RichText } from "#shared/map/richText.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { fingerprintOf } from "../../server/states/fingerprint.ts";
import { sensibleMap } from "../fixtures/arbitraryMaps.ts";
import { changedAtRandom, copyOf, randomChanges, randomMap } from "../fixtures/changedMaps.ts";

const RUNS = 40;

function docOf(json: Parameters<typeof seedMap>[1]): Y.Doc {
  const doc = new Y.Doc();
  seedMap({ doc, origin: null }, json);
  return doc;
}

const printOfMap = (doc: Y.Doc): string => fingerprintOf(mapToJson(doc));

/** What an export says, in no order of its own. */
function content(doc: Y.Doc): unknown {
  const { nodes, links, ...rest } = mapToJson(doc);
  const byId = (items: readonly { id: string }[]) => new Map(items.map((item) => [item.id, item]));
  return { ...rest, nodes: byId(nodes), links: byId(links) };
}

it("CO-40: is that of the content: a copy's, an import's in another order, one's with other edits in between", () => {
  fc.assert(
    fc.property(randomMap, (make) => {
      const doc = make();
      const print = printOfMap(doc);
      expect(print).toMatch(/^[0-9a-f]{64}$/);
      expect(printOfMap(copyOf(doc))).toBe(print);
      const edit = { doc, origin: null };
      const id = createNode(edit, { kind: "note", place: { parentId: null, x: 0, y: 0 } });
      setNodeTitle(edit, id, "für einen Moment");
      expect(printOfMap(doc)).not.toBe(print);
      deleteElements(edit, { nodes: [id], links: [] });
      expect(printOfMap(doc)).toBe(print);
    }),
    { numRuns: RUNS },
  );
  fc.assert(
    fc.property(sensibleMap, (json) => {
      const doc = docOf(json);
      const there = mapToJson(doc);
      const again = docOf({
        ...there,
        nodes: there.nodes.toReversed(),
        links: there.links.toReversed(),
      });
      expect(printOfMap(again)).toBe(printOfMap(doc));
    }),
  );
});

it("CO-40: of two maps it is the same exactly if they say the same", () => {
  let same = 0;
  let other = 0;
  fc.assert(
    fc.property(randomMap, randomChanges, (make, changes) => {
      const before = make();
      const after = changedAtRandom(make(), changes);
      let isSame = true;
      try {
        expect(content(after)).toEqual(content(before));
      } catch {
        isSame = false;
      }
      if (isSame) same++;
      else other++;
      expect(printOfMap(after) === printOfMap(before)).toBe(isSame);
    }),
    { numRuns: RUNS },
  );
  expect(same).toBeGreaterThan(0);
  expect(other).toBeGreaterThan(0);
});

it("CO-40: a description is read, not how it was typed", () => {
  const [node] = starterMap("de").nodes;
  if (node === undefined) throw new Error("the starter map has nodes");
  const printOf = (children: RichText): string =>
    printOfMap(
      docOf({
        title: "Karte",
        nodes: [{ ...node, description: [{ element: "paragraph", children }] }],
        links: [],
      }),
    );
  const atOnce = printOf([{ text: "ab", marks: { bold: {}, italic: {} } }]);
  const inParts = printOf([
    { text: "a", marks: { italic: {}, bold: {} } },
    { text: "b", marks: { bold: {}, italic: {} } },
  ]);
  expect(inParts).toBe(atOnce);
  expect(printOf([{ text: "ab", marks: { bold: {} } }])).not.toBe(atOnce);
});
