// What the writes of edit.ts are made of. Opens no transaction: only edit.ts and
// restore.ts call this, inside of one of their own.
import * as Y from "yjs";
import type { LinkJson, NodeJson } from "./json.ts";
import { UNDIRECTED_LINK_KINDS } from "./kinds.ts";
import { readAllLinks, rootMaps } from "./read.ts";
import { writeRichText } from "./richText.ts";
import {
  MAX_COORDINATE,
  MAX_LABEL_CHARS,
  MAX_NODE_SIDE,
  MAX_TITLE_CHARS,
  MIN_NODE_HEIGHT,
  MIN_NODE_WIDTH,
  PERSPECTIVE_PREFIX,
  TAG_PREFIX,
  type LinkId,
  type MapLink,
  type NodeId,
  type Place,
  type Size,
} from "./schema.ts";
import { replacementBetween } from "./textDiff.ts";
import { linkIdentity } from "./topology.ts";

// Whole map units: fractions of a pixel would cost eight bytes a coordinate for nothing that can be seen. Kept within the
// map: the server ends the session of a page that writes a place or a size that the schema has not.
export function wholePlace({ parentId, x, y }: Place): Place {
  const within = (value: number) => wholeWithin(value, -MAX_COORDINATE, MAX_COORDINATE);
  return { parentId, x: within(x), y: within(y) };
}

export function wholeSize({ width, height }: Size): Size {
  return {
    width: wholeWithin(width, MIN_NODE_WIDTH, MAX_NODE_SIDE),
    height: wholeWithin(height, MIN_NODE_HEIGHT, MAX_NODE_SIDE),
  };
}

function wholeWithin(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}

/** Cut at the limit; half characters would be read differently here and at the others (Yjs sends U+FFFD for them). */
export function fitting(text: string, maxChars: number): string {
  return text.slice(0, maxChars).toWellFormed();
}

export function nodeMap(doc: Y.Doc, id: NodeId): Y.Map<unknown> | null {
  const node = rootMaps(doc).nodes.get(id);
  return node instanceof Y.Map ? node : null;
}

export function linkMap(doc: Y.Doc, id: LinkId): Y.Map<unknown> | null {
  const link = rootMaps(doc).links.get(id);
  return link instanceof Y.Map ? link : null;
}

/** Sets only what differs: a write that changes nothing would still take part in who-wrote-last. */
export function setValue(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (value === null || value === undefined) {
    if (map.has(key)) map.delete(key);
  } else if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value);
}

export function putNode(doc: Y.Doc, json: NodeJson, order: string): void {
  const { nodes } = rootMaps(doc);
  if (nodes.has(json.id)) return;
  const node = new Y.Map<unknown>();
  node.set("kind", json.kind);
  node.set("place", wholePlace(json.place));
  if (json.size !== null) node.set("size", wholeSize(json.size));
  node.set("order", order);
  node.set("title", new Y.Text(fitting(json.title, MAX_TITLE_CHARS)));
  const description = new Y.XmlFragment();
  writeRichText(description, json.description);
  node.set("description", description);
  for (const perspective of json.perspectives) node.set(PERSPECTIVE_PREFIX + perspective, true);
  for (const tag of json.tags) node.set(TAG_PREFIX + tag, true);
  for (const field of ["horizon", "certainty", "relevance", "level", "status"] as const) {
    if (json[field] !== null) node.set(field, json[field]);
  }
  nodes.set(json.id, node);
}

export function putLink(doc: Y.Doc, json: LinkJson): void {
  const { links } = rootMaps(doc);
  if (links.has(json.id)) return;
  const link = new Y.Map<unknown>();
  link.set("kind", json.kind);
  link.set("source", json.source);
  link.set("target", json.target);
  link.set("label", new Y.Text(fitting(json.label, MAX_LABEL_CHARS)));
  if (json.polarity !== null) link.set("polarity", json.polarity);
  if (json.strength !== null) link.set("strength", json.strength);
  if (json.delayed) link.set("delayed", true);
  if (json.certainty !== null) link.set("certainty", json.certainty);
  links.set(json.id, link);
}

export const NO_NODE_FIELDS = {
  description: [],
  perspectives: [],
  tags: [],
  horizon: null,
  certainty: null,
  relevance: null,
  level: null,
  status: null,
};
export const NO_LINK_FIELDS = {
  label: "",
  polarity: null,
  strength: null,
  delayed: false,
  certainty: null,
};

export function findSameLink(
  doc: Y.Doc,
  link: Pick<MapLink, "kind" | "source" | "target">,
): LinkId | null {
  const wanted = statementOf(link);
  for (const other of readAllLinks(doc).values()) {
    if (other.kind === link.kind && statementOf(other) === wanted) return other.id;
  }
  return null;
}

/** What a link says: no two links of a map say the same. */
export function statementOf(link: Pick<MapLink, "kind" | "source" | "target">): string {
  return linkIdentity(link, UNDIRECTED_LINK_KINDS.has(link.kind));
}

export function replaceText(text: Y.Text, wanted: string, caret?: number): void {
  const replacement = replacementBetween(text.toJSON(), wanted, caret);
  if (replacement === null) return;
  const { index, remove, insert } = replacement;
  if (remove > 0) text.delete(index, remove);
  if (insert !== "") text.insert(index, insert);
}
