// Exported comments as a workbook for spreadsheet programs. Whatever somebody wrote is text, and stays text when it is
// edited; only our own numbers and dates are anything else.
import writeExcelFile, { type CellObject } from "write-excel-file/node";
import { looksLikeFormula } from "../../http/csv.ts";
import { COLUMNS, type Column } from "./exportWords.ts";
import type { ExportedTalk } from "./exportedTalk.ts";
import { headOf, rowsOf, type Value } from "./tableRows.ts";

/** In letters. */
const WIDTHS: Record<Column, number> = {
  map: 24,
  kind: 18,
  place: 34,
  thread: 12,
  comment: 14,
  replyTo: 15,
  text: 72,
  author: 26,
  organisation: 26,
  date: 22,
  state: 11,
  outcome: 22,
  reason: 48,
};
const DATES = { "de-DE": "dd.mm.yyyy hh:mm", "en-GB": "yyyy-mm-dd hh:mm" };
/** What Excel reads as a letter by its number. */
const LETTER_BY_NUMBER = /_(?=x[0-9A-Fa-f]{4}_)/g;
const LETTER_LOW_LINE = "_x005F_";
const FONT = { fontFamily: "Calibri", fontSize: 11 };
const HEAD_COLOUR = "#e8eef2";

export async function asXlsx(talk: ExportedTalk): Promise<Uint8Array> {
  const head = headOf(talk).map((value): CellObject => ({
    ...textCell(value),
    fontWeight: "bold",
    backgroundColor: HEAD_COLOUR,
  }));
  const dates = talk.words.locale === "de-DE" ? DATES["de-DE"] : DATES["en-GB"];
  const rows = [...rowsOf(talk)].map((row) => row.map((value) => cell(value, dates)));
  const look = {
    sheet: talk.words.sheet,
    stickyRowsCount: 1,
    orientation: "landscape" as const,
    columns: COLUMNS.map((column) => ({ width: WIDTHS[column] })),
  };
  return await writeExcelFile([head, ...rows], look, FONT).toBuffer();
}

function cell(value: Value, dates: string): CellObject | null {
  if (value === null || value === "") return null;
  if (typeof value === "string") return textCell(value);
  if (typeof value === "number") return { value, type: Number, alignVertical: "top" };
  return { value, type: Date, format: dates, alignVertical: "top" };
}

function textCell(text: string): CellObject {
  return {
    value: safeKey(text.replace(LETTER_BY_NUMBER, LETTER_LOW_LINE)),
    type: String,
    wrap: true,
    alignVertical: "top",
    // A cell of the format "text" is no formula either when somebody goes into it and out again.
    ...(looksLikeFormula(text) ? { format: "@" } : {}),
  };
}

/** The library looks texts up in an object: those that every object has (`constructor`) would come out as something else. */
function safeKey(text: string): string {
  return text in {} ? `${text} ` : text;
}
