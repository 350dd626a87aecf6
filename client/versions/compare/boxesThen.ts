// Where nodes lay, and how large they were, that have moved or are gone since. Pure.
import { estimateSize } from "#shared/map/nodeSize.ts";
import type { NodeJson } from "#shared/map/json.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { absolutePosition } from "#shared/map/topology.ts";
import type { Comparison } from "#shared/versions/comparison.ts";
import type { Box } from "../../map/canvas/box.ts";

export function boxesThen(
  before: ReadonlyMap<NodeId, NodeJson>,
  { nodes }: Comparison,
): Map<NodeId, Box> {
  const boxes = new Map<NodeId, Box>();
  for (const [id, change] of nodes) {
    const isElsewhere =
      change.how === "removed" ||
      (change.how === "changed" &&
        (change.fields.includes("place") || change.fields.includes("size")));
    const node = isElsewhere ? before.get(id) : undefined;
    if (node !== undefined) {
      boxes.set(id, { ...absolutePosition(before, node), ...estimateSize(node) });
    }
  }
  return boxes;
}
