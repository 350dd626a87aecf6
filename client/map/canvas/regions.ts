// Which region a node comes to lie in when it is put down somewhere.
import type { NodeId, Place, Size } from "#shared/map/schema.ts";
import { isWithin } from "#shared/map/topology.ts";
import type { Point } from "#shared/protocol/presence.ts";
import type { Canvas } from "./Canvas.ts";
import { centreOf, holdsPoint } from "./box.ts";

/**
 * The place of a node whose top left corner is put at `corner` (map units, absolute): in the innermost region under
 * its middle, or on the map itself. `self` never comes to lie in itself or in what it holds.
 */
export function placeOn(
  { links, session }: Pick<Canvas, "links" | "session">,
  corner: Point,
  size: Size,
  self: NodeId | null = null,
): Place {
  const middle = centreOf({ ...corner, ...size });
  let parentId: NodeId | null = null;
  let area = Infinity;
  for (const id of links.nodesIn({ ...middle, width: 1, height: 1 })) {
    const box = links.box(id);
    if (box === undefined || session.content.node(id)?.kind !== "region") continue;
    if (self !== null && isWithin(session.content.nodes, id, self)) continue;
    // A region goes into another only when it is the smaller one.
    if (!holdsPoint(box, middle) || box.width * box.height >= area) continue;
    if (self !== null && size.width * size.height >= box.width * box.height) continue;
    parentId = id;
    area = box.width * box.height;
  }
  const parent = parentId === null ? undefined : links.box(parentId);
  return { parentId, x: corner.x - (parent?.x ?? 0), y: corner.y - (parent?.y ?? 0) };
}
