// Another state of a map is seen where the map was, with the same selected, as far as it is there: whoever goes back and
// forth in time stays where they are.
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import { canvasOf } from "../map/canvas/canvasOf.ts";
import type { Viewport } from "../map/canvas/Canvas.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import type { ShownMap } from "../map/session/ShownMap.ts";

interface Place {
  viewport: Viewport | null;
  nodes: readonly NodeId[];
  links: readonly LinkId[];
}

/** Where the last past state of an open map was left, until the map itself is shown again. */
const leftAt = new WeakMap<MapSession, Place>();

/** To be called before it is drawn. `session`: the open map that somebody came from. */
export function seeAtSamePlace(past: ShownMap, session: MapSession): void {
  const { viewport, nodes, links } = leftAt.get(session) ?? placeOf(session);
  if (viewport !== null) canvasOf(past).rememberViewport(viewport);
  past.flow.select({
    nodes: nodes.filter((id) => past.content.node(id) !== undefined),
    links: links.filter((id) => past.content.link(id) !== undefined),
  });
}

/** The next past state will be seen where this one is. */
export function leavePast(past: ShownMap, session: MapSession): void {
  leftAt.set(session, placeOf(past));
}

/** The map itself is shown: from here on its own place counts. */
export function backAtMap(session: MapSession): void {
  leftAt.delete(session);
}

function placeOf(map: ShownMap): Place {
  const { nodes, links } = map.flow.selection.get();
  return { viewport: canvasOf(map).lastViewport, nodes: [...nodes], links: [...links] };
}
