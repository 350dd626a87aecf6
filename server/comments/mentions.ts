// Who is mentioned in a comment: only those who may open the map. For anybody else the token stays words, and nobody is told.
import type { Kysely } from "kysely";
import { MAX_MENTIONS } from "#shared/comments/api.ts";
import { mentionsIn } from "#shared/comments/tokens.ts";
import type { Tables } from "../store/schema.ts";
import { whoMayOpen } from "./authors.ts";

export function hasTooManyMentions(text: string): boolean {
  return mentionsIn(text).length > MAX_MENTIONS;
}

interface Said {
  mapId: string;
  threadId: string;
  commentId: string;
  authorId: string;
  text: string;
}

/**
 * Writes down who is mentioned in a comment now, and lets them follow its thread. Answers those who were not before, never
 * the author. Within the transaction that writes the comment.
 */
export async function storeMentions(db: Kysely<Tables>, said: Said): Promise<string[]> {
  const { mapId, threadId, commentId, authorId } = said;
  const named = mentionsIn(said.text);
  const rows = await db
    .selectFrom("mentions")
    .select("person_id as id")
    .where("comment_id", "=", commentId)
    .execute();
  const before = new Set(rows.map(({ id }) => id));
  await db
    .deleteFrom("mentions")
    .where("comment_id", "=", commentId)
    .$if(named.length > 0, (query) => query.where("person_id", "not in", named))
    .execute();
  const wanted = named.filter((id) => !before.has(id));
  const may = new Set(await whoMayOpen(db, mapId, wanted));
  const added = wanted.filter((id) => may.has(id));
  if (added.length === 0) return [];
  await db
    .insertInto("mentions")
    .values(added.map((id) => ({ comment_id: commentId, person_id: id })))
    .execute();
  await follow(db, threadId, added);
  return added.filter((id) => id !== authorId);
}

/** They follow the thread from now on, unless they said that they do not want to. */
export async function follow(
  db: Kysely<Tables>,
  threadId: string,
  people: readonly string[],
): Promise<void> {
  await db
    .insertInto("thread_follows")
    .values(people.map((id) => ({ person_id: id, thread_id: threadId, follows: 1 as const })))
    .onConflict((conflict) => conflict.columns(["person_id", "thread_id"]).doNothing())
    .execute();
}
