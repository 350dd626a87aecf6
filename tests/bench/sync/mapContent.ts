// The content the bench puts into maps, made with the product's own model, and the cheap way to type into it: a
// letter's update is written by hand, byte for byte what Yjs would send.
import * as Y from "yjs";
import { insertElements } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import type { LinkJson, NodeJson } from "#shared/map/json.ts";
import { titleOf } from "#shared/map/read.ts";
import { ByteWriter } from "./bytes.ts";

const LINKS_PER_NODE = 1.5;
const NODES_PER_UPDATE = 100;
const BLOCK_COLUMNS = 10;
const NODE_DISTANCE_X = 300;
const NODE_DISTANCE_Y = 150;
const STRING_WITH_ORIGIN = 0x84;
const STRING_WITH_PARENT = 0x04;

export interface MapContent {
  doc: Y.Doc;
  /** What has to be sent, in this order: each below the size a frame may have. */
  updates: Uint8Array[];
  nodeIds: string[];
}

/** A map of `nodeCount` nodes on a grid with 1.5 links each, to near ones. */
export function makeMap(nodeCount: number, title: string): MapContent {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const nodeIds: string[] = [];
  for (const block of mapBlocks(nodeCount, title)) {
    nodeIds.push(...insertElements({ doc, origin: null }, block, { x: 0, y: 0 }).nodes);
  }
  return { doc, updates, nodeIds };
}

/** Nodes and links in blocks of a hundred, each a square of its own. */
export function mapBlocks(
  nodeCount: number,
  title: string,
): { nodes: NodeJson[]; links: LinkJson[] }[] {
  const blocks: { nodes: NodeJson[]; links: LinkJson[] }[] = [];
  const columns = Math.ceil(Math.sqrt(nodeCount / NODES_PER_UPDATE));
  for (let from = 0; from < nodeCount; from += NODES_PER_UPDATE) {
    const count = Math.min(NODES_PER_UPDATE, nodeCount - from);
    const nodes = Array.from({ length: count }, (_, i) => node(from + i, columns, title));
    const links: LinkJson[] = [];
    for (let i = 0; i < count * LINKS_PER_NODE && count > 3; i++) {
      const source = nodes[i % count];
      const target = nodes[(i + (i < count ? 1 : BLOCK_COLUMNS)) % count];
      if (source !== undefined && target !== undefined) links.push(link(source.id, target.id, i));
    }
    blocks.push({ nodes, links });
  }
  return blocks;
}

function node(index: number, columns: number, title: string): NodeJson {
  const block = Math.floor(index / NODES_PER_UPDATE);
  const within = index % NODES_PER_UPDATE;
  const row = Math.floor(within / BLOCK_COLUMNS);
  return {
    id: newId(),
    kind: index % 3 === 0 ? "thesis" : "task",
    title: title === "" ? "" : `${title} ${index}`,
    description: [],
    place: {
      parentId: null,
      x: ((block % columns) * BLOCK_COLUMNS + (within % BLOCK_COLUMNS)) * NODE_DISTANCE_X,
      y: (Math.floor(block / columns) * BLOCK_COLUMNS + row) * NODE_DISTANCE_Y,
    },
    size: null,
    perspectives: [],
    tags: [],
    horizon: null,
    certainty: null,
    relevance: null,
    level: null,
    status: null,
  };
}

function link(source: string, target: string, index: number): LinkJson {
  return {
    id: newId(),
    kind: index % 2 === 0 ? "influences" : "requires",
    source,
    target,
    label: "",
    polarity: null,
    strength: null,
    delayed: false,
    certainty: null,
  };
}

export interface ItemId {
  client: number;
  clock: number;
}

/** The Yjs id of a node's title, empty so far: what the first letter names as its parent. */
export function titleItem(content: MapContent, nodeId: string): ItemId {
  const item = titleOf(content.doc, nodeId)?._item;
  if (item === null || item === undefined) throw new Error("the node has no title");
  return item.id;
}

const writer = new ByteWriter();

/**
 * The update of one letter typed by `client` at its `clock`: the first in the title `parent`, or behind the letter
 * before. Valid until the next one is made.
 */
export function letterUpdate(client: number, clock: number, parent: ItemId | null): Uint8Array {
  writer.start().varUint(1).varUint(1).varUint(client).varUint(clock);
  if (parent === null)
    writer
      .byte(STRING_WITH_ORIGIN)
      .varUint(client)
      .varUint(clock - 1);
  else {
    writer.byte(STRING_WITH_PARENT).varUint(0).varUint(parent.client).varUint(parent.clock);
  }
  return writer
    .varUint(1)
    .ascii(String.fromCharCode(97 + (clock % 26)))
    .varUint(0)
    .view();
}
