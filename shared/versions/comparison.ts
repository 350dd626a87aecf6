// What differs between two states of a map, element by element and field by field; and the step from one to the other on
// plain content. Pure: knows no documents, no words and no people.
import type { LinkJson, MapJson, NodeJson } from "#shared/map/json.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";

export const NODE_FIELDS = [
  "kind",
  "title",
  "description",
  "place",
  "size",
  "order",
  "perspectives",
  "tags",
  "horizon",
  "certainty",
  "relevance",
  "level",
  "status",
] as const;
export type NodeField = (typeof NODE_FIELDS)[number];

export const LINK_FIELDS = [
  "kind",
  "source",
  "target",
  "label",
  "polarity",
  "strength",
  "delayed",
  "certainty",
] as const;
export type LinkField = (typeof LINK_FIELDS)[number];

export type Change<Element, Field> =
  | { how: "added"; after: Element }
  | { how: "removed"; before: Element }
  /** `fields`: what differs, at least one. */
  | { how: "changed"; before: Element; after: Element; fields: readonly Field[] };
export type NodeChange = Change<NodeJson, NodeField>;
export type LinkChange = Change<LinkJson, LinkField>;

/** Everything that is not in here is the same in both. Nodes and links in the order of the later state; removed ones last. */
export interface Comparison {
  title: { before: string; after: string } | null;
  nodes: ReadonlyMap<NodeId, NodeChange>;
  links: ReadonlyMap<LinkId, LinkChange>;
}

/** What a change is to the eye. A changed element can be several of these at once. */
export const CHANGE_LOOKS = ["added", "removed", "moved", "relinked", "changed"] as const;
export type ChangeLook = (typeof CHANGE_LOOKS)[number];

/** Where a node lies and how large it is: what is shown by a trace, not by words. */
const GEOMETRY: ReadonlySet<string> = new Set<NodeField>(["place", "size", "order"]);
const ENDS: ReadonlySet<string> = new Set<LinkField>(["source", "target"]);

export function compareMaps(before: MapJson, after: MapJson): Comparison {
  return {
    title: before.title === after.title ? null : { before: before.title, after: after.title },
    nodes: compareElements(before.nodes, after.nodes, NODE_FIELDS),
    links: compareElements(before.links, after.links, LINK_FIELDS),
  };
}

function compareElements<Element extends { id: string }, Field extends keyof Element>(
  before: readonly Element[],
  after: readonly Element[],
  fields: readonly Field[],
): Map<string, Change<Element, Field>> {
  const was = new Map(before.map((element) => [element.id, element]));
  const changes = new Map<string, Change<Element, Field>>();
  for (const element of after) {
    const old = was.get(element.id);
    was.delete(element.id);
    if (old === undefined) {
      changes.set(element.id, { how: "added", after: element });
      continue;
    }
    const differing = fields.filter((field) => !isSame(old[field], element[field]));
    if (differing.length === 0) continue;
    changes.set(element.id, { how: "changed", before: old, after: element, fields: differing });
  }
  for (const [id, element] of was) changes.set(id, { how: "removed", before: element });
  return changes;
}

/** Equal as JSON, whatever the order of keys; null and absent are the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return (a ?? null) === (b ?? null);
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const key of keys) if (!isSame(one[key], other[key])) return false;
  return true;
}

/** The later state, made of the earlier one and what differs. Elements come in no particular order. */
export function applyComparison(before: MapJson, { title, nodes, links }: Comparison): MapJson {
  return {
    ...before,
    title: title?.after ?? before.title,
    nodes: applyChanges(before.nodes, nodes),
    links: applyChanges(before.links, links),
  };
}

function applyChanges<Element extends { id: string }, Field extends keyof Element>(
  before: readonly Element[],
  changes: ReadonlyMap<string, Change<Element, Field>>,
): Element[] {
  const elements = before.flatMap((element): Element[] => {
    const change = changes.get(element.id);
    if (change === undefined) return [element];
    if (change.how !== "changed") return [];
    const changed = { ...element };
    for (const field of change.fields) changed[field] = change.after[field];
    return [changed];
  });
  for (const change of changes.values()) if (change.how === "added") elements.push(change.after);
  return elements;
}

export function isEmptyComparison({ title, nodes, links }: Comparison): boolean {
  return title === null && nodes.size === 0 && links.size === 0;
}

export function looksOfNode(change: NodeChange): ChangeLook[] {
  if (change.how !== "changed") return [change.how];
  const looks: ChangeLook[] = [];
  if (change.fields.some((field) => GEOMETRY.has(field))) looks.push("moved");
  if (change.fields.some((field) => !GEOMETRY.has(field))) looks.push("changed");
  return looks;
}

export function looksOfLink(change: LinkChange): ChangeLook[] {
  if (change.how !== "changed") return [change.how];
  const looks: ChangeLook[] = [];
  if (change.fields.some((field) => ENDS.has(field))) looks.push("relinked");
  if (change.fields.some((field) => !ENDS.has(field))) looks.push("changed");
  return looks;
}
