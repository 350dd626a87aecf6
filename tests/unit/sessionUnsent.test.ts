// What becomes of changes that are too large to be sent at once, or may not be sent at all.
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { createNode, deleteElements, moveNodes, setNodeTitle } from "#shared/map/edit.ts";
import { mapToJson, parseMapJson } from "#shared/map/json.ts";
import { rootMaps } from "#shared/map/read.ts";
import { splitUpdate } from "../../client/map/session/splitUpdate.ts";
import { unsentFile } from "../../client/map/session/unsentFile.ts";
import { knowTheSame } from "../fixtures/ledger/sameMap.ts";
import { copyOf, faultOf, starterDoc, updateOf } from "../fixtures/guardedUpdates.ts";

const place = (x: number) => ({ parentId: null, x, y: 0 });

/** Work of one person on two devices' worth of client ids: what is made, changed, moved and deleted builds on itself. */
function longWork(doc: Y.Doc, nodes: number): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const work = copyOf(doc);
  const edit = { doc: work, origin: null };
  const ids: string[] = [];
  for (let at = 0; at < nodes; at++) {
    if (at === nodes / 2) work.clientID = work.clientID > 9 ? work.clientID - 9 : 99;
    ids.push(createNode(edit, { kind: "note", place: place(at), title: `Knoten ${at}` }));
    const [first = ""] = ids;
    setNodeTitle(edit, first, `Titel nach ${at}`);
    moveNodes(edit, new Map([[first, place(-at)]]));
  }
  deleteElements(edit, { nodes: ids.slice(1, 5), links: [] });
  return Y.encodeStateAsUpdate(work, before);
}

describe("an update that is too large", () => {
  it.each([
    ["bytes", { bytes: 2_000, structs: 1e6 }],
    ["structs", { bytes: 1e9, structs: 50 }],
  ])(
    "HO-17: goes in parts by %s, each of which the server takes by itself, and all say the same",
    (_what, limits) => {
      const doc = starterDoc();
      const update = longWork(doc, 60);
      const parts = splitUpdate(update, limits);
      expect(parts.length).toBeGreaterThan(4);
      const server = copyOf(doc);
      for (const part of parts) {
        expect(part.length).toBeLessThan(limits.bytes + 500);
        expect(Y.decodeUpdate(part).structs.length).toBeLessThanOrEqual(limits.structs);
        expect(faultOf(server, part)).toBeNull();
        Y.applyUpdate(server, part);
      }
      const whole = copyOf(doc);
      Y.applyUpdate(whole, update);
      expect(knowTheSame([whole, server])).toBe(true);
      expect(mapToJson(server)).toEqual(mapToJson(whole));
    },
  );

  it("HO-17: is left as it is when it is not", () => {
    const update = longWork(starterDoc(), 4);
    expect(splitUpdate(update, { bytes: 1e6, structs: 1e5 })).toEqual([update]);
  });
});

describe("the file of what could not be sent", () => {
  const doc = starterDoc();
  const [known = ""] = rootMaps(doc).nodes.keys();
  const updates = [
    updateOf(doc, (copy) =>
      createNode({ doc: copy, origin: null }, { id: "unterwegs0", kind: "note", place: place(1) }),
    ),
    updateOf(doc, (copy) => setNodeTitle({ doc: copy, origin: null }, known, "Umbenannt")),
  ];
  const unsent = { mapId: "AAAAAAAAAAAAAAAAAAAAAA", doc, updates };

  it("HO-15: can be imported as the map with the changes, and holds the changes themselves", () => {
    const file = unsentFile(unsent, "map");
    const { map, problems } = parseMapJson(JSON.parse(JSON.stringify(file)));
    expect(problems).toEqual([]);
    expect(map?.nodes).toHaveLength(30);
    expect(map?.nodes.find(({ id }) => id === known)?.title).toBe("Umbenannt");
    const again = copyOf(doc);
    for (const text of file.unsent.updates) Y.applyUpdate(again, Buffer.from(text, "base64"));
    expect(mapToJson(again).nodes).toEqual(file.nodes);
  });

  it("HO-15: holds no more than what the changes touched for who may not have the rest", () => {
    const { nodes, links } = unsentFile(unsent, "touched");
    expect(nodes.map(({ id }) => id).toSorted()).toEqual([known, "unterwegs0"].toSorted());
    expect(links).toEqual([]);
  });
});
