// Comparing two states of a map and making it what it was, on maps that were changed at random.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { setNodeTitle } from "#shared/map/edit.ts";
import { mapToJson, type MapJson } from "#shared/map/json.ts";
import { descriptionOf } from "#shared/map/read.ts";
import { restoreMap } from "#shared/map/restore.ts";
import { applyComparison, compareMaps, isEmptyComparison } from "#shared/versions/comparison.ts";
import { applyRestore, restoreChange } from "../../server/versions/restoreChange.ts";
import { wordDiff } from "#shared/versions/wordDiff.ts";
import {
  changedAtRandom,
  copyOf,
  randomChanges,
  randomMap,
  starterInto,
} from "../fixtures/changedMaps.ts";

/** Elements by id: the order in which a document holds them says nothing. */
function byId({ title, nodes, links }: MapJson) {
  return {
    title,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    links: Object.fromEntries(links.map((link) => [link.id, link])),
  };
}

const SERVER = { type: "server" };

describe("comparing", () => {
  it("VE-1: what differs, applied to the earlier state, gives the later one", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, (map, changes) => {
        const before = mapToJson(map());
        const after = mapToJson(changedAtRandom(map(), changes));
        const comparison = compareMaps(before, after);
        expect(byId(applyComparison(before, comparison))).toEqual(byId(after));
        expect(isEmptyComparison(compareMaps(after, after))).toBe(true);
        expect(isEmptyComparison(comparison)).toBe(
          JSON.stringify(byId(before)) === JSON.stringify(byId(after)),
        );
      }),
    );
  });

  it("VE-2: differences in words, put together, are both texts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const runs = wordDiff(a, b);
        const without = (how: string) =>
          runs.map((run) => (run.how === how ? "" : run.text)).join("");
        expect(without("added")).toBe(a);
        expect(without("removed")).toBe(b);
      }),
    );
    expect(wordDiff("Die Rolle der Kommune", "Die neue Rolle der Stadt")).toEqual([
      { how: "same", text: "Die " },
      { how: "added", text: "neue " },
      { how: "same", text: "Rolle der " },
      { how: "removed", text: "Kommune" },
      { how: "added", text: "Stadt" },
    ]);
  });
});

describe("restoring", () => {
  it("VE-3: the map then reads as it did, and restoring twice is restoring once", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, (map, changes) => {
        const then = mapToJson(map());
        const doc = changedAtRandom(map(), changes);
        restoreMap({ doc, origin: SERVER }, then);
        expect(byId(mapToJson(doc))).toEqual(byId(then));
        let again = 0;
        doc.on("update", () => again++);
        restoreMap({ doc, origin: SERVER }, then);
        expect(again).toBe(0);
      }),
    );
  });

  it("VE-4: restoring chosen elements touches nothing else", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, fc.nat(), (map, changes, seed) => {
        const then = mapToJson(map());
        const doc = changedAtRandom(map(), changes);
        const now = mapToJson(doc);
        const isIn = (id: string): boolean => (id.charCodeAt(id.length - 1) + seed) % 2 === 0;
        const ids = (elements: readonly { id: string }[]) =>
          new Set(elements.map(({ id }) => id).filter(isIn));
        const chosen = {
          title: seed % 3 === 0,
          nodes: ids([...then.nodes, ...now.nodes]),
          links: ids([...then.links, ...now.links]),
        };
        restoreMap({ doc, origin: SERVER }, then, chosen);
        const after = byId(mapToJson(doc));
        expect(after.title).toBe(chosen.title ? then.title : now.title);
        const wanted = byId(then);
        for (const { id, ...before } of now.nodes) {
          if (chosen.nodes.has(id)) continue;
          // What lay in a region that went lies where it lay, as with every deletion.
          const { place: _, ...others } = after.nodes[id] ?? {};
          const { place: __, ...same } = { id, ...before };
          expect(others).toEqual(same);
          const parentId = before.place.parentId;
          if (parentId === null || !chosen.nodes.has(parentId)) {
            expect(after.nodes[id]?.place).toEqual(before.place);
          }
        }
        for (const id of chosen.nodes) {
          const { place: _, ...others } = after.nodes[id] ?? {};
          const { place: __, ...same } = wanted.nodes[id] ?? {};
          expect(others).toEqual(same);
        }
        for (const link of now.links) {
          const { id, source, target } = link;
          const keepsEnds = source in after.nodes && target in after.nodes;
          if (!chosen.links.has(id) && keepsEnds) expect(after.links[id]).toEqual(link);
        }
        for (const id of chosen.links) {
          if (!(id in wanted.links)) expect(after.links).not.toHaveProperty(id);
        }
      }),
    );
  });

  it("VE-3: made on a copy of a moment ago, the map reads as it did whatever was written in between, which is not lost", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, randomChanges, (map, changes, meanwhile) => {
        const then = mapToJson(map());
        const doc = changedAtRandom(map(), changes);
        const kept = copyOf(doc);
        const made = restoreChange(copyOf(doc), then, null);
        changedAtRandom(doc, meanwhile);
        const now = mapToJson(doc);
        const late = applyRestore({ doc, origin: SERVER }, made, null);
        expect(byId(mapToJson(doc))).toEqual(byId(then));
        if (late !== null) Y.applyUpdate(kept, late);
        expect(byId(mapToJson(kept))).toEqual(byId(now));
      }),
      { numRuns: 300 },
    );
  });

  it("VE-4: so it is with chosen elements: it is as if all of it were done on the live map", () => {
    fc.assert(
      fc.property(
        randomMap,
        randomChanges,
        randomChanges,
        fc.nat(),
        (map, changes, later, seed) => {
          const then = mapToJson(map());
          const doc = changedAtRandom(map(), changes);
          const isIn = ({ id }: { id: string }) => (id.charCodeAt(id.length - 1) + seed) % 2 === 0;
          const ids = (of: "nodes" | "links") =>
            new Set([...then[of], ...mapToJson(doc)[of]].filter(isIn).map(({ id }) => id));
          const chosen = { title: seed % 3 === 0, nodes: ids("nodes"), links: ids("links") };
          const made = restoreChange(copyOf(doc), then, chosen);
          changedAtRandom(doc, later);
          const now = byId(mapToJson(doc));
          applyRestore({ doc, origin: SERVER }, made, chosen);
          const after = byId(mapToJson(doc));
          const wanted = byId(then);
          for (const id of chosen.nodes) {
            const { place: _, ...others } = after.nodes[id] ?? {};
            const { place: __, ...same } = wanted.nodes[id] ?? {};
            expect(others).toEqual(same);
          }
          for (const id of Object.keys(now.nodes).filter((other) => !chosen.nodes.has(other))) {
            const { place: _, ...others } = after.nodes[id] ?? {};
            const { place: __, ...same } = now.nodes[id] ?? {};
            expect(others).toEqual(same);
          }
        },
      ),
    );
  });

  it("VE-5: edits made elsewhere meanwhile converge with it", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, randomChanges, (map, changes, meanwhile) => {
        const then = mapToJson(map());
        const doc = changedAtRandom(map(), changes);
        const other = changedAtRandom(copyOf(doc), meanwhile);
        restoreMap({ doc, origin: SERVER }, then);
        Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
        expect(mapToJson(other)).toEqual(mapToJson(doc));
      }),
    );
  });

  it("VE-6: who writes on offline keeps their words, once, in a node that lives", () => {
    const doc = new Y.Doc();
    const [first] = mapToJson(starterInto(doc)).nodes;
    if (first === undefined) throw new Error("the starter map has nodes");
    const then = mapToJson(doc);
    setNodeTitle({ doc, origin: null }, first.id, `${first.title} und mehr`);
    const description = descriptionOf(doc, first.id);
    const added = new Y.XmlElement("paragraph");
    added.insert(0, [new Y.XmlText("Später dazu.")]);
    description?.insert(description.length, [added]);

    const offline = copyOf(doc);
    setNodeTitle({ doc: offline, origin: null }, first.id, `Neu: ${first.title} und mehr`);
    const paragraph = descriptionOf(offline, first.id)?.get(1);
    if (paragraph instanceof Y.XmlElement) {
      const text = paragraph.get(0);
      if (text instanceof Y.XmlText) text.insert(0, "Offline: ");
    }
    restoreMap({ doc, origin: SERVER }, then);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(offline));
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(doc));
    const [merged] = mapToJson(doc).nodes.filter(({ id }) => id === first.id);
    expect(merged?.title).toBe(`Neu: ${first.title}`);
    const words = JSON.stringify(merged?.description);
    expect(words).toContain("Offline: ");
    expect(words).not.toContain("Später dazu.");
    // Everything else is there as it was, and once.
    expect(words.replace("Offline: ", "")).toBe(JSON.stringify(first.description));
    expect(mapToJson(offline)).toEqual(mapToJson(doc));
  });
});
