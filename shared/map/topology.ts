// How nodes hang together: which region holds which node, where things lie on the map, which links are shown. All of
// it is derived from what each node says of itself and resolved alike on every client; nothing is repaired on read.
import type { LinkId, MapLink, MapNode, NodeId } from "./schema.ts";

/** What of a node says where it lies. */
export type Placed = Pick<MapNode, "id" | "kind" | "place">;

/** Anything with nodes by id: a plain map or the client's projection. */
export interface NodeLookup {
  get(id: NodeId): Placed | undefined;
}

const MAX_NESTING = 32;

/**
 * The region that holds a node, or null. A parent that is gone, is no region or lies on a cycle of parents (two people
 * put two regions into each other at once) does not count: the node then lies on the map itself.
 */
export function parentOf(nodes: NodeLookup, node: Placed): NodeId | null {
  const parentId = node.place.parentId;
  if (parentId === null) return null;
  const parent = nodes.get(parentId);
  if (parent === undefined || parent.kind !== "region") return null;
  let above: Placed | undefined = parent;
  for (let depth = 0; above !== undefined; depth++) {
    if (above.id === node.id || depth >= MAX_NESTING) return null;
    const next: NodeId | null = above.place.parentId;
    above = next === null ? undefined : nodes.get(next);
  }
  return parentId;
}

/** Top left corner in map units, whatever regions the node lies in. */
export function absolutePosition(nodes: NodeLookup, node: Placed): { x: number; y: number } {
  let { x, y } = node.place;
  let parentId = parentOf(nodes, node);
  while (parentId !== null) {
    const parent = nodes.get(parentId);
    if (parent === undefined) break;
    x += parent.place.x;
    y += parent.place.y;
    parentId = parentOf(nodes, parent);
  }
  return { x, y };
}

/** Whether `inner` lies in `outer`, at any depth, or is it. */
export function isWithin(nodes: NodeLookup, inner: NodeId, outer: NodeId): boolean {
  let id: NodeId | null = inner;
  while (id !== null) {
    if (id === outer) return true;
    const node: Placed | undefined = nodes.get(id);
    id = node === undefined ? null : parentOf(nodes, node);
  }
  return false;
}

/** Ids of all nodes that lie in one of these, at any depth, without these themselves. */
export function descendantsOf(
  nodes: NodeLookup & Iterable<[NodeId, Placed]>,
  roots: ReadonlySet<NodeId>,
): NodeId[] {
  const found: NodeId[] = [];
  for (const [id, node] of nodes) {
    if (roots.has(id)) continue;
    const parentId = parentOf(nodes, node);
    if (parentId === null) continue;
    for (const root of roots) {
      if (isWithin(nodes, parentId, root)) {
        found.push(id);
        break;
      }
    }
  }
  return found;
}

/** What makes two links the same statement: kind, direction and pair (for undirected kinds the pair alone). */
export function linkIdentity(
  link: Pick<MapLink, "kind" | "source" | "target">,
  undirected: boolean,
): string {
  const swap = undirected && link.target < link.source;
  return `${link.kind} ${swap ? link.target : link.source} ${swap ? link.source : link.target}`;
}

/**
 * The links that are shown: both ends exist and differ, and of links that say the same (two people drew it at once)
 * the one with the smallest id.
 */
export function visibleLinks(
  nodes: { has(id: NodeId): boolean },
  links: ReadonlyMap<LinkId, MapLink>,
  isUndirected: (link: MapLink) => boolean,
): Map<LinkId, MapLink> {
  const shown = new Map<string, MapLink>();
  for (const link of links.values()) {
    if (link.source === link.target || !nodes.has(link.source) || !nodes.has(link.target)) continue;
    const identity = linkIdentity(link, isUndirected(link));
    const rival = shown.get(identity);
    if (rival === undefined || link.id < rival.id) shown.set(identity, link);
  }
  const result = new Map<LinkId, MapLink>();
  for (const link of shown.values()) result.set(link.id, link);
  return result;
}
