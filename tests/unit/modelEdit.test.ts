// What single writes do, and what they leave alone.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  bringBack,
  createLink,
  createLinkedNode,
  createNode,
  deleteElements,
  insertElements,
  moveNodes,
  reconnectLink,
  resizeNode,
  reverseLink,
  seedMap,
  setLinkField,
  setLinkKind,
  setNodeField,
  setNodeKind,
  setNodeMember,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { elementsToJson, mapToJson } from "#shared/map/json.ts";
import { NODE_KINDS } from "#shared/map/kinds.ts";
import { readMap } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { absolutePosition } from "#shared/map/topology.ts";
import { sensibleMap } from "../fixtures/arbitraryMaps.ts";

const MINE = "mine";
const place = { parentId: null, x: 0, y: 0 };

function starter() {
  const doc = new Y.Doc();
  seedMap({ doc, origin: "server" }, starterMap("de"));
  const undo = new Y.UndoManager([doc.getMap("nodes"), doc.getMap("links")], {
    trackedOrigins: new Set([MINE]),
    captureTimeout: 0,
  });
  return { doc, undo, edit: { doc, origin: MINE } };
}

describe("writing", () => {
  it("MO-8: deleting a node deletes its links with it, and one undo brings all back", () => {
    const { doc, undo, edit } = starter();
    const before = readMap(doc);
    let transactions = 0;
    doc.on("afterTransaction", () => transactions++);
    deleteElements(edit, { nodes: ["start-n01", "start-n08"], links: ["start-l25"] });
    expect(transactions).toBe(1);
    const { nodes, links } = readMap(doc);
    expect(nodes.size).toBe(27);
    expect(doc.getMap("links").size).toBe(links.size);
    for (const link of links.values()) {
      expect([link.source, link.target]).not.toContain("start-n01");
    }
    undo.undo();
    expect(readMap(doc)).toEqual(before);
    expect(undo.canUndo()).toBe(false);
  });

  it("MO-8: a link that somebody drew to a node while it was deleted is hidden, and back with the node", () => {
    const { doc, undo, edit } = starter();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    deleteElements(edit, { nodes: ["start-n29"], links: [] });
    const drawn = createLink(
      { doc: other, origin: null },
      { kind: "supports", source: "start-n29", target: "start-n02" },
    );
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(readMap(doc).links.has(drawn ?? "")).toBe(false);
    undo.undo();
    expect(readMap(doc).links.has(drawn ?? "")).toBe(true);
  });

  it("MO-9: what lies in a deleted region stays where it is on the map", () => {
    fc.assert(
      fc.property(sensibleMap, fc.array(fc.nat(5)), (json, chosen) => {
        const doc = new Y.Doc();
        seedMap({ doc, origin: null }, json);
        const before = readMap(doc).nodes;
        const doomed = chosen.map((index) => `node-000${index}`);
        deleteElements({ doc, origin: null }, { nodes: doomed, links: [] });
        const after = readMap(doc).nodes;
        for (const [id, node] of before) {
          const left = after.get(id);
          expect(left === undefined).toBe(doomed.includes(id));
          if (left !== undefined) {
            expect(absolutePosition(after, left)).toEqual(absolutePosition(before, node));
          }
        }
      }),
    );
  });

  it("MO-10: the same statement exists once, a link to oneself never", () => {
    const { doc, edit } = starter();
    const count = readMap(doc).links.size;
    const twice = { kind: "part-of", source: "start-n02", target: "start-n01" } as const;
    expect(createLink(edit, twice)).toBeNull();
    expect(createLink(edit, { ...twice, target: "start-n02" })).toBeNull();
    expect(createLink(edit, { ...twice, target: "nowhere-00" })).toBeNull();
    const around = { kind: "related", source: "start-n06", target: "start-n03" } as const;
    expect(createLink(edit, around)).toBeNull();
    expect(readMap(doc).links.size).toBe(count);
    expect(createLink(edit, { ...twice, kind: "supports" })).not.toBeNull();
    const back = createLink(edit, { ...twice, source: "start-n01", target: "start-n02" });
    expect(back).not.toBeNull();
    expect(reverseLink(edit, back ?? "")).toBe(false);
    expect(setLinkKind(edit, "start-l01", "supports")).toBe(false);
    expect(reconnectLink(edit, "start-l02", "start-n02", "start-n01")).toBe(false);
    expect(reconnectLink(edit, "start-l02", "start-n03", "start-n03")).toBe(false);
    expect(readMap(doc).links.get("start-l02")?.source).toBe("start-n03");
  });

  it("MO-10: of the same statement drawn by two people at once, everybody shows the same one", () => {
    const { doc: one, edit } = starter();
    const two = new Y.Doc();
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    const link = { kind: "related", source: "start-n29", target: "start-n02" } as const;
    createLink(edit, link);
    createLink({ doc: two, origin: null }, { ...link, source: link.target, target: link.source });
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
    expect(readMap(one).links.size).toBe(32);
    expect(readMap(one).links).toEqual(readMap(two).links);
  });

  it("MO-20: writing what is there already changes nothing and sends nothing", () => {
    const { doc, edit } = starter();
    const node = readMap(doc).nodes.get("start-n01");
    let updates = 0;
    doc.on("update", () => updates++);
    setNodeTitle(edit, "start-n01", node?.title ?? "");
    setNodeKind(edit, ["start-n01"], "vision");
    setNodeField(edit, "start-n01", "horizon", null);
    setNodeMember(edit, "start-n01", "tags", "none", false);
    moveNodes(edit, new Map([["start-n01", { ...(node?.place ?? place) }]]));
    resizeNode(edit, "start-n01", node?.place ?? place, null);
    setLinkField(edit, "start-l01", "delayed", false);
    setLinkKind(edit, "start-l01", "part-of");
    moveNodes(edit, new Map([["nobody-00", place]]));
    deleteElements(edit, { nodes: ["nobody-00"], links: ["nothing-00"] });
    expect(updates).toBe(0);
  });

  it("MO-16: what is pasted has new ids, the old links among themselves, and the order of drawing", () => {
    const { doc, edit } = starter();
    const all = readMap(doc);
    const chosen = new Set(["start-n14", "start-n15", "start-n01"]);
    const json = elementsToJson(doc, all, { nodes: chosen, links: new Set(all.links.keys()) });
    expect(json.links).toHaveLength(2);
    const { nodes, links } = insertElements(edit, json, { x: 30, y: 40 });
    const after = readMap(doc);
    expect(after.nodes.size).toBe(32);
    expect(links.map((id) => after.links.get(id)?.kind)).toEqual(
      json.links.map(({ kind }) => kind),
    );
    nodes.forEach((id, index) => {
      const [copy, source] = [after.nodes.get(id), json.nodes[index]];
      expect(copy?.title).toBe(source?.title);
      expect(copy?.place.x).toBe((source?.place.x ?? 0) + 30);
      for (const old of all.nodes.values()) expect((copy?.order ?? "") > old.order).toBe(true);
    });
  });

  it("MO-8: a node that is brought back has its words, its place and its links again", () => {
    const { doc, edit } = starter();
    const before = mapToJson(doc);
    const json = {
      nodes: before.nodes.filter(({ id }) => id === "start-n01"),
      links: before.links.filter(({ source, target }) => [source, target].includes("start-n01")),
    };
    deleteElements(edit, { nodes: ["start-n01"], links: [] });
    bringBack(edit, json);
    bringBack(edit, json);
    expect(readMap(doc).links.size).toBe(31);
    expect(mapToJson(doc).nodes.find(({ id }) => id === "start-n01")).toEqual(json.nodes[0]);
  });

  it("MO-8: a node that is made together with its link is one undo step", () => {
    const { doc, undo, edit } = starter();
    const link = { kind: "influences", from: "start-n14", reversed: true } as const;
    const made = createLinkedNode(edit, { kind: "driver", place }, link);
    expect(readMap(doc).links.get(made.linkId ?? "")?.target).toBe("start-n14");
    undo.undo();
    expect(readMap(doc).nodes.size).toBe(29);
    expect(readMap(doc).links.size).toBe(31);
  });

  it("MO-20: a fresh node of every kind says nothing beyond its kind", () => {
    const doc = new Y.Doc();
    for (const kind of NODE_KINDS) {
      createNode({ doc, origin: null }, { kind, place });
    }
    expect([...readMap(doc).nodes.values()].map(({ kind }) => kind).toSorted()).toEqual(
      [...NODE_KINDS].toSorted(),
    );
    for (const node of readMap(doc).nodes.values()) {
      expect(node).toMatchObject({ certainty: null, horizon: null, perspectives: [], size: null });
    }
  });
});
