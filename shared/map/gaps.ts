// What a map lacks, found from what it says by itself. Evidence is kept by the server and is not asked here.
import type { MapContent } from "./read.ts";
import type { NodeId } from "./schema.ts";

/** Ids in the order of the map. */
export interface Gaps {
  /** Guiding questions that no thesis is linked to. */
  questionsWithoutThesis: NodeId[];
  /** Theses that are both supported and contradicted. */
  contestedTheses: NodeId[];
  /** Nodes without any link; regions hold nodes and need none. */
  unlinked: NodeId[];
}

export function findGaps({ nodes, links }: Pick<MapContent, "nodes" | "links">): Gaps {
  const linked = new Set<NodeId>();
  const meetsThesis = new Set<NodeId>();
  const supported = new Set<NodeId>();
  const contradicted = new Set<NodeId>();
  for (const { kind, source, target } of links.values()) {
    linked.add(source).add(target);
    if (nodes.get(source)?.kind === "thesis") meetsThesis.add(target);
    if (nodes.get(target)?.kind === "thesis") meetsThesis.add(source);
    if (kind === "supports") supported.add(target);
    if (kind === "contradicts") contradicted.add(target);
  }
  const gaps: Gaps = { questionsWithoutThesis: [], contestedTheses: [], unlinked: [] };
  for (const { id, kind } of nodes.values()) {
    if (kind === "guiding-question" && !meetsThesis.has(id)) gaps.questionsWithoutThesis.push(id);
    if (kind === "thesis" && supported.has(id) && contradicted.has(id))
      gaps.contestedTheses.push(id);
    if (kind !== "region" && !linked.has(id)) gaps.unlinked.push(id);
  }
  return gaps;
}
