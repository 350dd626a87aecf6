// Threads and comments as of a moment of the past, as far as it is known and may be read today. What was edited since has
// the words of today, what was deleted since has none: old words are not kept.
import type { Kysely, Selectable } from "kysely";
import type { Comment, Thread } from "#shared/comments/api.ts";
import type { ThreadStatesTable } from "../../store/commentTables.ts";
import type { Tables } from "../../store/schema.ts";
import type { Cut } from "../threadRows.ts";

/** `threads`: read up to `cut`. With what had become of them by then, and nothing of whoever asks but their mentions. */
export async function threadsThen(
  db: Kysely<Tables>,
  threads: readonly Thread[],
  cut: Cut,
): Promise<Thread[]> {
  if (threads.length === 0) return [];
  const rows = await db
    .selectFrom("thread_states")
    .selectAll()
    .where(
      "thread_id",
      "in",
      threads.map(({ id }) => id),
    )
    .orderBy("id")
    .execute();
  const states = Map.groupBy(rows, (row) => row.thread_id);
  return threads.map((thread) => ({
    ...thread,
    ...stateThen(thread, states.get(thread.id) ?? [], cut),
    unread: 0,
    follows: false,
    stateId: null,
  }));
}

type StateRow = Selectable<ThreadStatesTable>;

/** `rows`: all of the thread, the oldest first. */
function stateThen(
  { resolved, outcome }: Thread,
  rows: readonly StateRow[],
  cut: Cut,
): Pick<Thread, "resolved" | "outcome" | "past"> {
  const then = rows.findLast((row) => isWithin(row, cut));
  // One that was there before its states were kept begins with what was known of it then.
  const isStateKnown = then !== undefined || rows.every(({ number }) => number !== null);
  const past = { isStateKnown, isResolvedToday: resolved !== null, isReasonGone: false };
  if (then === undefined || then.is_resolved === 0 || then.by_id === null) {
    return { resolved: null, outcome: null, past };
  }
  const by = { at: then.at, by: then.by_id };
  if (then.outcome === null) return { resolved: by, outcome: null, past };
  // The reason is that of the last state.
  const isLast = then === rows.at(-1);
  const reason = isLast ? (outcome?.reason ?? "") : "";
  return {
    resolved: by,
    outcome: { kind: then.outcome, reason, ...by },
    past: { ...past, isReasonGone: !isLast },
  };
}

function isWithin({ number, at }: StateRow, cut: Cut): boolean {
  return number === null || cut.number === null ? at <= cut.at : number <= cut.number;
}

/**
 * `comments`: of one thread, up to `cut`. One that was deleted since leaves a place only where somebody went on after it.
 * Reactions have no time: none are told.
 */
export function commentsThen(comments: readonly Comment[], cut: Cut): Comment[] {
  const lastWithWords = comments.findLastIndex(({ deletedAt }) => deletedAt === null);
  return comments.flatMap((comment, index) => {
    const { editedAt, deletedAt } = comment;
    const isDeletedSince = deletedAt !== null && deletedAt > cut.at;
    if (isDeletedSince && index > lastWithWords) return [];
    const isEditedSince = deletedAt === null && editedAt !== null && editedAt > cut.at;
    const since = isDeletedSince ? "deleted" : isEditedSince ? "edited" : null;
    return [{ ...comment, reactions: [], ...(since === null ? {} : { since }) }];
  });
}
