// Threads in which somebody is to be seen: when they are called otherwise, or nobody any more, pages ask for these anew.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import { touchThread } from "./talkNumbers.ts";

/** Within a transaction. Answers the maps of the threads. */
export async function touchThreadsThatShow(
  db: Kysely<Tables>,
  personId: string,
): Promise<string[]> {
  const threads = await threadsThatShow(db, personId);
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
