// Total reading of a map's Y.Doc: a valid node or link for any Y.Map, nothing for anything else. Never throws, never
// writes. What a stranger or a later version put into the document is left where it is and not shown.
import * as Y from "yjs";
import {
  CERTAINTIES,
  FALLBACK_LINK_KIND,
  FALLBACK_NODE_KIND,
  HORIZONS,
  isLinkKind,
  isNodeKind,
  LEVELS,
  POLARITIES,
  STATUSES,
  UNDIRECTED_LINK_KINDS,
} from "./kinds.ts";
import {
  isId,
  isPlace,
  isScalarField,
  isSize,
  MAX_MEMBER_CHARS,
  MAX_LABEL_CHARS,
  MAX_TITLE_CHARS,
  PERSPECTIVE_PREFIX,
  SCHEMA_VERSION,
  TAG_PREFIX,
  type LinkId,
  type MapLink,
  type MapNode,
  type NodeId,
} from "./schema.ts";
import { cleanLine } from "#shared/cleanLine.ts";
import type { Ordered } from "./order.ts";
import { visibleLinks } from "./topology.ts";

export interface MapContent {
  title: string;
  nodes: ReadonlyMap<NodeId, MapNode>;
  /** Only those that are shown: both ends exist, no self-links, the same statement once. */
  links: ReadonlyMap<LinkId, MapLink>;
}

/** What stands behind the prefixes of member keys; different keys may read the same once they are clean. */
function readMembers(map: Y.Map<unknown>): Pick<MapNode, "perspectives" | "tags"> {
  const perspectives = new Set<string>();
  const tags = new Set<string>();
  // One walk for both: most of the time that reading a map takes is spent on keys.
  for (const key of map.keys()) {
    const isTag = key.startsWith(TAG_PREFIX);
    if (!isTag && !key.startsWith(PERSPECTIVE_PREFIX)) continue;
    if (map.get(key) !== true) continue;
    const [members, prefix] = isTag ? [tags, TAG_PREFIX] : [perspectives, PERSPECTIVE_PREFIX];
    members.add(cleanLine(key.slice(prefix.length), MAX_MEMBER_CHARS));
  }
  perspectives.delete("");
  tags.delete("");
  return { perspectives: [...perspectives].toSorted(), tags: [...tags].toSorted() };
}

export function rootMaps(doc: Y.Doc): {
  meta: Y.Map<unknown>;
  nodes: Y.Map<unknown>;
  links: Y.Map<unknown>;
} {
  return {
    meta: doc.getMap<unknown>("meta"),
    nodes: doc.getMap<unknown>("nodes"),
    links: doc.getMap<unknown>("links"),
  };
}

function textUnder(map: Y.Map<unknown>, key: string, maxChars: number): string {
  const value = map.get(key);
  if (value instanceof Y.Text) return cleanLine(value.toJSON(), maxChars);
  return typeof value === "string" ? cleanLine(value, maxChars) : "";
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | null {
  return values.find((candidate) => candidate === value) ?? null;
}

function wholeNumber(value: unknown, from: number, to: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= from && value <= to
    ? value
    : null;
}

/** The node that a value of the `nodes` map stands for; null if it is no Y.Map or its id is none. */
export function readNode(id: string, value: unknown): MapNode | null {
  if (!(value instanceof Y.Map) || !isId(id)) return null;
  const map = value as Y.Map<unknown>;
  const kind = map.get("kind");
  const place = map.get("place");
  const size = map.get("size");
  const order = map.get("order");
  return {
    id,
    kind: isNodeKind(kind) ? kind : FALLBACK_NODE_KIND,
    place: isPlace(place) ? place : { parentId: null, x: 0, y: 0 },
    size: isSize(size) ? size : null,
    order: isScalarField("nodes", "order", order) ? String(order) : "a0",
    title: textUnder(map, "title", MAX_TITLE_CHARS),
    ...readMembers(map),
    horizon: oneOf(HORIZONS, map.get("horizon")),
    certainty: oneOf(CERTAINTIES, map.get("certainty")),
    relevance: wholeNumber(map.get("relevance"), 1, 5),
    level: oneOf(LEVELS, map.get("level")),
    status: oneOf(STATUSES, map.get("status")),
  };
}

/** The link that a value of the `links` map stands for; null if it is no Y.Map or lacks an end. */
export function readLink(id: string, value: unknown): MapLink | null {
  if (!(value instanceof Y.Map) || !isId(id)) return null;
  const map = value as Y.Map<unknown>;
  const kind = map.get("kind");
  const source = map.get("source");
  const target = map.get("target");
  if (!isId(source) || !isId(target)) return null;
  return {
    id,
    kind: isLinkKind(kind) ? kind : FALLBACK_LINK_KIND,
    source,
    target,
    label: textUnder(map, "label", MAX_LABEL_CHARS),
    polarity: oneOf(POLARITIES, map.get("polarity")),
    strength: wholeNumber(map.get("strength"), 0, 3),
    delayed: map.get("delayed") === true,
    certainty: oneOf(CERTAINTIES, map.get("certainty")),
  };
}

export function isUndirected(link: MapLink): boolean {
  return UNDIRECTED_LINK_KINDS.has(link.kind);
}

export function readTitle(doc: Y.Doc): string {
  return textUnder(rootMaps(doc).meta, "title", MAX_TITLE_CHARS);
}

/** The schema version a document was written in; an empty document has the current one. */
export function readSchemaVersion(doc: Y.Doc): number {
  const version = rootMaps(doc).meta.get("schemaVersion");
  return wholeNumber(version, 1, Number.MAX_SAFE_INTEGER) ?? SCHEMA_VERSION;
}

/**
 * The drawing order keys alone: reading whole nodes to add one would make filling a large map quadratic work.
 */
export function* readOrders(doc: Y.Doc): Generator<Ordered> {
  for (const [id, node] of rootMaps(doc).nodes.entries()) {
    const order: unknown = node instanceof Y.Map ? node.get("order") : undefined;
    if (typeof order === "string") yield { id, order };
  }
}

/** Every link of the document that can be read, shown or not. */
export function readAllLinks(doc: Y.Doc): Map<LinkId, MapLink> {
  const links = new Map<LinkId, MapLink>();
  for (const [id, value] of rootMaps(doc).links.entries()) {
    const link = readLink(id, value);
    if (link !== null) links.set(id, link);
  }
  return links;
}

export function readMap(doc: Y.Doc): MapContent {
  const nodes = new Map<NodeId, MapNode>();
  for (const [id, value] of rootMaps(doc).nodes.entries()) {
    const node = readNode(id, value);
    if (node !== null) nodes.set(id, node);
  }
  return {
    title: readTitle(doc),
    nodes,
    links: visibleLinks(nodes, readAllLinks(doc), isUndirected),
  };
}

/** The rich text of a node, or null if the node is gone or never had one. */
export function descriptionOf(doc: Y.Doc, id: NodeId): Y.XmlFragment | null {
  const node = rootMaps(doc).nodes.get(id);
  if (!(node instanceof Y.Map)) return null;
  const description: unknown = node.get("description");
  // Y.XmlElement is a Y.XmlFragment too, but no root that an editor could open.
  return description instanceof Y.XmlFragment && !(description instanceof Y.XmlElement)
    ? description
    : null;
}

/** The text type of a node's title, for editing in place. */
export function titleOf(doc: Y.Doc, id: NodeId): Y.Text | null {
  const node = rootMaps(doc).nodes.get(id);
  const title: unknown = node instanceof Y.Map ? node.get("title") : undefined;
  return title instanceof Y.Text ? title : null;
}

/** The text type of a link's label. */
export function labelOf(doc: Y.Doc, id: LinkId): Y.Text | null {
  const link = rootMaps(doc).links.get(id);
  const label: unknown = link instanceof Y.Map ? link.get("label") : undefined;
  return label instanceof Y.Text ? label : null;
}
