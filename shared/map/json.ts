// A map, or a part of it, as JSON: for export and import, the clipboard, the starter map, and bringing nodes back.
// What comes in is checked wholly before anything is written; what cannot be taken is reported, never guessed.
import type * as Y from "yjs";
import { z } from "#shared/schemaLanguage.ts";
import {
  CERTAINTIES,
  HORIZONS,
  LEVELS,
  LINK_KINDS,
  NODE_KINDS,
  POLARITIES,
  STATUSES,
  UNDIRECTED_LINK_KINDS,
} from "./kinds.ts";
import { descriptionOf, readMap, type MapContent } from "./read.ts";
import { readRichText, type RichText } from "./richText.ts";
import {
  isId,
  MAX_COORDINATE,
  MAX_MEMBER_CHARS,
  MAX_LABEL_CHARS,
  MAX_NODE_SIDE,
  MAX_TITLE_CHARS,
  MIN_NODE_HEIGHT,
  MIN_NODE_WIDTH,
  type LinkId,
  type NodeId,
} from "./schema.ts";
import { linkIdentity, parentOf } from "./topology.ts";

export const MAP_JSON_FORMAT = "zukunftslandkarte";
export const MAP_JSON_VERSION = 1;
const MAX_JSON_NODES = 20_000;
const MAX_JSON_LINKS = 40_000;
const MAX_JSON_MEMBERS = 1_000;

const idSchema = z.string().refine(isId);
const memberSchema = z.string().min(1).max(MAX_MEMBER_CHARS);
const coordinate = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);

const richTextSchema: z.ZodType<RichText> = z.array(
  z.union([
    z.object({
      text: z.string().max(100_000),
      marks: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    }),
    z.object({
      element: z.string().max(40),
      level: z.number().int().optional(),
      get children() {
        return richTextSchema;
      },
    }),
  ]) as z.ZodType<RichText[number]>,
);

export const nodeJsonSchema = z.object({
  id: idSchema,
  kind: z.enum(NODE_KINDS),
  title: z.string().max(MAX_TITLE_CHARS),
  place: z.object({ parentId: idSchema.nullable(), x: coordinate, y: coordinate }),
  size: z
    .object({
      width: z.number().min(MIN_NODE_WIDTH).max(MAX_NODE_SIDE),
      height: z.number().min(MIN_NODE_HEIGHT).max(MAX_NODE_SIDE),
    })
    .nullable()
    .default(null),
  order: z
    .string()
    .regex(/^[0-9A-Za-z]{1,200}$/)
    .optional(),
  description: richTextSchema.default([]),
  perspectives: z.array(memberSchema).max(MAX_JSON_MEMBERS).default([]),
  tags: z.array(memberSchema).max(MAX_JSON_MEMBERS).default([]),
  horizon: z.enum(HORIZONS).nullable().default(null),
  certainty: z.enum(CERTAINTIES).nullable().default(null),
  relevance: z.number().int().min(1).max(5).nullable().default(null),
  level: z.enum(LEVELS).nullable().default(null),
  status: z.enum(STATUSES).nullable().default(null),
});
export type NodeJson = z.infer<typeof nodeJsonSchema>;

export const linkJsonSchema = z.object({
  id: idSchema,
  kind: z.enum(LINK_KINDS),
  source: idSchema,
  target: idSchema,
  label: z.string().max(MAX_LABEL_CHARS).default(""),
  polarity: z.enum(POLARITIES).nullable().default(null),
  strength: z.number().int().min(0).max(3).nullable().default(null),
  delayed: z.boolean().default(false),
  certainty: z.enum(CERTAINTIES).nullable().default(null),
});
export type LinkJson = z.infer<typeof linkJsonSchema>;

export const mapJsonSchema = z.object({
  format: z.literal(MAP_JSON_FORMAT),
  version: z.literal(MAP_JSON_VERSION),
  title: z.string().max(MAX_TITLE_CHARS),
  nodes: z.array(nodeJsonSchema).max(MAX_JSON_NODES),
  links: z.array(linkJsonSchema).max(MAX_JSON_LINKS),
});
export type MapJson = z.infer<typeof mapJsonSchema>;

export type JsonProblem =
  | { problem: "notThisFormat" }
  | { problem: "idTwice"; id: string }
  | { problem: "selfLink" | "danglingLink" | "sameLinkTwice"; id: LinkId };

/**
 * Checks a parsed JSON value, however deeply nested. `map` is what can be taken (null: nothing); links that cannot be are
 * left out and listed under `problems`.
 */
export function parseMapJson(value: unknown): { map: MapJson | null; problems: JsonProblem[] } {
  if (isTooDeep(value)) return { map: null, problems: [{ problem: "notThisFormat" }] };
  const parsed = mapJsonSchema.safeParse(value);
  if (!parsed.success) return { map: null, problems: [{ problem: "notThisFormat" }] };
  const map = parsed.data;
  const twice = idTwice(map.nodes) ?? idTwice(map.links);
  if (twice !== null) return { map: null, problems: [{ problem: "idTwice", id: twice }] };
  const problems: JsonProblem[] = [];
  const nodeIds = new Set(map.nodes.map((node) => node.id));
  const statements = new Set<string>();
  const links = map.links.filter((link) => {
    const identity = linkIdentity(link, UNDIRECTED_LINK_KINDS.has(link.kind));
    const problem =
      link.source === link.target
        ? "selfLink"
        : !nodeIds.has(link.source) || !nodeIds.has(link.target)
          ? "danglingLink"
          : statements.has(identity)
            ? "sameLinkTwice"
            : null;
    statements.add(identity);
    if (problem === null) return true;
    problems.push({ problem, id: link.id });
    return false;
  });
  return { map: { ...map, links }, problems };
}

function idTwice(elements: readonly { id: string }[]): string | null {
  const ids = new Set<string>();
  for (const { id } of elements) {
    if (ids.has(id)) return id;
    ids.add(id);
  }
  return null;
}

/** Deeper than any map of this format can be; found without recursion, since depth is the attack. */
function isTooDeep(value: unknown): boolean {
  const MAX_DEPTH = 80;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === "object" && item !== null)
        for (const inner of Object.values(item)) next.push(inner);
    }
    level = next;
  }
  return false;
}

/**
 * The chosen nodes and links as JSON; links of which an end is not chosen are left out. `content` must be what
 * `readMap(doc)` gives.
 */
export function elementsToJson(
  doc: Y.Doc,
  content: MapContent,
  chosen: { nodes: ReadonlySet<NodeId>; links: ReadonlySet<LinkId> },
): MapJson {
  const nodes: NodeJson[] = [];
  for (const node of content.nodes.values()) {
    if (!chosen.nodes.has(node.id)) continue;
    const description = descriptionOf(doc, node.id);
    nodes.push({
      ...node,
      place: { ...node.place, parentId: parentOf(content.nodes, node) },
      description: description === null ? [] : readRichText(description),
    });
  }
  const links: LinkJson[] = [];
  for (const link of content.links.values()) {
    if (
      chosen.links.has(link.id) &&
      chosen.nodes.has(link.source) &&
      chosen.nodes.has(link.target)
    ) {
      links.push({ ...link });
    }
  }
  return { format: MAP_JSON_FORMAT, version: MAP_JSON_VERSION, title: content.title, nodes, links };
}

/** The whole map as JSON. */
export function mapToJson(doc: Y.Doc): MapJson {
  const content = readMap(doc);
  return elementsToJson(doc, content, {
    nodes: new Set(content.nodes.keys()),
    links: new Set(content.links.keys()),
  });
}
