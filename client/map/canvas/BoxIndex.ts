// Which boxes lie near a place, without asking all of them: a grid of cells, each with the ids that touch it.
import type { Box } from "./box.ts";

const CELL = 320;
/** More rows than a map can have: one number names a cell. */
const ROWS = 1_000_003;
/** A box that touches more cells than this (a huge region) is kept in a list that every search sees. */
const MAX_CELLS = 400;

export class BoxIndex {
  readonly #boxes = new Map<string, Box>();
  readonly #cells = new Map<number, Set<string>>();
  readonly #large = new Set<string>();

  get(id: string): Box | undefined {
    return this.#boxes.get(id);
  }

  get size(): number {
    return this.#boxes.size;
  }

  ids(): IterableIterator<string> {
    return this.#boxes.keys();
  }

  values(): IterableIterator<Box> {
    return this.#boxes.values();
  }

  set(id: string, box: Box): void {
    this.delete(id);
    this.#boxes.set(id, box);
    const keys = cellsOf(box);
    if (keys === null) this.#large.add(id);
    else
      for (const key of keys) {
        let cell = this.#cells.get(key);
        if (cell === undefined) {
          cell = new Set();
          this.#cells.set(key, cell);
        }
        cell.add(id);
      }
  }

  delete(id: string): void {
    const box = this.#boxes.get(id);
    if (box === undefined) return;
    this.#boxes.delete(id);
    this.#large.delete(id);
    for (const key of cellsOf(box) ?? []) {
      const cell = this.#cells.get(key);
      cell?.delete(id);
      if (cell?.size === 0) this.#cells.delete(key);
    }
  }

  /** Ids of all boxes that may touch this one; some may lie beside it. */
  near(box: Box): Set<string> {
    const found = new Set(this.#large);
    const keys = cellsOf(box);
    if (keys === null) return new Set(this.#boxes.keys());
    for (const key of keys) {
      const cell = this.#cells.get(key);
      if (cell !== undefined) for (const id of cell) found.add(id);
    }
    return found;
  }
}

function cellsOf({ x, y, width, height }: Box): number[] | null {
  const left = Math.floor(x / CELL);
  const right = Math.floor((x + width) / CELL);
  const top = Math.floor(y / CELL);
  const bottom = Math.floor((y + height) / CELL);
  if ((right - left + 1) * (bottom - top + 1) > MAX_CELLS) return null;
  const keys: number[] = [];
  for (let column = left; column <= right; column++) {
    for (let row = top; row <= bottom; row++) keys.push(column * ROWS + row);
  }
  return keys;
}
