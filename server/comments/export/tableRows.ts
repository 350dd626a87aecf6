// Exported comments as the rows of a table, one for each comment. Pure.
import { COLUMNS, type Column } from "./exportWords.ts";
import type { ExportedTalk } from "./exportedTalk.ts";
import { wallClock } from "./wallClock.ts";

/** A date is one on the wall: its UTC parts are meant. */
export type Value = string | number | Date | null;

export function headOf({ words, timeZone }: ExportedTalk): string[] {
  return COLUMNS.map((column) =>
    column === "date" ? `${words.column.date} (${timeZone})` : words.column[column],
  );
}

export function* rowsOf({ mapTitle, threads, timeZone }: ExportedTalk): Generator<Value[]> {
  const clock = wallClock(timeZone);
  for (const thread of threads) {
    const { kind, place, state, outcome, reason } = thread;
    for (const { number, replyTo, text, author, organisation, at } of thread.comments) {
      const row: Record<Column, Value> = {
        map: mapTitle,
        kind,
        place,
        thread: thread.number,
        comment: number,
        replyTo,
        text,
        author,
        organisation,
        date: clock(at),
        state,
        outcome,
        reason,
      };
      yield COLUMNS.map((column) => row[column]);
    }
  }
}
