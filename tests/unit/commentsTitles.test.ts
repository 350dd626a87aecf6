// What threads' nodes and links are called last, followed while a room applies what people send.
import { expect, it } from "vitest";
import * as Y from "yjs";
import {
  bringBack,
  createLink,
  createNode,
  deleteElements,
  seedMap,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import { readTitle } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { LastTitles, type Titled } from "../../server/states/LastTitles.ts";
import { newMapDoc } from "../../server/sync/loadMap.ts";

const A = "start-n05";
const B = "start-n06";

interface Followed {
  /** The document that is followed. */
  doc: Y.Doc;
  titles: LastTitles;
  /** Whether the last change was told of something that is gone. */
  told: boolean[];
  /** Somebody makes these changes, each an update of its own; all of them are applied in one transaction. */
  send(...changes: ((doc: Y.Doc) => void)[]): void;
}

function follow(...anchors: Titled[]): Followed {
  const doc = newMapDoc();
  seedMap({ doc, origin: null }, starterMap("de"));
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  const told: boolean[] = [];
  const titles = new LastTitles(doc, (isGone) => told.push(isGone));
  titles.add(anchors);
  const send: Followed["send"] = (...changes) => {
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    theirs.on("update", collect);
    for (const change of changes) change(theirs);
    theirs.off("update", collect);
    doc.transact(() => {
      for (const update of updates) {
        titles.beforeUpdate(Y.decodeUpdate(update).ds);
        Y.applyUpdate(doc, update);
      }
    });
  };
  return { doc, titles, told, send };
}

const rename = (id: string, title: string) => (doc: Y.Doc) =>
  setNodeTitle({ doc, origin: null }, id, title);
const remove = (id: string) => (doc: Y.Doc) =>
  deleteElements({ doc, origin: null }, { nodes: [id], links: [] });

const node = (id: string, title: string): Titled => ({ on: "node", id, title });

function titleIn(doc: Y.Doc, id: string): string {
  return mapToJson(doc).nodes.find((one) => one.id === id)?.title ?? "";
}

it("CO-44: a node's title is taken once after it has changed, and nothing of other nodes", () => {
  const { doc, titles, send, told } = follow(node(A, "überholt"));
  // The row said something else than the map.
  expect(titles.take()).toEqual([node(A, titleIn(doc, A))]);
  expect(told).toEqual([false]);
  send(rename(B, "Andere"));
  expect(titles.take()).toEqual([]);
  send(rename(A, "Erst"), rename(A, "Dann"));
  expect(titles.take()).toEqual([node(A, "Dann")]);
  expect(titles.take()).toEqual([]);
});

it("CO-44: a link is called by its ends, whichever of them changes", () => {
  const { titles, send } = follow();
  let linkId: string | null = null;
  send(rename(A, "Anfang"), rename(B, "Ende"), (doc) => {
    linkId = createLink({ doc, origin: null }, { kind: "influences", source: A, target: B });
  });
  if (linkId === null) throw new Error("the link can be made");
  titles.add([{ on: "link", id: linkId, title: "" }]);
  expect(titles.take()).toEqual([{ on: "link", id: linkId, title: "Anfang → Ende", ends: [A, B] }]);
  send(rename(B, "Schluss"));
  expect(titles.take()).toEqual([
    { on: "link", id: linkId, title: "Anfang → Schluss", ends: [A, B] },
  ]);
  // The end goes, and the link with it; the title it had stays the last one.
  send(rename(A, "Beginn"), remove(A));
  expect(titles.take()).toEqual([
    { on: "link", id: linkId, title: "Beginn → Schluss", ends: [A, B] },
  ]);
});

it("CO-45: renamed and deleted in one transaction, a node leaves the title it was given last", () => {
  const { doc, titles, send, told } = follow(node(A, titleInStarter(A)));
  expect(titles.take()).toEqual([]);
  send(rename(A, "Zuletzt so"), remove(A));
  expect(told.at(-1)).toBe(true);
  expect(titles.take()).toEqual([node(A, "Zuletzt so")]);
  expect(mapToJson(doc).nodes.some(({ id }) => id === A)).toBe(false);
});

it("CO-45: a node that comes back is followed again", () => {
  const { doc, titles, send } = follow(node(A, titleInStarter(A)));
  const before = mapToJson(doc);
  send(remove(A));
  expect(titles.take()).toEqual([]);
  send((theirs) =>
    bringBack(
      { doc: theirs, origin: null },
      { nodes: before.nodes.filter(({ id }) => id === A), links: [] },
    ),
  );
  expect(titles.take()).toEqual([]);
  send(rename(A, "Wieder da"));
  expect(titles.take()).toEqual([node(A, "Wieder da")]);
});

it("CO-45: what could not be stored is there to be taken again, as it is then", () => {
  const { titles, send } = follow(node(A, titleInStarter(A)));
  send(rename(A, "Eins"));
  const taken = titles.take();
  send(rename(A, "Zwei"));
  titles.putBack(taken);
  expect(titles.take()).toEqual([node(A, "Zwei")]);
});

it("CO-44: a document that no thread hangs on is not listened to", () => {
  const { doc, titles, send, told } = follow();
  expect(doc._observers.get("afterTransaction")?.size ?? 0).toBe(0);
  send(
    (theirs) =>
      createNode(
        { doc: theirs, origin: null },
        { kind: "note", place: { parentId: null, x: 0, y: 0 } },
      ),
    remove(A),
  );
  expect(told).toEqual([]);
  expect(titles.take()).toEqual([]);
  expect(readTitle(doc)).not.toBe("");
});

function titleInStarter(id: string): string {
  return starterMap("de").nodes.find((one) => one.id === id)?.title ?? "";
}
