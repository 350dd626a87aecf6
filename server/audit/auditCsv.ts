// The audit log as a table for spreadsheet programs. Ids only; no cell of it can be taken for a formula.
import type { AuditLog, AuditRow } from "./AuditLog.ts";

const ROWS_AT_ONCE = 1_000;
const HEAD = ["id", "at", "action", "actor", "map", "subject"];

/** Quoted, and begun with an apostrophe where a program would take it for a formula: ids may begin with a minus. */
export function csvCell(value: string | number | null): string {
  const text = String(value ?? "");
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

function lineOf(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(";")}\r\n`;
}

function rowLine({ id, at, action, actorId, mapId, subjectId }: AuditRow): string {
  return lineOf([id, new Date(at).toISOString(), action, actorId, mapId, subjectId]);
}

/** The whole log, the newest first, piece by piece. */
export async function* auditCsv(audit: AuditLog): AsyncGenerator<string> {
  // A byte order mark: without it, programs take UTF-8 for something else.
  yield `\uFEFF${lineOf(HEAD)}`;
  let before: number | null = null;
  for (;;) {
    const rows: AuditRow[] = await audit.read({ before, mapId: null, limit: ROWS_AT_ONCE });
    if (rows.length > 0) yield rows.map(rowLine).join("");
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    before = last.id;
  }
}
