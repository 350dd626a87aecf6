// The audit log as a table for spreadsheet programs. Ids only.
import { CSV_BEGINNING, csvLine } from "../http/csv.ts";
import type { AuditLog, AuditRow } from "./AuditLog.ts";

const ROWS_AT_ONCE = 1_000;
const HEAD = ["id", "at", "action", "actor", "map", "subject"];

function rowLine({ id, at, action, actorId, mapId, subjectId }: AuditRow): string {
  return csvLine([id, new Date(at).toISOString(), action, actorId, mapId, subjectId]);
}

/** The whole log, the newest first, piece by piece. */
export async function* auditCsv(audit: AuditLog): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine(HEAD)}`;
  let before: number | null = null;
  for (;;) {
    const rows: AuditRow[] = await audit.read({ before, mapId: null, limit: ROWS_AT_ONCE });
    if (rows.length > 0) yield rows.map(rowLine).join("");
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    before = last.id;
  }
}
