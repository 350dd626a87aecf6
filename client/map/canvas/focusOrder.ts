// In which order the keyboard goes through nodes: as one reads, or to the nearest in a direction. Pure.
import { centreOf, type Box } from "./box.ts";

export type Direction = "up" | "down" | "left" | "right";

/** Nodes whose tops lie closer than this stand in one line. In map units. */
const LINE_HEIGHT = 60;
/** How much more a step aside counts than a step ahead. */
const ASIDE_COUNTS = 2.2;

/** Line by line from the top, each from the left. */
export function readingOrder(boxes: ReadonlyMap<string, Box>): string[] {
  const sorted = [...boxes].toSorted(
    ([idA, a], [idB, b]) => a.y - b.y || a.x - b.x || (idA < idB ? -1 : 1),
  );
  const order: string[] = [];
  let line: [string, Box][] = [];
  const endLine = (): void => {
    for (const [id] of line.toSorted(([, a], [, b]) => a.x - b.x)) order.push(id);
    line = [];
  };
  for (const entry of sorted) {
    const [first] = line;
    if (first !== undefined && entry[1].y - first[1].y > LINE_HEIGHT) endLine();
    line.push(entry);
  }
  endLine();
  return order;
}

/** The nearest box in a direction, null where there is none: straight ahead before aside. */
export function neighbour(
  boxes: ReadonlyMap<string, Box>,
  from: Box,
  direction: Direction,
): string | null {
  const start = centreOf(from);
  let best: string | null = null;
  let least = Infinity;
  for (const [id, box] of boxes) {
    const end = centreOf(box);
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const flat = direction === "left" || direction === "right";
    const ahead =
      direction === "left" ? -dx : direction === "right" ? dx : direction === "up" ? -dy : dy;
    const aside = Math.abs(flat ? dy : dx);
    if (ahead <= 1 || aside > ahead * 3) continue;
    const cost = ahead + aside * ASIDE_COUNTS;
    if (cost < least) {
      least = cost;
      best = id;
    }
  }
  return best;
}
