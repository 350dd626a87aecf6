// Every write to a map's Y.Doc. One function is one transaction with a stated origin, and so one undo step. Ids are
// never re-used and an existing key of `nodes` or `links` is never set again: it would kill what others write there.
import * as Y from "yjs";
import { newId } from "./ids.ts";
import type { MapJson } from "./json.ts";
import type { LinkKind, NodeKind } from "./kinds.ts";
import { orderBetween, orderOnTop } from "./order.ts";
import { labelOf, readAllLinks, readMap, readOrders, rootMaps, titleOf } from "./read.ts";
import {
  MAX_LABEL_CHARS,
  MAX_TITLE_CHARS,
  PERSPECTIVE_PREFIX,
  SCHEMA_VERSION,
  TAG_PREFIX,
  type LinkFields,
  type LinkId,
  type NodeFields,
  type NodeId,
  type Place,
  type Size,
} from "./schema.ts";
import { parentOf } from "./topology.ts";
import {
  findSameLink,
  fitting,
  linkMap,
  NO_LINK_FIELDS,
  NO_NODE_FIELDS,
  nodeMap,
  putLink,
  putNode,
  replaceText,
  setValue,
  statementOf,
  wholePlace,
  wholeSize,
} from "./write.ts";

/** What is edited, and on whose behalf: the origin decides what undo reverts and where an update came from. */
export interface Edit {
  doc: Y.Doc;
  origin: unknown;
}

export interface NewNode {
  id?: NodeId;
  kind: NodeKind;
  place: Place;
  size?: Size;
  title?: string;
}

export interface NewLink {
  id?: LinkId;
  kind: LinkKind;
  source: NodeId;
  target: NodeId;
}

type ScalarNodeField = "horizon" | "certainty" | "relevance" | "level" | "status";

/** Makes a node on top of all others. */
export function createNode({ doc, origin }: Edit, node: NewNode): NodeId {
  const id = node.id ?? newId();
  doc.transact(() => {
    const { kind, place, size = null, title = "" } = node;
    const order = orderOnTop(readOrders(doc));
    putNode(doc, { ...NO_NODE_FIELDS, id, kind, place, size, title }, order);
  }, origin);
  return id;
}

/** Makes a link. null: an end is missing, both ends are the same, or the same statement exists already. */
export function createLink({ doc, origin }: Edit, link: NewLink): LinkId | null {
  const { nodes } = rootMaps(doc);
  if (link.source === link.target || !nodes.has(link.source) || !nodes.has(link.target))
    return null;
  if (findSameLink(doc, link) !== null) return null;
  const id = link.id ?? newId();
  doc.transact(() => putLink(doc, { ...NO_LINK_FIELDS, ...link, id }), origin);
  return id;
}

/** A node and its link in one step: what dropping a link on empty canvas, or Tab, makes. `from` is the existing end. */
export function createLinkedNode(
  edit: Edit,
  node: NewNode,
  link: { kind: LinkKind; from: NodeId; reversed?: boolean },
): { nodeId: NodeId; linkId: LinkId | null } {
  const { doc, origin } = edit;
  return doc.transact(() => {
    const nodeId = createNode(edit, node);
    const [source, target] = link.reversed === true ? [nodeId, link.from] : [link.from, nodeId];
    return { nodeId, linkId: createLink(edit, { kind: link.kind, source, target }) };
  }, origin);
}

/** Puts nodes at new places: the one durable write of a drag. Nodes that are gone are passed over. */
export function moveNodes({ doc, origin }: Edit, places: ReadonlyMap<NodeId, Place>): void {
  doc.transact(() => {
    for (const [id, place] of places) {
      const node = nodeMap(doc, id);
      if (node !== null) setValue(node, "place", wholePlace(place));
    }
  }, origin);
}

/** Resizing from the left or top edge moves the node too: both in one step. `size` null: as its text needs. */
export function resizeNode(
  { doc, origin }: Edit,
  id: NodeId,
  place: Place,
  size: Size | null,
): void {
  doc.transact(() => {
    const node = nodeMap(doc, id);
    if (node === null) return;
    setValue(node, "place", wholePlace(place));
    setValue(node, "size", size === null ? null : wholeSize(size));
  }, origin);
}

export function setNodeKind({ doc, origin }: Edit, ids: Iterable<NodeId>, kind: NodeKind): void {
  doc.transact(() => {
    for (const id of ids) {
      const node = nodeMap(doc, id);
      if (node !== null) setValue(node, "kind", kind);
    }
  }, origin);
}

/** null removes the statement. */
export function setNodeField<F extends ScalarNodeField>(
  { doc, origin }: Edit,
  id: NodeId,
  field: F,
  value: NodeFields[F],
): void {
  doc.transact(() => {
    const node = nodeMap(doc, id);
    if (node !== null) setValue(node, field, value);
  }, origin);
}

/** Adds or removes one perspective or tag. */
export function setNodeMember(
  { doc, origin }: Edit,
  id: NodeId,
  field: "perspectives" | "tags",
  member: string,
  present: boolean,
): void {
  const key = (field === "tags" ? TAG_PREFIX : PERSPECTIVE_PREFIX) + member;
  doc.transact(() => {
    const node = nodeMap(doc, id);
    if (node !== null) setValue(node, key, present ? true : null);
  }, origin);
}

/** false: the same statement exists already, nothing was changed. */
export function setLinkKind({ doc, origin }: Edit, id: LinkId, kind: LinkKind): boolean {
  const link = readAllLinks(doc).get(id);
  const map = linkMap(doc, id);
  if (link === undefined || map === null) return false;
  if (link.kind !== kind && findSameLink(doc, { ...link, kind }) !== null) return false;
  doc.transact(() => setValue(map, "kind", kind), origin);
  return true;
}

/** Turns a link around. false: the link in the other direction exists already. */
export function reverseLink({ doc, origin }: Edit, id: LinkId): boolean {
  const link = readAllLinks(doc).get(id);
  if (link === undefined) return false;
  return reconnectLink({ doc, origin }, id, link.target, link.source);
}

/** Gives a link other ends. false: an end is missing, both are the same, or the same statement exists already. */
export function reconnectLink(
  { doc, origin }: Edit,
  id: LinkId,
  source: NodeId,
  target: NodeId,
): boolean {
  const link = readAllLinks(doc).get(id);
  const map = linkMap(doc, id);
  const { nodes } = rootMaps(doc);
  if (link === undefined || map === null || source === target) return false;
  if (!nodes.has(source) || !nodes.has(target)) return false;
  const same = findSameLink(doc, { kind: link.kind, source, target });
  if (same !== null && same !== id) return false;
  doc.transact(() => {
    setValue(map, "source", source);
    setValue(map, "target", target);
  }, origin);
  return true;
}

export function setLinkField<F extends keyof LinkFields>(
  { doc, origin }: Edit,
  id: LinkId,
  field: F,
  value: LinkFields[F],
): void {
  doc.transact(() => {
    const link = linkMap(doc, id);
    if (link !== null) setValue(link, field, value === false ? null : value);
  }, origin);
}

/** `caret`: where it stands in the new text, which tells equal letters apart. */
export function setNodeTitle(
  { doc, origin }: Edit,
  id: NodeId,
  title: string,
  caret?: number,
): void {
  const text = titleOf(doc, id);
  if (text === null) return;
  doc.transact(() => replaceText(text, fitting(title, MAX_TITLE_CHARS), caret), origin);
}

export function setLinkLabel(
  { doc, origin }: Edit,
  id: LinkId,
  label: string,
  caret?: number,
): void {
  const text = labelOf(doc, id);
  if (text === null) return;
  doc.transact(() => replaceText(text, fitting(label, MAX_LABEL_CHARS), caret), origin);
}

export function setMapTitle({ doc, origin }: Edit, title: string, caret?: number): void {
  doc.transact(() => {
    const { meta } = rootMaps(doc);
    const text = meta.get("title");
    if (text instanceof Y.Text) replaceText(text, fitting(title, MAX_TITLE_CHARS), caret);
    else meta.set("title", new Y.Text(fitting(title, MAX_TITLE_CHARS)));
  }, origin);
}

/**
 * Deletes nodes and links, and with a node all its links, in one step. What lies in a deleted region stays on the map
 * where it is.
 */
export function deleteElements(
  { doc, origin }: Edit,
  chosen: { nodes: Iterable<NodeId>; links: Iterable<LinkId> },
): void {
  doc.transact(() => {
    const { nodes, links } = rootMaps(doc);
    const { nodes: readable } = readMap(doc);
    const doomed = new Set(chosen.nodes);
    for (const node of readable.values()) {
      if (doomed.has(node.id)) continue;
      let { x, y } = node.place;
      let parentId = parentOf(readable, node);
      let moved = false;
      while (parentId !== null && doomed.has(parentId)) {
        const parent = readable.get(parentId);
        if (parent === undefined) break;
        x += parent.place.x;
        y += parent.place.y;
        parentId = parentOf(readable, parent);
        moved = true;
      }
      const map = moved ? nodeMap(doc, node.id) : null;
      if (map !== null) setValue(map, "place", wholePlace({ parentId, x, y }));
    }
    for (const link of readAllLinks(doc).values()) {
      if (doomed.has(link.source) || doomed.has(link.target)) links.delete(link.id);
    }
    for (const id of chosen.links) if (links.has(id)) links.delete(id);
    for (const id of doomed) if (nodes.has(id)) nodes.delete(id);
  }, origin);
}

/**
 * Puts nodes and links into the map under new ids (paste, duplicate, import). Places of nodes whose parent is not
 * among them are taken as absolute and shifted by `offset`. Returns the new ids in the order of the JSON.
 */
export function insertElements(
  { doc, origin }: Edit,
  json: Pick<MapJson, "nodes" | "links">,
  offset: { x: number; y: number },
): { nodes: NodeId[]; links: LinkId[] } {
  return doc.transact(() => {
    const newIds = new Map(json.nodes.map((node) => [node.id, newId()]));
    let order = orderOnTop(readOrders(doc));
    const nodes: NodeId[] = [];
    const inDrawingOrder = json.nodes.toSorted(({ order: a = "" }, { order: b = "" }) =>
      a === b ? 0 : a < b ? -1 : 1,
    );
    for (const node of inDrawingOrder) {
      const parentId = (node.place.parentId && newIds.get(node.place.parentId)) ?? null;
      const shift = parentId === null ? offset : { x: 0, y: 0 };
      const place = { parentId, x: node.place.x + shift.x, y: node.place.y + shift.y };
      putNode(doc, { ...node, id: newIds.get(node.id) ?? newId(), place }, order);
      order = orderBetween(order, null);
    }
    for (const node of json.nodes) nodes.push(newIds.get(node.id) ?? node.id);
    const links: LinkId[] = [];
    for (const link of json.links) {
      const source = newIds.get(link.source);
      const target = newIds.get(link.target);
      if (source === undefined || target === undefined) continue;
      const id = newId();
      putLink(doc, { ...link, id, source, target });
      links.push(id);
    }
    return { nodes, links };
  }, origin);
}

/** Puts deleted nodes and links back under their old ids. Those that somebody brought back already are passed over. */
export function bringBack({ doc, origin }: Edit, json: Pick<MapJson, "nodes" | "links">): void {
  doc.transact(() => {
    const { nodes } = rootMaps(doc);
    for (const node of json.nodes) {
      putNode(doc, node, node.order ?? orderOnTop(readOrders(doc)));
    }
    const said = new Set(
      json.links.length === 0 ? [] : [...readAllLinks(doc).values()].map(statementOf),
    );
    for (const link of json.links) {
      const statement = statementOf(link);
      if (!nodes.has(link.source) || !nodes.has(link.target) || said.has(statement)) continue;
      said.add(statement);
      putLink(doc, link);
    }
  }, origin);
}

/** Writes drawing order keys (`orderOnTop`, `orderBetween`, …). */
export function setOrders({ doc, origin }: Edit, orders: ReadonlyMap<NodeId, string>): void {
  doc.transact(() => {
    for (const [id, order] of orders) {
      const node = nodeMap(doc, id);
      if (node !== null) setValue(node, "order", order);
    }
  }, origin);
}

/** Fills an empty document with a map, ids kept. Only the server seeds, before the first sync. */
export function seedMap(
  { doc, origin }: Edit,
  json: Pick<MapJson, "title" | "nodes" | "links">,
): void {
  doc.transact(() => {
    const { meta } = rootMaps(doc);
    meta.set("schemaVersion", SCHEMA_VERSION);
    meta.set("title", new Y.Text(fitting(json.title, MAX_TITLE_CHARS)));
    let order = orderBetween(null, null);
    for (const node of json.nodes) {
      putNode(doc, node, node.order ?? order);
      order = orderBetween(order, null);
    }
    for (const link of json.links) putLink(doc, link);
  }, origin);
}
