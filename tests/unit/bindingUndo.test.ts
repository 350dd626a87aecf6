// Undo belongs to one person, and lost words can be had back.
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  createLink,
  createNode,
  deleteElements,
  moveNodes,
  seedMap,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import { MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from "#shared/protocol/limits.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { LocalOrigin } from "../../client/map/session/LocalOrigin.ts";
import { LostEdits } from "../../client/map/session/LostEdits.ts";
import { UndoStack } from "../../client/map/session/UndoStack.ts";

/** Two people whose documents exchange everything when `meet` is called. */
function twoPeople() {
  const anna = new Y.Doc();
  const ben = new Y.Doc();
  const meet = (): void => {
    const toBen = Y.encodeStateAsUpdate(anna, Y.encodeStateVector(ben));
    const toAnna = Y.encodeStateAsUpdate(ben, Y.encodeStateVector(anna));
    Y.applyUpdate(ben, toBen, "network");
    Y.applyUpdate(anna, toAnna, "network");
  };
  const annas = { doc: anna, origin: new LocalOrigin(null) };
  const bens = { doc: ben, origin: new LocalOrigin(null) };
  return { anna, ben, annas, bens, meet, undo: new UndoStack(anna) };
}

const SOMEWHERE = { parentId: null, x: 0, y: 0 };

function titles(doc: Y.Doc): string[] {
  return [...readMap(doc).nodes.values()].map((node) => node.title).toSorted();
}

describe("undo", () => {
  it("HO-6: single actions are single steps, also in quick succession", () => {
    const { anna, annas, undo } = twoPeople();
    const id = createNode(annas, { kind: "role", place: SOMEWHERE });
    moveNodes(annas, new Map([[id, { parentId: null, x: 10, y: 10 }]]));
    undo.undo();
    expect(readMap(anna).nodes.get(id)?.place).toEqual(SOMEWHERE);
    undo.undo();
    expect(readMap(anna).nodes.size).toBe(0);
    undo.redo();
    undo.redo();
    expect(readMap(anna).nodes.get(id)?.place).toEqual({ parentId: null, x: 10, y: 10 });
  });

  it("HO-6: typing is one step until a pause, and apart from what came before it", () => {
    const PAUSE_MS = 20;
    const anna = new Y.Doc();
    const undo = new UndoStack(anna, PAUSE_MS);
    const id = createNode(
      { doc: anna, origin: new LocalOrigin(null) },
      { kind: "role", place: SOMEWHERE },
    );
    const typing = (title: string): void =>
      setNodeTitle({ doc: anna, origin: new LocalOrigin(`title ${id}`) }, id, title);
    typing("Hal");
    // Yjs asks the real clock, which a test cannot turn: let it pass the pause.
    const resumed = Date.now() + 2 * PAUSE_MS;
    while (Date.now() < resumed);
    for (const title of ["Hall", "Hallo"]) typing(title);
    undo.undo();
    expect(titles(anna)).toEqual(["Hal"]);
    undo.undo();
    expect(titles(anna)).toEqual([""]);
    undo.undo();
    expect(titles(anna)).toEqual([]);
  });

  it("HO-6: takes back nothing of others", () => {
    const { anna, ben, annas, bens, meet, undo } = twoPeople();
    createNode(annas, { kind: "role", place: SOMEWHERE, title: "Annas" });
    createNode(bens, { kind: "role", place: SOMEWHERE, title: "Bens" });
    meet();
    undo.undo();
    undo.undo();
    meet();
    expect(titles(anna)).toEqual(["Bens"]);
    expect(titles(ben)).toEqual(["Bens"]);
  });

  it("HO-7: a node in which somebody else has written stays whole", () => {
    const { anna, annas, bens, meet, undo } = twoPeople();
    const id = createNode(annas, {
      kind: "task",
      place: { parentId: null, x: 5, y: 6 },
      title: "A",
    });
    meet();
    setNodeTitle(bens, id, "A und Bens Worte");
    meet();
    undo.undo();
    const node = readMap(anna).nodes.get(id);
    expect(node).toMatchObject({ kind: "task", title: "A und Bens Worte", place: { x: 5, y: 6 } });
  });

  it("HO-8: a deletion is undone with words and links, in one step", () => {
    const { anna, ben, annas, meet, undo } = twoPeople();
    const one = createNode(annas, { kind: "role", place: SOMEWHERE, title: "Eins" });
    const two = createNode(annas, { kind: "role", place: SOMEWHERE, title: "Zwei" });
    const link = createLink(annas, { kind: "requires", source: one, target: two });
    meet();
    deleteElements(annas, { nodes: [one], links: [] });
    meet();
    expect(readMap(ben).links.size).toBe(0);
    undo.undo();
    meet();
    for (const doc of [anna, ben]) {
      expect(titles(doc)).toEqual(["Eins", "Zwei"]);
      expect([...readMap(doc).links.keys()]).toEqual([link]);
    }
  });

  it("HO-8: undoing the deletion of 5,000 nodes and 7,500 links is a step that the server takes", () => {
    const COUNT = 5_000;
    const doc = new Y.Doc();
    const mine = { doc, origin: new LocalOrigin(null) };
    const id = (index: number): string => `node-${String(index).padStart(6, "0")}`;
    const links = [1, 2].flatMap((step) =>
      Array.from({ length: step === 1 ? COUNT - 1 : COUNT / 2 }, (_, index) => ({
        id: `link-${step}-${String(index).padStart(6, "0")}`,
        kind: "supports" as const,
        source: id(index),
        target: id(index + step),
        label: "",
        polarity: null,
        strength: null,
        delayed: false,
        certainty: null,
      })),
    );
    const nodes = Array.from({ length: COUNT }, (_, index) => ({
      id: id(index),
      kind: "thesis" as const,
      title: `Eine These von gewöhnlicher Länge, Nummer ${index}`,
      place: { parentId: null, x: index, y: index },
      size: null,
      description: [{ element: "paragraph", children: [{ text: "Ein Satz dazu." }] }],
      perspectives: ["science"],
      tags: [],
      horizon: null,
      certainty: null,
      relevance: null,
      level: null,
      status: null,
    }));
    seedMap({ doc, origin: "server" }, { title: "Groß", nodes, links });
    const undo = new UndoStack(doc);
    deleteElements(mine, { nodes: nodes.map((node) => node.id), links: [] });
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    undo.undo();
    expect(readMap(doc).nodes.size).toBe(COUNT);
    expect(readMap(doc).links.size).toBe(links.length);
    for (const update of updates) {
      expect(update.byteLength).toBeLessThan(MAX_UPDATE_BYTES);
      expect(Y.decodeUpdate(update).structs.length).toBeLessThan(MAX_UPDATE_STRUCTS);
    }
  });

  it("HO-9: what somebody else wrote last stays", () => {
    const { anna, annas, bens, meet, undo } = twoPeople();
    const id = createNode(annas, { kind: "role", place: SOMEWHERE });
    moveNodes(annas, new Map([[id, { parentId: null, x: 1, y: 1 }]]));
    meet();
    moveNodes(bens, new Map([[id, { parentId: null, x: 2, y: 2 }]]));
    meet();
    undo.undo();
    meet();
    expect(readMap(anna).nodes.get(id)?.place).toEqual({ parentId: null, x: 2, y: 2 });
  });
});

describe("lost words", () => {
  it("HO-10: who was writing in a deleted node is told and brings it back with words and links", () => {
    const { anna, ben, annas, bens, meet } = twoPeople();
    const id = createNode(bens, { kind: "thesis", place: SOMEWHERE, title: "These" });
    const other = createNode(bens, { kind: "role", place: SOMEWHERE, title: "Rolle" });
    const link = createLink(bens, { kind: "supports", source: id, target: other });
    meet();
    const content = new ContentStore(anna);
    const lost = new LostEdits(
      anna,
      content,
      (origin) => origin instanceof LocalOrigin,
      () => true,
    );
    setNodeTitle(annas, id, "These mit Annas Worten");
    deleteElements(bens, { nodes: [id], links: [] });
    meet();
    expect(lost.lost.get().map((edit) => edit.title)).toEqual(["These mit Annas Worten"]);
    lost.bringBack(id);
    meet();
    expect(lost.lost.get()).toEqual([]);
    for (const doc of [anna, ben]) {
      expect(titles(doc)).toEqual(["Rolle", "These mit Annas Worten"]);
      expect([...readMap(doc).links.keys()]).toEqual([link]);
    }
  });

  it("HO-10: who only moved the node, or deleted it, is not told", () => {
    const { anna, annas, bens, meet } = twoPeople();
    const moved = createNode(bens, { kind: "thesis", place: SOMEWHERE });
    const mine = createNode(bens, { kind: "thesis", place: SOMEWHERE });
    meet();
    const content = new ContentStore(anna);
    const lost = new LostEdits(
      anna,
      content,
      (origin) => origin instanceof LocalOrigin,
      () => true,
    );
    moveNodes(annas, new Map([[moved, { parentId: null, x: 9, y: 9 }]]));
    setNodeTitle(annas, mine, "x");
    deleteElements(annas, { nodes: [mine], links: [] });
    deleteElements(bens, { nodes: [moved], links: [] });
    meet();
    expect(lost.lost.get()).toEqual([]);
  });
});
