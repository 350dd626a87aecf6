// Exported comments as comma-separated values. Pure.
import { CSV_BEGINNING, csvLine } from "../../http/csv.ts";
import type { ExportedTalk } from "./exportedTalk.ts";
import { headOf, rowsOf, type Value } from "./tableRows.ts";

export function asCsv(talk: ExportedTalk): Uint8Array {
  const lines = [CSV_BEGINNING, csvLine(headOf(talk))];
  for (const row of rowsOf(talk)) lines.push(csvLine(row.map(letters)));
  return Buffer.from(lines.join(""));
}

/** Dates in the one form that programs of every language take for a date. */
function letters(value: Value): string | number | null {
  return value instanceof Date ? value.toISOString().slice(0, 16).replace("T", " ") : value;
}
