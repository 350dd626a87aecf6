// What is restored when somebody chooses entries of a comparison, and what that will do to the map as it is: so that it
// can be said before it is done. Pure; the restoring itself is that of shared/map/restore.ts.
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import { isLinkChange, isNodeChange, type ChangeEntry, type ChangeList } from "./changeList.ts";

/** As POST …/restore takes it. */
export interface ChosenElements {
  title: boolean;
  nodes: NodeId[];
  links: LinkId[];
}

export interface RestoreChoice {
  chosen: ChosenElements;
  /** Nodes that no one chose: without them a chosen link would have no ends. */
  takenAlong: readonly NodeId[];
  /** Removed links of nodes that come back, which nobody chose: they can be had as well. */
  offered: readonly LinkId[];
  /** How many come back, become what they were, and go. */
  back: number;
  changed: number;
  gone: number;
  /** Links that go because their node does. */
  lostLinks: number;
}

/**
 * @param keys of the chosen entries
 * @param withOffered takes the offered links, too
 */
export function restoreChoice(
  { sides, comparison, entries }: ChangeList,
  keys: ReadonlySet<string>,
  withOffered: boolean,
): RestoreChoice {
  const picked = entries.filter(({ key }) => keys.has(key));
  const nodes = new Set(picked.filter(isNodeChange).map(({ id }) => id));
  const links = new Set(picked.filter(isLinkChange).map(({ id }) => id));
  const isGoing = (id: NodeId): boolean =>
    nodes.has(id) && comparison.nodes.get(id)?.how === "added";
  const isMissing = (id: NodeId): boolean => comparison.nodes.get(id)?.how === "removed";

  const takenAlong = new Set<NodeId>();
  const takeEnds = (linkId: LinkId): void => {
    const change = comparison.links.get(linkId);
    if (change === undefined || change.how === "added") return;
    for (const end of [change.before.source, change.before.target]) {
      if (isMissing(end) && !nodes.has(end)) takenAlong.add(end);
    }
  };
  for (const id of links) takeEnds(id);

  const isThere = (id: NodeId): boolean =>
    !isGoing(id) && (sides.after.nodes.has(id) || nodes.has(id) || takenAlong.has(id));
  const isBack = (id: NodeId): boolean => isMissing(id) && isThere(id);
  const offered = [...comparison.links].flatMap(([id, change]) => {
    if (change.how !== "removed" || links.has(id)) return [];
    const { source, target } = change.before;
    const isOfBack = isBack(source) || isBack(target);
    return isOfBack && isThere(source) && isThere(target) ? [id] : [];
  });

  const chosen = {
    title: picked.some(({ subject }) => subject.on === "map"),
    nodes: [...nodes, ...takenAlong],
    links: [...links, ...(withOffered ? offered : [])],
  };
  const hows = [
    ...chosen.nodes.map((id) => comparison.nodes.get(id)?.how),
    ...chosen.links.map((id) => comparison.links.get(id)?.how),
  ];
  const count = (how: ChangeHow): number => hows.filter((other) => other === how).length;
  return {
    chosen,
    takenAlong: [...takenAlong],
    offered,
    back: count("removed"),
    changed: count("changed") + (chosen.title ? 1 : 0),
    gone: count("added"),
    lostLinks: lostLinks(entries, links, isGoing),
  };
}

type ChangeHow = "added" | "removed" | "changed";

/** Links that are new, or were led to a new node, and go with it unasked. */
function lostLinks(
  entries: readonly ChangeEntry[],
  chosen: ReadonlySet<LinkId>,
  isGoing: (id: NodeId) => boolean,
): number {
  return entries.filter(
    (entry) =>
      isLinkChange(entry) &&
      !chosen.has(entry.id) &&
      entry.change.how !== "removed" &&
      (isGoing(entry.change.after.source) || isGoing(entry.change.after.target)),
  ).length;
}
