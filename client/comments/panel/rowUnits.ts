// Rows of two heights in a list of which only a part is drawn: each takes whole units, a unit is the height of a heading.
// Pure.
import type { PanelRow } from "./panelRows.ts";

/** Who and when, two lines of what, and what became of it. */
const THREAD_UNITS = 3;

export interface RowUnits {
  /** The unit at which each row begins; one more than there are rows: the end. */
  tops: readonly number[];
  total: number;
}

export function rowUnits(rows: readonly PanelRow[]): RowUnits {
  const tops = [0];
  let total = 0;
  for (const { what } of rows) {
    total += what === "group" ? 1 : THREAD_UNITS;
    tops.push(total);
  }
  return { tops, total };
}

/** Rows of which something lies between these units, as the first and the one behind the last. */
export function rowsBetween({ tops }: RowUnits, first: number, end: number): [number, number] {
  const rows = tops.length - 1;
  // The last row that begins at or before `first`, by halving.
  let low = 0;
  let high = Math.max(0, rows - 1);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= first) low = middle;
    else high = middle - 1;
  }
  let last = low;
  while (last < rows && (tops[last] ?? 0) < end) last += 1;
  return [low, last];
}
