// The lines of the outline: which nodes are listed, in which groups and order. Pure, so that it can be tested without a
// page, and quick enough for thousands of nodes.
import { NODE_KINDS, type NodeKind } from "#shared/map/kinds.ts";
import type { MapContent } from "#shared/map/read.ts";
import type { MapNode, NodeId } from "#shared/map/schema.ts";
import { parentOf } from "#shared/map/topology.ts";
import { plainLetters } from "../../app/paletteSearch.ts";

export type OutlineGrouping = "kind" | "region";

export interface OutlineOptions {
  grouping: OutlineGrouping;
  /** Words that a title must have; while there are any, everything that matches is unfolded. */
  filter: string;
  /** Keys of rows that are folded. */
  folded: ReadonlySet<string>;
}

export interface OutlineRow {
  key: string;
  /** null: a heading that groups nodes of a kind. */
  nodeId: NodeId | null;
  kind: NodeKind;
  /** 1 is the outermost. */
  level: number;
  /** Place among those of the same level under the same parent, from 1, and how many they are. */
  position: number;
  setSize: number;
  /** null: nothing to unfold. */
  isOpen: boolean | null;
  /** Nodes directly below; for a node that groups none: 0. */
  children: number;
  links: number;
}

interface Branch {
  key: string;
  node: MapNode | null;
  kind: NodeKind;
  below: Branch[];
}

const byTitle = new Intl.Collator("de", { numeric: true });

/** @returns the rows from top to bottom, and how many nodes passed the filter. */
export function outlineRows(
  { nodes, links }: Pick<MapContent, "nodes" | "links">,
  { grouping, filter, folded }: OutlineOptions,
): { rows: OutlineRow[]; found: number } {
  const words = plainLetters(filter).split(/\s+/).filter(Boolean);
  const passes = (node: MapNode): boolean => {
    if (words.length === 0) return true;
    const title = plainLetters(node.title);
    return words.every((word) => title.includes(word));
  };
  const linkCounts = new Map<NodeId, number>();
  for (const { source, target } of links.values()) {
    for (const end of [source, target]) linkCounts.set(end, (linkCounts.get(end) ?? 0) + 1);
  }
  const passing = [...nodes.values()].filter(passes);
  const branches = grouping === "kind" ? kindBranches(passing) : regionBranches(nodes, passing);
  const rows: OutlineRow[] = [];
  const add = (siblings: readonly Branch[], level: number): void => {
    siblings.forEach(({ key, node, kind, below }, index) => {
      const isOpen = below.length === 0 ? null : words.length > 0 || !folded.has(key);
      rows.push({
        key,
        nodeId: node?.id ?? null,
        kind,
        level,
        position: index + 1,
        setSize: siblings.length,
        isOpen,
        children: below.length,
        links: node === null ? 0 : (linkCounts.get(node.id) ?? 0),
      });
      if (isOpen === true) add(below, level + 1);
    });
  };
  add(branches, 1);
  return { rows, found: passing.length };
}

function leaf(node: MapNode): Branch {
  return { key: node.id, node, kind: node.kind, below: [] };
}

const kindRank = new Map(NODE_KINDS.map((kind, index) => [kind, index]));

function compare(a: Branch, b: Branch): number {
  const rank = (kindRank.get(a.kind) ?? 0) - (kindRank.get(b.kind) ?? 0);
  return rank === 0 ? byTitle.compare(a.node?.title ?? "", b.node?.title ?? "") : rank;
}

function kindBranches(nodes: readonly MapNode[]): Branch[] {
  const byKind = new Map<NodeKind, Branch[]>();
  for (const node of nodes) {
    const below = byKind.get(node.kind);
    if (below === undefined) byKind.set(node.kind, [leaf(node)]);
    else below.push(leaf(node));
  }
  return NODE_KINDS.flatMap((kind) => {
    const below = byKind.get(kind);
    // No id has a colon: a heading's key is never a node's.
    return below === undefined
      ? []
      : [{ key: `kind:${kind}`, node: null, kind, below: below.toSorted(compare) }];
  });
}

/** Regions with what lies in them, first; then everything that lies in none. */
function regionBranches(
  nodes: ReadonlyMap<NodeId, MapNode>,
  passing: readonly MapNode[],
): Branch[] {
  const branches = new Map<NodeId, Branch>();
  const roots: Branch[] = [];
  const place = (node: MapNode): Branch => {
    const known = branches.get(node.id);
    if (known !== undefined) return known;
    const branch = leaf(node);
    branches.set(node.id, branch);
    const parentId = parentOf(nodes, node);
    const parent = parentId === null ? undefined : nodes.get(parentId);
    // A region whose own title does not match is listed when something in it does.
    if (parent === undefined) roots.push(branch);
    else place(parent).below.push(branch);
    return branch;
  };
  for (const node of passing) place(node);
  const regionsFirst = (a: Branch, b: Branch): number =>
    Number(b.kind === "region") - Number(a.kind === "region") || compare(a, b);
  for (const branch of branches.values()) branch.below.sort(regionsFirst);
  return roots.toSorted(regionsFirst);
}
