// The shape of a map's Y.Doc, and the one check for every value in it. The server asks it before anything enters a
// map, `read.ts` asks it again when reading: a document is never trusted.
//
//   meta   Y.Map { schemaVersion: number, title: Y.Text }
//   nodes  Y.Map<NodeId, Y.Map { kind, place, size?, order, title: Y.Text, description: Y.XmlFragment, … }>
//   links  Y.Map<LinkId, Y.Map { kind, source, target, label: Y.Text, … }>
import {
  CERTAINTIES,
  HORIZONS,
  LEVELS,
  POLARITIES,
  STATUSES,
  type Certainty,
  type Horizon,
  type Level,
  type LinkKind,
  type NodeKind,
  type Polarity,
  type Status,
} from "./kinds.ts";

/** Raised by every change of the document's shape that an older page could not read or would damage. */
export const SCHEMA_VERSION = 1;

export const ROOTS = ["meta", "nodes", "links"] as const;
export type Root = (typeof ROOTS)[number];

export type NodeId = string;
export type LinkId = string;

/** Where a node lies: its top left corner in map units, relative to its parent region's, one value so that two moves never mix. */
export interface Place {
  parentId: NodeId | null;
  x: number;
  y: number;
}

/** In map units. */
export interface Size {
  width: number;
  height: number;
}

/** Set-valued fields are one key a member, `perspective:science` = true, so that two people adding at once both succeed. */
export const PERSPECTIVE_PREFIX = "perspective:";
export const TAG_PREFIX = "tag:";

/** What a node says beyond its title, description and place. Absent is "not said". */
export interface NodeFields {
  perspectives: string[];
  tags: string[];
  horizon: Horizon | null;
  certainty: Certainty | null;
  /** 1–5 */
  relevance: number | null;
  level: Level | null;
  status: Status | null;
}

export interface LinkFields {
  polarity: Polarity | null;
  /** 1–3; for `influences` 0–3. */
  strength: number | null;
  delayed: boolean;
  certainty: Certainty | null;
}

/** A node as it is drawn. Its description is rich text that stays in the document (`descriptionOf` in read.ts). */
export interface MapNode extends NodeFields {
  id: NodeId;
  kind: NodeKind;
  place: Place;
  /** null: the size its kind and text give it. */
  size: Size | null;
  /** Fractional key of the drawing order; ties are broken by id. */
  order: string;
  title: string;
}

export interface MapLink extends LinkFields {
  id: LinkId;
  kind: LinkKind;
  source: NodeId;
  target: NodeId;
  label: string;
}

export const MAX_COORDINATE = 1_000_000;
export const MIN_NODE_WIDTH = 80;
export const MIN_NODE_HEIGHT = 40;
export const MAX_NODE_SIDE = 20_000;
export const MAX_TITLE_CHARS = 500;
export const MAX_LABEL_CHARS = 200;
/** A perspective or a tag, without the prefix of its key. */
export const MAX_MEMBER_CHARS = 80;
const MAX_ORDER_CHARS = 200;

const ID = /^[A-Za-z0-9_-]{8,40}$/;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Ids are random and given by the creator (`newId`); older and imported ones may be 8–40 characters of base64url. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && ID.test(value) && !FORBIDDEN_KEYS.has(value);
}

function isFiniteWithin(value: unknown, limit: number): value is number {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= limit;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isPlace(value: unknown): value is Place {
  return (
    isRecord(value) &&
    Object.keys(value).length === 3 &&
    (value["parentId"] === null || isId(value["parentId"])) &&
    isFiniteWithin(value["x"], MAX_COORDINATE) &&
    isFiniteWithin(value["y"], MAX_COORDINATE)
  );
}

export function isSize(value: unknown): value is Size {
  return (
    isRecord(value) &&
    Object.keys(value).length === 2 &&
    isFiniteWithin(value["width"], MAX_NODE_SIDE) &&
    isFiniteWithin(value["height"], MAX_NODE_SIDE) &&
    value["width"] >= MIN_NODE_WIDTH &&
    value["height"] >= MIN_NODE_HEIGHT
  );
}

function oneOf(values: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === "string" && values.includes(value);
}

function wholeNumber(from: number, to: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
}

// A kind may be one of a later version or of the map's own: any short word. Reading falls back to a known one.
const isKindWord = (value: unknown): boolean =>
  typeof value === "string" && /^[a-z0-9-]{1,40}$/.test(value);

const isOrderKey = (value: unknown): boolean =>
  typeof value === "string" && value.length <= MAX_ORDER_CHARS && /^[0-9A-Za-z]+$/.test(value);

/** Scalar fields of a node, with the check of their value. */
const NODE_SCALARS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["kind", isKindWord],
  ["place", isPlace],
  ["size", isSize],
  ["order", isOrderKey],
  ["horizon", oneOf(HORIZONS)],
  ["certainty", oneOf(CERTAINTIES)],
  ["relevance", wholeNumber(1, 5)],
  ["level", oneOf(LEVELS)],
  ["status", oneOf(STATUSES)],
]);

const LINK_SCALARS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["kind", isKindWord],
  ["source", isId],
  ["target", isId],
  ["polarity", oneOf(POLARITIES)],
  ["strength", wholeNumber(0, 3)],
  ["delayed", (value: unknown) => typeof value === "boolean"],
  ["certainty", oneOf(CERTAINTIES)],
]);

const META_SCALARS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  // Only the server migrates: a later version said by a page would keep everybody from opening the map.
  ["schemaVersion", wholeNumber(SCHEMA_VERSION, SCHEMA_VERSION)],
]);

const SCALARS = { meta: META_SCALARS, nodes: NODE_SCALARS, links: LINK_SCALARS };

/** The shared types that live under a key: `text` is a Y.Text, `richText` a Y.XmlFragment. */
const TYPED_FIELDS: Record<Root, ReadonlyMap<string, "text" | "richText">> = {
  meta: new Map([["title", "text"]]),
  nodes: new Map([
    ["title", "text"],
    ["description", "richText"],
  ]),
  links: new Map([["label", "text"]]),
};

function isMemberKey(root: Root, key: string): boolean {
  if (root !== "nodes") return false;
  const prefix = [PERSPECTIVE_PREFIX, TAG_PREFIX].find((candidate) => key.startsWith(candidate));
  if (prefix === undefined) return false;
  const wordChars = key.length - prefix.length;
  return wordChars > 0 && wordChars <= MAX_MEMBER_CHARS;
}

/** Whether `value` may stand under `key` of the meta map, a node or a link (`root` tells which). */
export function isScalarField(root: Root, key: string, value: unknown): boolean {
  const check = SCALARS[root].get(key);
  if (check !== undefined) return check(value);
  return isMemberKey(root, key) && value === true;
}

/** Which shared type belongs under `key`, or null where none does. */
export function typedField(root: Root, key: string): "text" | "richText" | null {
  return TYPED_FIELDS[root].get(key) ?? null;
}

/** Element and mark names of a description; anything else is refused by the server and dropped by reading. */
export const RICH_TEXT_ELEMENTS: ReadonlySet<string> = new Set([
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "listItem",
  "blockquote",
  "hardBreak",
  "horizontalRule",
]);
export const RICH_TEXT_MARKS: ReadonlySet<string> = new Set([
  "bold",
  "italic",
  "underline",
  "strike",
  "link",
]);

/** Addresses a description may link to. Everything else (`javascript:`, `data:`, …) is not a link. */
export function isSafeHref(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.length <= 2_000 &&
    /^(https?:\/\/|mailto:)[^\s]+$/i.test(value)
  );
}
