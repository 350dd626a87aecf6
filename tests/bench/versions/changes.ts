// Somebody who works on a map while versions of it are made: makes five hundred changes of every kind.
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
