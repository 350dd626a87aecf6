// The kinds of node and link a futures map speaks of, and what may be said about each. Words and colours are the
// client's; here are only the keys, which are stored, and their rules.

export const NODE_KINDS = [
  "guiding-question",
  "vision",
  "principle",
  "role",
  "task",
  "action-dimension",
  "steering-requirement",
  "driver",
  "concept",
  "thesis",
  "standpoint",
  "interview",
  "actor",
  "note",
  "region",
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export const LINK_KINDS = [
  "answers",
  "supports",
  "contradicts",
  "influences",
  "requires",
  "derives-from",
  "part-of",
  "evidenced-by",
  "raises",
  "takes-part-in",
  "goes-beyond",
  "related",
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** The kind that unknown kinds (of a newer version, of an import) are read as. */
export const FALLBACK_NODE_KIND: NodeKind = "note";
export const FALLBACK_LINK_KIND: LinkKind = "related";

/** Kinds whose link has no direction: source and target may be swapped without changing the meaning. */
export const UNDIRECTED_LINK_KINDS: ReadonlySet<LinkKind> = new Set(["related"]);

/** Kinds that carry a strength of 1–3. For `influences` it is 0–3, where empty is not 0. */
export const LINK_KINDS_WITH_STRENGTH: ReadonlySet<LinkKind> = new Set([
  "supports",
  "contradicts",
  "influences",
]);

export const POLARITIES = ["+", "-", "open"] as const;
export type Polarity = (typeof POLARITIES)[number];

export const PERSPECTIVES = ["politics", "administration", "science", "futures-research"] as const;
export const HORIZONS = ["today", "5-years", "10-years", "beyond-10-years", "open"] as const;
export const CERTAINTIES = ["certain", "probable", "plausible", "possible", "open"] as const;
export const LEVELS = [
  "administration",
  "municipal-group",
  "local-community",
  "region",
  "state",
  "federation",
] as const;
export const STATUSES = ["draft", "in-discussion", "agreed", "discarded"] as const;

export type Horizon = (typeof HORIZONS)[number];
export type Certainty = (typeof CERTAINTIES)[number];
export type Level = (typeof LEVELS)[number];
export type Status = (typeof STATUSES)[number];

const nodeKinds: ReadonlySet<string> = new Set(NODE_KINDS);
const linkKinds: ReadonlySet<string> = new Set(LINK_KINDS);

export function isNodeKind(value: unknown): value is NodeKind {
  return typeof value === "string" && nodeKinds.has(value);
}

export function isLinkKind(value: unknown): value is LinkKind {
  return typeof value === "string" && linkKinds.has(value);
}

/**
 * Which kind a new link between two kinds of node most probably has: what the palette offers first. People may
 * choose any other.
 */
export function suggestedLinkKind(source: NodeKind, target: NodeKind): LinkKind {
  if (
    target === "guiding-question" &&
    (source === "thesis" || source === "role" || source === "task")
  ) {
    return "answers";
  }
  if (target === "interview") return source === "actor" ? "takes-part-in" : "evidenced-by";
  if (source === "driver") return "influences";
  if (source === "thesis" || source === "standpoint") return "supports";
  if (target === "guiding-question") return "raises";
  return "related";
}
