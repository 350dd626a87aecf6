// What a change says, one fact after the other, as data: titles, values, regions and texts on both sides, and who did it.
// Pure; the words for it are those of changeListSentences.ts.
import type { LinkJson, NodeJson } from "#shared/map/json.ts";
import { plainTextOf } from "#shared/map/richText.ts";
import type { NodeId } from "#shared/map/schema.ts";
import type { Touch } from "./api.ts";
import { isLinkChange, isNodeChange, nodeIn, type ChangeEntry, type Sides } from "./changeList.ts";
import type { LinkChange, LinkField, NodeChange, NodeField } from "./comparison.ts";

export type TextField = "title" | "label" | "description";
export type ValueField =
  | "kind"
  | "horizon"
  | "certainty"
  | "relevance"
  | "level"
  | "status"
  | "polarity"
  | "strength"
  | "delayed";

export type Fact = { by: readonly Author[] } & (
  | { what: "added" }
  | { what: "removed" }
  | { what: "text"; field: TextField; before: string; after: string }
  /** The words of the description are the same, what they look like is not. */
  | { what: "formatting" }
  /** null: not said. */
  | { what: "value"; field: ValueField; before: string | null; after: string | null }
  | { what: "members"; field: "perspectives" | "tags"; added: string[]; removed: string[] }
  /** Titles of regions; null: on the map itself. */
  | { what: "region"; before: string | null; after: string | null }
  | { what: "moved" }
  | { what: "resized" }
  | { what: "reordered" }
  | { what: "end"; field: "source" | "target"; before: string; after: string }
);

/** Somebody who did it, and when last. */
export interface Author {
  personId: string;
  at: number;
}

export function factsOf(entry: ChangeEntry, sides: Sides): Fact[] {
  if (isNodeChange(entry)) return nodeFacts(entry.change, entry.touches, sides);
  if (isLinkChange(entry)) return linkFacts(entry.change, entry.touches, sides);
  const { before, after } = sides;
  const by = authorsOf(entry.touches);
  return [{ what: "text", field: "title", before: before.title, after: after.title, by }];
}

/** Everybody once, the latest first. */
function authorsOf(touches: readonly Touch[], ...fields: readonly string[]): Author[] {
  const authors = new Map<string, Author>();
  for (const { personId, at, what } of touches) {
    if (personId === null || (fields.length > 0 && !fields.includes(what))) continue;
    if (!authors.has(personId)) authors.set(personId, { personId, at });
  }
  return [...authors.values()];
}

function nodeFacts(change: NodeChange, touches: readonly Touch[], sides: Sides): Fact[] {
  if (change.how !== "changed") return [{ what: change.how, by: authorsOf(touches) }];
  const { before, after, fields } = change;
  return fields.flatMap((field) => {
    const by = authorsOf(touches, field);
    return nodeFact(field, before, after, sides).map((fact) => ({ ...fact, by }));
  });
}

type Bare = Fact extends infer One ? (One extends Fact ? Omit<One, "by"> : never) : never;

function nodeFact(field: NodeField, before: NodeJson, after: NodeJson, sides: Sides): Bare[] {
  switch (field) {
    case "title":
      return [{ what: "text", field, before: before.title, after: after.title }];
    case "description": {
      const [was, is] = [plainTextOf(before.description), plainTextOf(after.description)];
      if (was === is) return [{ what: "formatting" }];
      return [{ what: "text", field, before: was, after: is }];
    }
    case "place":
      return placeFact(before, after, sides);
    case "size":
      return [{ what: "resized" }];
    case "order":
      return [{ what: "reordered" }];
    case "perspectives":
    case "tags": {
      const added = after[field].filter((member) => !before[field].includes(member));
      const removed = before[field].filter((member) => !after[field].includes(member));
      return [{ what: "members", field, added, removed }];
    }
    default:
      return [
        { what: "value", field, before: valueOf(before[field]), after: valueOf(after[field]) },
      ];
  }
}

function placeFact(before: NodeJson, after: NodeJson, sides: Sides): Bare[] {
  const [from, to] = [before.place.parentId, after.place.parentId];
  if (from === to) return [{ what: "moved" }];
  const titleOf = (nodes: ReadonlyMap<NodeId, NodeJson>, id: NodeId | null): string | null =>
    id === null ? null : (nodes.get(id)?.title ?? "");
  return [
    {
      what: "region",
      before: titleOf(sides.before.nodes, from),
      after: titleOf(sides.after.nodes, to),
    },
  ];
}

function linkFacts(change: LinkChange, touches: readonly Touch[], sides: Sides): Fact[] {
  if (change.how !== "changed") return [{ what: change.how, by: authorsOf(touches) }];
  const { before, after, fields } = change;
  return fields.map((field) => ({
    ...linkFact(field, before, after, sides),
    by: authorsOf(touches, field),
  }));
}

function linkFact(field: LinkField, before: LinkJson, after: LinkJson, sides: Sides): Bare {
  switch (field) {
    case "source":
    case "target": {
      const titleOf = (nodes: ReadonlyMap<NodeId, NodeJson>, id: NodeId): string =>
        (nodes.get(id) ?? nodeIn(sides, id))?.title ?? "";
      return {
        what: "end",
        field,
        before: titleOf(sides.before.nodes, before[field]),
        after: titleOf(sides.after.nodes, after[field]),
      };
    }
    case "label":
      return { what: "text", field, before: before.label, after: after.label };
    default:
      return { what: "value", field, before: valueOf(before[field]), after: valueOf(after[field]) };
  }
}

function valueOf(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value);
}
