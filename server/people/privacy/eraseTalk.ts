// What is deleted of somebody's part in the talk on maps: what they said stays, under an id that says nothing, and so do
// mentions of them. Decides nothing, announces nothing.
import type { Kysely } from "kysely";
import { touchThread } from "../../comments/talkNumbers.ts";
import type { Tables } from "../../store/schema.ts";

/** To be called within a transaction. Answers the maps on which somebody's page shows them differently now. */
export async function eraseTalk(db: Kysely<Tables>, id: string): Promise<string[]> {
  const threads = await threadsThatShow(db, id);
  for (const table of ["reactions", "thread_reads", "thread_follows", "author_releases"] as const) {
    await db.deleteFrom(table).where("person_id", "=", id).execute();
  }
  // Their name goes from each of these: pages that show it ask for what has changed.
  for (const { mapId, threadId } of threads) await touchThread(db, mapId, threadId);
  return [...new Set(threads.map(({ mapId }) => mapId))];
}

/** Where they wrote, reacted, closed something or are mentioned. */
function threadsThatShow(
  db: Kysely<Tables>,
  id: string,
): Promise<{ mapId: string; threadId: string }[]> {
  return db
    .selectFrom("threads")
    .select(["map_id as mapId", "id as threadId"])
    .where("deleted_at", "is", null)
    .where((eb) => {
      const byComment = (table: "reactions" | "mentions") =>
        eb
          .selectFrom(table)
          .innerJoin("comments", "comments.id", `${table}.comment_id`)
          .select("comments.thread_id")
          .where(`${table}.person_id`, "=", id);
      return eb.or([
        eb("created_by", "=", id),
        eb("resolved_by", "=", id),
        eb("id", "in", eb.selectFrom("thread_states").select("thread_id").where("by_id", "=", id)),
        eb("id", "in", eb.selectFrom("comments").select("thread_id").where("author_id", "=", id)),
        eb("id", "in", byComment("reactions")),
        eb("id", "in", byComment("mentions")),
      ]);
    })
    .orderBy("seq")
    .execute();
}
