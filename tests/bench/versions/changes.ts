// Somebody who works on a map while versions of it are made: makes five hundred changes of every kind, and edits whose way
// to another is timed.
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import {
  createNode,
  deleteElements,
  moveNodes,
  reconnectLink,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import { socketWith } from "../../fixtures/people.ts";

export interface Joined {
  doc: Y.Doc;
  leave: () => void;
}

export async function join(server: string, map: string, cookie: string): Promise<Joined> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${server.replace("http", "ws")}/sync`, map, doc, {
    disableBc: true,
    WebSocketPolyfill: socketWith(cookie),
  });
  await new Promise<void>((resolve) => {
    provider.on("sync", (synced: boolean) => synced && resolve());
  });
  return {
    doc,
    leave() {
      provider.destroy();
      doc.destroy();
    },
  };
}

/** A hundred of each: new nodes, removed links, other titles, other places, links led elsewhere. */
export function changeMuch({ doc }: Joined): void {
  const edit = { doc, origin: null };
  const { nodes, links } = readMap(doc);
  const nodeIds = [...nodes.keys()];
  const linkIds = [...links.keys()];
  const step = Math.floor(nodeIds.length / EACH);
  for (let at = 0; at < EACH; at++) {
    const [titled = "", moved = ""] = nodeIds.slice(at * step, at * step + 2);
    const [gone = "", led = ""] = linkIds.slice(at * step, at * step + 2);
    setNodeTitle(edit, titled, `Knoten Nummer ${at}, neu gefasst`);
    const place = nodes.get(moved)?.place;
    if (place !== undefined) moveNodes(edit, new Map([[moved, { ...place, x: place.x + 60 }]]));
    deleteElements(edit, { nodes: [], links: [gone] });
    const link = links.get(led);
    if (link !== undefined) reconnectLink(edit, led, link.source, moved);
    createNode(edit, {
      kind: "thesis",
      place: { parentId: null, x: at * 90, y: -200 },
      title: "Neu",
    });
  }
}

const EACH = 100;

/** Milliseconds from an edit of one to the other's document, sixty a second for so long; sorted. */
export async function editsOnTheWay(one: Joined, other: Joined, ms: number): Promise<number[]> {
  const [id = ""] = readMap(one.doc).nodes.keys();
  const sentAt = new Map<number, number>();
  const ways: number[] = [];
  const onUpdate = (): void => {
    const x = readMap(other.doc).nodes.get(id)?.place.x;
    const at = x === undefined ? undefined : sentAt.get(x);
    if (x !== undefined && at !== undefined) {
      ways.push(performance.now() - at);
      sentAt.delete(x);
    }
  };
  other.doc.on("update", onUpdate);
  const start = performance.now();
  for (let edit = 1; performance.now() - start < ms; edit++) {
    sentAt.set(edit, performance.now());
    moveNodes({ doc: one.doc, origin: null }, new Map([[id, { parentId: null, x: edit, y: 0 }]]));
    const due = start + (edit * 1000) / EDITS_PER_S;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
  other.doc.off("update", onUpdate);
  return ways.toSorted((a, b) => a - b);
}

const EDITS_PER_S = 30;
