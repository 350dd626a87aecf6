// Where keys lead in a tree, as the ARIA Authoring Practices describe it for the tree view pattern.
import { plainLetters } from "../../app/paletteSearch.ts";

/** What is to be known of a row to walk. */
export interface TreeRow {
  /** 1 is the outermost. */
  level: number;
  /** null: nothing to unfold. */
  isOpen: boolean | null;
}

const PAGE_ROWS = 10;

/** The row to go to, whether to fold the present one, or null: not a key of a tree. */
export function stepFor(
  key: string,
  rows: readonly TreeRow[],
  active: number,
): { to: number } | { fold: boolean } | null {
  const row = rows[active];
  if (row === undefined) return null;
  const last = rows.length - 1;
  switch (key) {
    case "ArrowDown":
      return { to: Math.min(active + 1, last) };
    case "ArrowUp":
      return { to: Math.max(active - 1, 0) };
    case "PageDown":
      return { to: Math.min(active + PAGE_ROWS, last) };
    case "PageUp":
      return { to: Math.max(active - PAGE_ROWS, 0) };
    case "Home":
      return { to: 0 };
    case "End":
      return { to: last };
    case "ArrowRight":
      if (row.isOpen === false) return { fold: false };
      return { to: row.isOpen === true ? active + 1 : active };
    case "ArrowLeft":
      if (row.isOpen === true) return { fold: true };
      return { to: parentIndex(rows, active) };
    default:
      return null;
  }
}

function parentIndex(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above--) {
    if ((rows[above]?.level ?? 1) < level) return above;
  }
  return index;
}

/** The next row after the present one, round and round, whose name begins with this letter; null: there is none. */
export function rowByLetter<Row>(
  key: string,
  rows: readonly Row[],
  active: number,
  nameOf: (row: Row) => string,
): number | null {
  const letter = plainLetters(key);
  const from = [...rows.keys()].map((offset) => (active + 1 + offset) % rows.length);
  const match = from.find((index) => {
    const candidate = rows[index];
    return candidate !== undefined && plainLetters(nameOf(candidate)).startsWith(letter);
  });
  return match ?? null;
}
