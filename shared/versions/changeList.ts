// The differences between two states of a map as a list to be read: what each is called, what kind of change it is, whom and
// what it concerns; and filters on it. Pure: knows no words of any language and nothing of how it is shown.
import type { MapJson, NodeJson } from "#shared/map/json.ts";
import type { LinkKind, NodeKind } from "#shared/map/kinds.ts";
import type { NodeId } from "#shared/map/schema.ts";
import type { Touch } from "./api.ts";
import {
  compareMaps,
  looksOfLink,
  looksOfNode,
  type ChangeLook,
  type Comparison,
  type LinkChange,
  type NodeChange,
} from "./comparison.ts";

/** What a change is of, and what it is called: as it is later, or as it was last. */
export type Subject =
  | { on: "map"; title: string }
  | { on: "node"; kind: NodeKind; title: string }
  | { on: "link"; kind: LinkKind; from: string; to: string };

export interface ChangeEntry {
  /** One of its own: a node and a link may have the same id. */
  key: string;
  /** The element's id; empty: the map itself. */
  id: string;
  subject: Subject;
  /** The one under which it is listed: the weightiest. */
  look: ChangeLook;
  looks: readonly ChangeLook[];
  /** null: the map's title. */
  change: NodeChange | LinkChange | null;
  /** What is known of who did it, the latest first. */
  touches: readonly Touch[];
  people: ReadonlySet<string>;
  perspectives: ReadonlySet<string>;
  /** Regions that hold it, at any depth, before or after. */
  regions: ReadonlySet<NodeId>;
}

/** The two states by id. */
export interface Sides {
  before: Side;
  after: Side;
}
export interface Side {
  title: string;
  nodes: ReadonlyMap<NodeId, NodeJson>;
}

export interface ChangeList {
  sides: Sides;
  comparison: Comparison;
  /** By weight of the change, then as the later state has them. */
  entries: readonly ChangeEntry[];
}

/** The order in which kinds of change are listed. */
export const LISTED_LOOKS = [
  "added",
  "removed",
  "relinked",
  "changed",
  "moved",
] as const satisfies readonly ChangeLook[];

/** @param touches what the server knows of who did what between the two; what is not in it stays unknown */
export function listChanges(
  before: MapJson,
  after: MapJson,
  touches: readonly Touch[] = [],
): ChangeList {
  const comparison = compareMaps(before, after);
  const sides = { before: sideOf(before), after: sideOf(after) };
  const touched = Map.groupBy(touches, ({ elementId }) => elementId);
  const entries: ChangeEntry[] = [];
  const add = (
    id: string,
    subject: Subject,
    looks: readonly ChangeLook[],
    rest: Pick<ChangeEntry, "change" | "perspectives" | "regions">,
  ): void => {
    const look = LISTED_LOOKS.find((candidate) => looks.includes(candidate));
    if (look === undefined) return;
    const own = touchesFor(rest.change, touched.get(id) ?? []);
    const people = new Set(own.flatMap(({ personId }) => personId ?? []));
    entries.push({
      key: keyOf(subject.on, id),
      id,
      subject,
      look,
      looks,
      touches: own,
      people,
      ...rest,
    });
  };
  if (comparison.title !== null) {
    const rest = { change: null, perspectives: NOTHING, regions: NOTHING };
    add("", { on: "map", title: comparison.title.after }, ["changed"], rest);
  }
  for (const [id, change] of comparison.nodes) {
    const states = statesOf(change);
    const perspectives = new Set(states.flatMap((node) => node.perspectives));
    const subject = nodeSubject(states);
    add(id, subject, looksOfNode(change), {
      change,
      perspectives,
      regions: regionsOf(sides, [id]),
    });
  }
  for (const [id, change] of comparison.links) {
    const ends = statesOf(change).flatMap(({ source, target }) => [source, target]);
    const perspectives = new Set(ends.flatMap((end) => nodeIn(sides, end)?.perspectives ?? []));
    add(id, linkSubject(sides, change), looksOfLink(change), {
      change,
      perspectives,
      regions: regionsOf(sides, ends),
    });
  }
  const weight = (entry: ChangeEntry): number => LISTED_LOOKS.indexOf(entry.look);
  return { sides, comparison, entries: entries.toSorted((a, b) => weight(a) - weight(b)) };
}

export function keyOf(on: Subject["on"], id: string): string {
  return `${on} ${id}`;
}

const NOTHING: ReadonlySet<string> = new Set();

function sideOf({ title, nodes }: MapJson): Side {
  return { title, nodes: new Map(nodes.map((node) => [node.id, node])) };
}

function statesOf<Element>(
  change:
    | { how: "added"; after: Element }
    | { how: "removed"; before: Element }
    | {
        how: "changed";
        before: Element;
        after: Element;
      },
): Element[] {
  if (change.how === "added") return [change.after];
  return change.how === "removed" ? [change.before] : [change.before, change.after];
}

function nodeSubject(states: readonly NodeJson[]): Subject {
  const node = states.at(-1);
  return { on: "node", kind: node?.kind ?? "note", title: node?.title ?? "" };
}

function linkSubject(sides: Sides, change: LinkChange): Subject {
  const link = change.how === "removed" ? change.before : change.after;
  const side = change.how === "removed" ? sides.before : sides.after;
  const titleOf = (id: NodeId): string => (side.nodes.get(id) ?? nodeIn(sides, id))?.title ?? "";
  return { on: "link", kind: link.kind, from: titleOf(link.source), to: titleOf(link.target) };
}

/** As it is later, or as it was. */
export function nodeIn({ before, after }: Sides, id: NodeId): NodeJson | undefined {
  return after.nodes.get(id) ?? before.nodes.get(id);
}

function regionsOf({ before, after }: Sides, ids: readonly NodeId[]): Set<NodeId> {
  const regions = new Set<NodeId>();
  for (const { nodes } of [before, after]) {
    for (const id of ids) {
      const node = nodes.get(id);
      if (node?.kind === "region") regions.add(id);
      let above = node?.place.parentId ?? null;
      const seen = new Set<NodeId>();
      while (above !== null && !seen.has(above)) {
        seen.add(above);
        const region = nodes.get(above);
        if (region?.kind === "region") regions.add(above);
        above = region?.place.parentId ?? null;
      }
    }
  }
  return regions;
}

/** What of that which was done to an element is still to be seen in this change. */
function touchesFor(change: ChangeEntry["change"], touches: readonly Touch[]): Touch[] {
  const sorted = touches.toSorted((a, b) => b.at - a.at);
  if (change === null) return sorted.filter(({ what }) => what === "title");
  if (change.how === "changed") {
    const fields: ReadonlySet<string> = new Set<string>(change.fields);
    return sorted.filter(({ what }) => fields.has(what));
  }
  // It may have come and gone several times: the last time made it what it is.
  const what = change.how === "added" ? "created" : "deleted";
  const last = sorted.find((touch) => touch.what === what);
  return last === undefined ? [] : [last];
}

export interface ChangeFilter {
  /** Empty: all. */
  looks: ReadonlySet<ChangeLook>;
  personId: string | null;
  perspective: string | null;
  regionId: NodeId | null;
}

export const ALL_CHANGES: ChangeFilter = {
  looks: new Set(),
  personId: null,
  perspective: null,
  regionId: null,
};

export function filterChanges(
  entries: readonly ChangeEntry[],
  { looks, personId, perspective, regionId }: ChangeFilter,
): ChangeEntry[] {
  return entries.filter(
    (entry) =>
      (looks.size === 0 || entry.looks.some((look) => looks.has(look))) &&
      (personId === null || entry.people.has(personId)) &&
      (perspective === null || entry.perspectives.has(perspective)) &&
      (regionId === null || entry.regions.has(regionId)),
  );
}

/** The link a change is of, for what concerns links alone. */
export function isLinkChange(entry: ChangeEntry): entry is ChangeEntry & { change: LinkChange } {
  return entry.subject.on === "link" && entry.change !== null;
}

export function isNodeChange(entry: ChangeEntry): entry is ChangeEntry & { change: NodeChange } {
  return entry.subject.on === "node" && entry.change !== null;
}
