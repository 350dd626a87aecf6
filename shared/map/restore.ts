// Making a map, or chosen parts of it, what it was: forward changes on the map as it is now, as small as they can be, in
// one transaction. Nothing is replaced that can be changed: who works beside it goes on, and texts are not there twice.
import * as Y from "yjs";
import { changeRichText } from "./changeRichText.ts";
import { deleteElements, setMapTitle, type Edit } from "./edit.ts";
import type { LinkJson, MapJson, NodeJson } from "./json.ts";
import { orderOnTop } from "./order.ts";
import {
  descriptionOf,
  readAllLinks,
  readLink,
  readMap,
  readNode,
  readOrders,
  readTitle,
  rootMaps,
  type MapContent,
} from "./read.ts";
import { writeRichText } from "./richText.ts";
import {
  MAX_LABEL_CHARS,
  MAX_MEMBER_CHARS,
  MAX_TITLE_CHARS,
  PERSPECTIVE_PREFIX,
  TAG_PREFIX,
  type LinkId,
  type NodeId,
  type Place,
} from "./schema.ts";
import { cleanLine } from "#shared/cleanLine.ts";
import { absolutePosition, parentOf } from "./topology.ts";
import {
  fitting,
  linkMap,
  nodeMap,
  putLink,
  putNode,
  replaceText,
  setValue,
  statementOf,
} from "./write.ts";

/** What of a map is made what it was; everything else stays as it is. */
export interface Chosen {
  title: boolean;
  nodes: ReadonlySet<NodeId>;
  links: ReadonlySet<LinkId>;
}

/**
 * Afterwards the map reads as `wanted`, or (with `chosen`) the chosen parts of it do. Of chosen elements those that
 * `wanted` lacks are deleted, a node with its links. A chosen link that has no ends, or that says what another link
 * says already, is left out. `touched`: everything else reads as it should already, so that only these are looked at.
 */
export function restoreMap(
  { doc, origin }: Edit,
  wanted: MapJson,
  chosen: Chosen | null = null,
  touched: Chosen | null = null,
): void {
  doc.transact(() => {
    const { links } = rootMaps(doc);
    const then: Then = {
      nodes: new Map(wanted.nodes.map((node) => [node.id, node])),
      links: new Map(wanted.links.map((link) => [link.id, link])),
      positions: positionsIn(wanted),
    };
    const isChosen = (what: "nodes" | "links", id: string): boolean =>
      (chosen === null || chosen[what].has(id)) && (touched === null || touched[what].has(id));
    deleteElements(
      { doc, origin },
      {
        nodes: nodesIn(doc, touched).filter((id) => isChosen("nodes", id) && !then.nodes.has(id)),
        links: [...links.keys()].filter((id) => isChosen("links", id) && !then.links.has(id)),
      },
    );
    const settled = chosen === null ? null : readMap(doc);
    const nodes = wanted.nodes.filter(({ id }) => isChosen("nodes", id));
    for (const node of nodes) restoreNode(doc, node);
    for (const node of nodes) restorePlace(doc, node, then);
    restoreLinks(
      doc,
      wanted.links.filter(({ id }) => isChosen("links", id)),
    );
    if (chosen !== null && settled !== null) keepParents(doc, settled, then, chosen);
    if ((chosen === null || chosen.title) && (touched === null || touched.title)) {
      if (readTitle(doc) !== wanted.title) setMapTitle({ doc, origin }, wanted.title);
    }
  }, origin);
}

/** The nodes of a map, or those of the touched ones that are there. */
function nodesIn(doc: Y.Doc, touched: Chosen | null): NodeId[] {
  if (touched === null) return [...readMap(doc).nodes.keys()];
  const { nodes } = rootMaps(doc);
  return [...touched.nodes].filter((id) => readNode(id, nodes.get(id)) !== null);
}

/** What is wanted, by id, with the corner of every node in map units. */
interface Then {
  nodes: ReadonlyMap<NodeId, NodeJson>;
  links: ReadonlyMap<LinkId, LinkJson>;
  positions: ReadonlyMap<NodeId, { x: number; y: number }>;
}

function positionsIn({ nodes }: MapJson): Then["positions"] {
  const places = new Map(nodes.map(({ id, place }) => [id, place]));
  return new Map(
    nodes.map(({ id, place }) => {
      let { x, y } = place;
      const seen = new Set([id]);
      for (let { parentId } = place; parentId !== null && !seen.has(parentId);) {
        seen.add(parentId);
        const above = places.get(parentId);
        x += above?.x ?? 0;
        y += above?.y ?? 0;
        parentId = above?.parentId ?? null;
      }
      return [id, { x, y }];
    }),
  );
}

function restoreNode(doc: Y.Doc, wanted: NodeJson): void {
  const { nodes } = rootMaps(doc);
  if (nodes.has(wanted.id) && nodeMap(doc, wanted.id) === null) nodes.delete(wanted.id);
  putNode(doc, wanted, wanted.order ?? orderOnTop(readOrders(doc)));
  const map = nodeMap(doc, wanted.id);
  const now = readNode(wanted.id, map);
  if (map === null || now === null) return;
  if (now.title !== wanted.title) restoreText(map, "title", fitting(wanted.title, MAX_TITLE_CHARS));
  const description = descriptionOf(doc, wanted.id);
  if (description !== null) changeRichText(description, wanted.description);
  else if (wanted.description.length > 0) {
    const fragment = new Y.XmlFragment();
    writeRichText(fragment, wanted.description);
    map.set("description", fragment);
  }
  for (const field of NODE_SCALARS) {
    const value = wanted[field] ?? null;
    // What reads the same is left: it may be a word of a later version.
    if (value !== now[field] && !(field === "order" && value === null)) setValue(map, field, value);
  }
  if (JSON.stringify(now.size) !== JSON.stringify(wanted.size)) setValue(map, "size", wanted.size);
  restoreMembers(map, PERSPECTIVE_PREFIX, wanted.perspectives);
  restoreMembers(map, TAG_PREFIX, wanted.tags);
}

const NODE_SCALARS = [
  "kind",
  "order",
  "horizon",
  "certainty",
  "relevance",
  "level",
  "status",
] as const;
const LINK_SCALARS = ["kind", "source", "target", "polarity", "strength", "certainty"] as const;

function restoreText(map: Y.Map<unknown>, key: string, wanted: string): void {
  const text = map.get(key);
  if (text instanceof Y.Text) replaceText(text, wanted);
  else map.set(key, new Y.Text(wanted));
}

function restoreMembers(map: Y.Map<unknown>, prefix: string, wanted: readonly string[]): void {
  const missing = new Set(wanted);
  for (const key of Array.from(map.keys())) {
    if (!key.startsWith(prefix) || map.get(key) !== true) continue;
    const member = cleanLine(key.slice(prefix.length), MAX_MEMBER_CHARS);
    if (member === "") continue;
    if (wanted.includes(member)) missing.delete(member);
    else map.delete(key);
  }
  for (const member of missing) map.set(prefix + member, true);
}

/** Where the region it lay in is not there (and not chosen), it lies where it lay, on the map itself. */
function restorePlace(doc: Y.Doc, { id, place }: NodeJson, then: Then): void {
  const map = nodeMap(doc, id);
  if (map === null) return;
  const { parentId, x, y } = place;
  const parent = parentId === null ? null : readNode(parentId, nodeMap(doc, parentId));
  const isThere = parentId === null || parent?.kind === "region";
  setValue(map, "place", isThere ? { parentId, x, y } : onTheMap(then.positions.get(id)));
}

function onTheMap(position: { x: number; y: number } | undefined): Place {
  return { parentId: null, x: position?.x ?? 0, y: position?.y ?? 0 };
}

function restoreLinks(doc: Y.Doc, wanted: readonly LinkJson[]): void {
  const { links } = rootMaps(doc);
  const said = new Map<string, LinkId>();
  const doomed = new Set(wanted.map(({ id }) => id));
  for (const link of readAllLinks(doc).values()) {
    // What a wanted link says now does not keep another from saying it.
    if (!doomed.has(link.id)) said.set(statementOf(link), link.id);
  }
  for (const link of wanted) {
    const { id, source, target } = link;
    const hasEnds = nodeMap(doc, source) !== null && nodeMap(doc, target) !== null;
    if (!hasEnds || source === target || said.has(statementOf(link))) continue;
    if (links.has(id) && readLink(id, linkMap(doc, id)) === null) links.delete(id);
    putLink(doc, link);
    const map = linkMap(doc, id);
    const now = readLink(id, map);
    if (map === null || now === null) continue;
    if (now.label !== link.label) restoreText(map, "label", fitting(link.label, MAX_LABEL_CHARS));
    for (const field of LINK_SCALARS) {
      if (now[field] !== (link[field] ?? null)) setValue(map, field, link[field]);
    }
    if (now.delayed !== link.delayed) setValue(map, "delayed", link.delayed ? true : null);
  }
}

/**
 * A region that came back, or is none any more, must not carry off what was not chosen: that stays where it was. And a
 * chosen node that cannot lie in its region (the two hold each other by now) lies on the map.
 */
function keepParents(doc: Y.Doc, settled: MapContent, then: Then, chosen: Chosen): void {
  const { nodes } = readMap(doc);
  for (const node of nodes.values()) {
    const parentId = parentOf(nodes, node);
    const map = nodeMap(doc, node.id);
    if (map === null) continue;
    if (chosen.nodes.has(node.id)) {
      const wanted = then.nodes.get(node.id)?.place.parentId ?? null;
      if (wanted !== null && node.place.parentId === wanted && parentId === null) {
        setValue(map, "place", onTheMap(then.positions.get(node.id)));
      }
      continue;
    }
    const before = settled.nodes.get(node.id);
    if (before === undefined || parentOf(settled.nodes, before) === parentId) continue;
    setValue(map, "place", onTheMap(absolutePosition(settled.nodes, before)));
  }
}
