// Which part of a map to begin with when changes lie too far apart to be seen at once: where most of them lie. Pure.
import { boxAround, centreOf, holdsPoint, type Box } from "../../map/canvas/box.ts";

/** Of thousands of changes not each has to be tried: their neighbours are among them. */
const MAX_TRIED = 200;

/**
 * All of them where they fit into a part of this size, otherwise the part around one of them that holds the most; of
 * several such the first. null: there are none.
 */
export function mostInView(
  changes: readonly Box[],
  largest: Pick<Box, "width" | "height">,
): Box | null {
  const all = boxAround(changes);
  if (all === null) return null;
  if (all.width <= largest.width && all.height <= largest.height) return all;
  const centres = changes.map(centreOf);
  const step = Math.ceil(centres.length / MAX_TRIED);
  let best = { part: all, held: 0 };
  for (let at = 0; at < centres.length; at += step) {
    const centre = centres[at];
    if (centre === undefined) continue;
    const { width, height } = largest;
    const part = { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
    const held = centres.filter((other) => holdsPoint(part, other)).length;
    if (held > best.held) best = { part, held };
  }
  return best.part;
}
