// What came, went, moved or changed from one version to the next, and where on the map. Pure.
import type { MapJson } from "#shared/map/json.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import type { MapContent } from "#shared/map/read.ts";
import type { MapNode, NodeId } from "#shared/map/schema.ts";
import { absolutePosition } from "#shared/map/topology.ts";
import {
  type ChangeLook,
  compareMaps,
  looksOfLink,
  looksOfNode,
} from "#shared/versions/comparison.ts";
import type { Box } from "../../map/canvas/box.ts";

/** A state of the map, read once. */
export interface ReadState {
  json: MapJson;
  content: MapContent;
}

export interface StepMark {
  id: NodeId;
  look: Exclude<ChangeLook, "relinked">;
  title: string;
  box: Box;
  /** Where it lay before it moved. */
  boxThen: Box | null;
}

export interface Step {
  marks: readonly StepMark[];
  /** How many nodes are, to the eye, which of these. */
  counts: Readonly<Record<StepMark["look"], number>>;
  /** How many links differ in any way. */
  linkCount: number;
}

/** @param before null: nothing was kept before */
export function stepBetween(before: ReadState | null, after: ReadState): Step {
  const counts = { added: 0, removed: 0, moved: 0, changed: 0 };
  if (before === null) return { marks: [], counts, linkCount: 0 };
  const { nodes, links } = compareMaps(before.json, after.json);
  const marks: StepMark[] = [];
  for (const [id, change] of nodes) {
    const looks = looksOfNode(change);
    // Who moved and was rewritten is marked once: the way it took says more.
    const look = looks.find((one) => one !== "relinked");
    const there = change.how === "removed" ? before.content : after.content;
    const box = boxOf(there, id);
    if (look === undefined || box === null) continue;
    counts[look]++;
    const boxThen = look === "moved" ? boxOf(before.content, id) : null;
    marks.push({ id, look, title: there.nodes.get(id)?.title ?? "", box, boxThen });
  }
  const linkCount = [...links.values()].filter((change) => looksOfLink(change).length > 0).length;
  return { marks, counts, linkCount };
}

function boxOf({ nodes }: MapContent, id: NodeId): Box | null {
  const node: MapNode | undefined = nodes.get(id);
  return node === undefined ? null : { ...absolutePosition(nodes, node), ...estimateSize(node) };
}
