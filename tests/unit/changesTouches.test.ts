// Who came to which field of which element, from updates as they arrive at a room.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  createLink,
  createNode,
  deleteElements,
  moveNodes,
  setMapTitle,
  setNodeField,
  setNodeMember,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import { descriptionOf, readMap } from "#shared/map/read.ts";
import { compareMaps } from "#shared/versions/comparison.ts";
import { TouchWatch, type Touched } from "../../server/changes/TouchWatch.ts";
import {
  changedAtRandom,
  copyOf,
  randomChanges,
  randomMap,
  starterInto,
} from "../fixtures/changedMaps.ts";

/** A document as a room keeps it, and what is noted of the updates that are put into it. */
function watched(doc: Y.Doc) {
  const touched: Touched[] = [];
  const watch = new TouchWatch(
    doc,
    (some) => touched.push(...some),
    () => Promise.resolve(),
  );
  const receive = (update: Uint8Array, personId: string): void => {
    watch.beforeUpdate(Y.decodeUpdate(update), personId);
    Y.applyUpdate(doc, update);
    watch.afterUpdate();
  };
  return { watch, touched, receive };
}

/** What this change sends, and what is noted of it as Anika's. */
function noted(change: (doc: Y.Doc, ids: string[]) => void): Touched[] {
  const doc = starterInto(new Y.Doc());
  const client = copyOf(doc);
  const { receive, touched } = watched(doc);
  const before = Y.encodeStateVector(client);
  change(client, [...readMap(client).nodes.keys()]);
  receive(Y.encodeStateAsUpdate(client, before), "anika");
  return touched;
}

/** As they are written, whatever the region in them is. */
function placesIn(doc: Y.Doc): Map<string, string> {
  return new Map([...readMap(doc).nodes].map(([id, { place }]) => [id, JSON.stringify(place)]));
}

describe("who touched what", () => {
  it("VE-80: each field that a person changes is noted as theirs, and nothing else", () => {
    const edit = (doc: Y.Doc) => ({ doc, origin: null });
    const at = (what: string) => {
      const elementId: unknown = expect.any(String);
      return { elementId, what, personId: "anika" };
    };
    const place = { parentId: null, x: 5, y: 6 };
    expect(noted((doc, [id = ""]) => setNodeTitle(edit(doc), id, "Neu"))).toEqual([at("title")]);
    expect(noted((doc, [id = ""]) => moveNodes(edit(doc), new Map([[id, place]])))).toEqual([
      at("place"),
    ]);
    expect(
      noted((doc, [id = ""]) => setNodeMember(edit(doc), id, "perspectives", "politics", true)),
    ).toEqual([at("perspectives")]);
    expect(noted((doc, [id = ""]) => setNodeField(edit(doc), id, "relevance", 3))).toEqual([
      at("relevance"),
    ]);
    expect(noted((doc) => setMapTitle(edit(doc), "Andere Karte"))).toEqual([
      { elementId: "", what: "title", personId: "anika" },
    ]);
    expect(
      noted((doc, [id = ""]) => {
        const paragraph = descriptionOf(doc, id)?.get(0);
        if (paragraph instanceof Y.XmlElement) paragraph.insert(0, [new Y.XmlText("Dazu. ")]);
      }),
    ).toEqual([at("description")]);
    expect(noted((doc) => createNode(edit(doc), { kind: "note", place, title: "Neu" }))).toEqual([
      at("created"),
    ]);
    expect(
      noted((doc, [a = "", , , , , , , , b = ""]) =>
        createLink(edit(doc), { kind: "goes-beyond", source: a, target: b }),
      ),
    ).toEqual([at("created")]);
  });

  it("VE-81, VE-143: of a deleted node it is noted that it and its links went, once, by whoever deleted it", () => {
    const doc = starterInto(new Y.Doc());
    const { nodes, links } = readMap(doc);
    const [id = ""] = nodes.keys();
    const hanging = [...links.values()].filter((link) => link.source === id || link.target === id);
    expect(hanging.length).toBeGreaterThan(0);
    const found = noted((client, [first = ""]) =>
      deleteElements({ doc: client, origin: null }, { nodes: [first], links: [] }),
    );
    expect(found.every(({ what }) => what === "deleted")).toBe(true);
    expect(new Set(found.map(({ elementId }) => elementId))).toEqual(
      new Set([id, ...hanging.map((link) => link.id)]),
    );
    // What it was called is known before it goes, and never after.
    expect(found.filter(({ title }) => title !== undefined)).toEqual([
      { elementId: id, what: "deleted", personId: "anika", title: nodes.get(id)?.title },
    ]);
  });

  it("VE-82: whatever two people change in turn: what differs is noted of the one who changed it, also when all is sent again", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, randomChanges, (map, first, second) => {
        const doc = map();
        const { receive, touched } = watched(doc);
        for (const [personId, changes] of [
          ["anika", first],
          ["bela", second],
        ] as const) {
          const client = copyOf(doc);
          const before = mapToJson(client);
          const placesBefore = placesIn(client);
          changedAtRandom(client, changes);
          touched.length = 0;
          // As a client that was away sends it: with everything that was ever deleted.
          receive(Y.encodeStateAsUpdate(client), personId);
          const noted = new Set(touched.map(({ elementId, what }) => `${what} ${elementId}`));
          expect(touched.every((touch) => touch.personId === personId)).toBe(true);
          const { nodes, links, title } = compareMaps(before, mapToJson(doc));
          if (title !== null) expect(noted).toContain("title ");
          for (const [id, change] of [...nodes, ...links]) {
            if (change.how === "added") expect(noted).toContain(`created ${id}`);
            else if (change.how === "removed") expect(noted).toContain(`deleted ${id}`);
            else {
              for (const field of change.fields) {
                // What becomes a region holds what was said to lie in it: of that nothing was changed.
                if (field === "place" && placesBefore.get(id) === placesIn(doc).get(id)) continue;
                // A region that goes leaves what was in it where it was: its place is another one then.
                expect(noted).toContain(`${field} ${id}`);
              }
            }
          }
          touched.length = 0;
          receive(Y.encodeStateAsUpdate(client), personId);
          expect(touched).toEqual([]);
        }
      }),
    );
  });

  it("VE-83: an edit of the server's own is noted of the person on whose behalf it was made", () => {
    const doc = starterInto(new Y.Doc());
    const { watch, touched } = watched(doc);
    const [id = "", other = ""] = readMap(doc).nodes.keys();
    doc.on("afterTransaction", (transaction) => watch.edited(transaction, "cem"));
    doc.transact(() => {
      setNodeTitle({ doc, origin: null }, id, "Vom Server");
      deleteElements({ doc, origin: null }, { nodes: [other], links: [] });
      const made = createNode(
        { doc, origin: null },
        { kind: "note", place: { parentId: null, x: 0, y: 0 } },
      );
      deleteElements({ doc, origin: null }, { nodes: [made], links: [] });
    });
    const nodes = touched.filter(({ elementId }) => elementId === id || elementId === other);
    expect(nodes).toEqual([
      { elementId: other, what: "deleted", personId: "cem" },
      { elementId: id, what: "title", personId: "cem" },
    ]);
    expect(touched.filter(({ what }) => what === "created")).toEqual([]);
  });
});
