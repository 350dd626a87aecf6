// Where in a map a new struct would lie, and whether its content may stand there. The shape itself is
// shared/map/schema.ts; this is that shape said in Yjs' structs. Knows nothing of clocks and of what is missing.
import * as Y from "yjs";
import { MAX_NESTING } from "#shared/protocol/limits.ts";
import {
  isId,
  isSafeHref,
  isScalarField,
  RICH_TEXT_ELEMENTS,
  RICH_TEXT_MARKS,
  ROOTS,
  typedField,
  type Root,
} from "#shared/map/schema.ts";

/**
 * What a shared type is in a map: a root, a node or link (or meta) with its fields, a text of one line, or a part of
 * a description.
 */
export type Role =
  | { is: "root"; root: Root; depth: number }
  | { is: "element"; root: Root; depth: number }
  | { is: "text"; depth: number }
  | { is: "richText" | "richElement" | "richRun"; depth: number };

/** A place in the document: under a key of a type, or (null) in its list. */
export interface Spot {
  role: Role;
  key: string | null;
}

export type ContentFault =
  | "unknown root"
  | "unknown field"
  | "wrong content"
  | "invalid value"
  | "too deeply nested";

const ROOT_ROLES: ReadonlyMap<string, Role> = new Map(
  ROOTS.map((root) => [
    root,
    // The fields of `meta` lie in the root itself.
    root === "meta" ? { is: "element", root, depth: 0 } : { is: "root", root, depth: 0 },
  ]),
);

export function rootRole(name: string): Role | null {
  return ROOT_ROLES.get(name) ?? null;
}

const MAX_ATTRIBUTE_CHARS = 2_000;
const ATTRIBUTE_NAME = /^[a-zA-Z][a-zA-Z0-9_-]{0,39}$/;
const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(["href", "src"]);

function isPlainAttribute(name: string, value: unknown): boolean {
  if (!ATTRIBUTE_NAME.test(name) || name === "constructor") return false;
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (ADDRESS_ATTRIBUTES.has(name)) return isSafeHref(value);
  return typeof value === "string" && value.length <= MAX_ATTRIBUTE_CHARS;
}

function isMark(key: string, value: unknown): boolean {
  // y-tiptap writes overlapping marks as `name--hash`.
  const name = key.split("--")[0] ?? key;
  if (!RICH_TEXT_MARKS.has(name)) return false;
  if (value === null || value === true) return true;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  const attributes = Object.entries(value);
  if (attributes.length > 20 || !attributes.every(([at, of]) => isPlainAttribute(at, of))) {
    return false;
  }
  return name !== "link" || attributes.some(([at]) => at === "href");
}

/** Values come from a decoder that lets `__proto__` reach an object's prototype. */
function hasOwnPrototype(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) !== (Array.isArray(value) ? Array.prototype : Object.prototype)
  );
}

function singleValue(content: Y.ContentAny): { value: unknown } | null {
  const values: unknown[] = content.arr;
  const [value] = values;
  return values.length === 1 && !hasOwnPrototype(value) ? { value } : null;
}

type SharedType = Y.AbstractType<unknown>;
type Content = Y.Item["content"];

function isExactly(type: SharedType, kind: { new (): unknown }): boolean {
  return type.constructor === kind;
}

function roleInElement(root: Root, key: string, type: SharedType, depth: number): Role | null {
  switch (typedField(root, key)) {
    case "text":
      return isExactly(type, Y.Text) ? { is: "text", depth } : null;
    case "richText":
      return isExactly(type, Y.XmlFragment) ? { is: "richText", depth } : null;
    case null:
      return null;
  }
}

function roleInRichText(type: SharedType, depth: number): Role | null {
  if (isExactly(type, Y.XmlText)) return { is: "richRun", depth };
  if (!isExactly(type, Y.XmlElement) || !(type instanceof Y.XmlElement)) return null;
  return RICH_TEXT_ELEMENTS.has(type.nodeName) ? { is: "richElement", depth } : null;
}

/** What a shared type is at this spot; null if it must not be there. */
export function roleAt({ role, key }: Spot, type: SharedType): Role | null {
  const depth = role.depth + 1;
  switch (role.is) {
    case "root":
      return key !== null && isExactly(type, Y.Map)
        ? { is: "element", root: role.root, depth }
        : null;
    case "element":
      return key === null ? null : roleInElement(role.root, key, type, depth);
    case "richText":
    case "richElement":
      return key === null ? roleInRichText(type, depth) : null;
    case "text":
    case "richRun":
      return null;
  }
}

const known = new WeakMap<object, Role>();

/** What a type of the document is; null for one that no map has. */
export function roleOf(type: SharedType): Role | null {
  const cached = known.get(type);
  if (cached !== undefined) return cached;
  const item = type._item;
  let role: Role | null;
  if (item === null) role = rootRole(Y.findRootTypeKey(type));
  else {
    const parent: unknown = item.parent;
    const above = parent instanceof Y.AbstractType ? roleOf(parent) : null;
    role = above === null ? null : roleAt({ role: above, key: item.parentSub }, type);
  }
  if (role !== null) known.set(type, role);
  return role;
}

/** Why this content must not stand at this spot; null if it may. */
export function contentFault(spot: Spot, content: Content): ContentFault | null {
  const { role, key } = spot;
  if (key !== null && role.is === "root" && !isId(key)) return "unknown field";
  // Deleted before it came here: only its length is left.
  if (content instanceof Y.ContentDeleted) return null;
  if (content instanceof Y.ContentType) {
    if (role.depth + 1 > MAX_NESTING) return "too deeply nested";
    return roleAt(spot, content.type) === null ? "wrong content" : null;
  }
  switch (role.is) {
    case "root":
      return "wrong content";
    case "element":
      return elementFault(role.root, key, content);
    case "text":
      return key === null && content instanceof Y.ContentString ? null : "wrong content";
    case "richText":
      return "wrong content";
    case "richElement":
      return key === null ? "wrong content" : attributeFault(key, content);
    case "richRun":
      return key === null ? runFault(content) : attributeFault(key, content);
  }
}

function elementFault(root: Root, key: string | null, content: Content): ContentFault | null {
  if (key === null || !(content instanceof Y.ContentAny)) return "wrong content";
  if (typedField(root, key) !== null) return "wrong content";
  const single = singleValue(content);
  return single !== null && isScalarField(root, key, single.value) ? null : "invalid value";
}

function attributeFault(key: string, content: Content): ContentFault | null {
  if (!(content instanceof Y.ContentAny)) return "wrong content";
  const single = singleValue(content);
  return single !== null && isPlainAttribute(key, single.value) ? null : "invalid value";
}

function runFault(content: Content): ContentFault | null {
  if (content instanceof Y.ContentString) return null;
  if (!(content instanceof Y.ContentFormat)) return "wrong content";
  return isMark(content.key, content.value) ? null : "invalid value";
}
