// Which threads have a comment with all of these words. Looks at the comments of a map piece by piece, so that everybody
// else goes on in between.
import { setImmediate as otherWork } from "node:timers/promises";
import type { Kysely } from "kysely";
import { hasWords, wordsOf } from "#shared/comments/search.ts";
import type { Tables } from "../store/schema.ts";
import { isWithin, type Cut } from "./threadRows.ts";

const MAX_FOUND = 500;
const COMMENTS_AT_A_TIME = 200;

/** `cut`: only in what was said up to there. Ids of threads, those with the newest such comment first. */
export async function searchComments(
  db: Kysely<Tables>,
  mapId: string,
  query: string,
  cut: Cut | null = null,
): Promise<string[]> {
  const words = wordsOf(query);
  const found = new Set<string>();
  if (words.length === 0) return [];
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const comments = await db
      .selectFrom("comments")
      .select(["number", "thread_id as threadId", "text"])
      .where("map_id", "=", mapId)
      .where("number", "<", before)
      .where("deleted_at", "is", null)
      .where((eb) => isWithin(eb, cut))
      .orderBy("number", "desc")
      .limit(COMMENTS_AT_A_TIME)
      .execute();
    for (const { threadId, text } of comments) {
      if (found.has(threadId) || !hasWords(text, words)) continue;
      found.add(threadId);
      if (found.size === MAX_FOUND) return [...found];
    }
    const last = comments.at(-1);
    if (last === undefined || comments.length < COMMENTS_AT_A_TIME) return [...found];
    before = last.number;
    await otherWork();
  }
}

/** The thread a comment is in; null: there is no such comment on this map, or it was deleted. */
export async function threadOf(
  db: Kysely<Tables>,
  mapId: string,
  commentId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom("comments")
    .select("thread_id as threadId")
    .where("id", "=", commentId)
    .where("map_id", "=", mapId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row?.threadId ?? null;
}
