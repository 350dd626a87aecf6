// Tables for spreadsheet programs as comma-separated values, in the way German Excel opens by a double click: UTF-8 with a
// mark, semicolons. No cell can be taken for a formula.

/** A byte order mark: without it, programs take UTF-8 for something else. */
export const CSV_BEGINNING = "\uFEFF";

/** Also as full-width letters, which some programs read as the plain ones. */
const FORMULA_SIGNS = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Whether a spreadsheet program could take this for a formula once somebody types it, or opens it as CSV. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA_SIGNS.test(text);
}

/** Quoted, and begun with an apostrophe where a program would take it for a formula: ids may begin with a minus. */
export function csvCell(value: string | number | null): string {
  const text = String(value ?? "");
  const plain = looksLikeFormula(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(";")}\r\n`;
}
