// What somebody compares a list of threads with that they have kept for a while: how much there is, and who everybody is.
// Reads only.
import type { Kysely } from "kysely";
import type { Threads } from "#shared/comments/api.ts";
import type { Tables } from "../store/schema.ts";
import { authorsOf } from "./authors.ts";

/** Takes the place of these in the answer to somebody who goes on from there. */
export async function restOfTalk(
  db: Kysely<Tables>,
  mapId: string,
  { authors }: Threads,
): Promise<Required<Pick<Threads, "whole" | "authors">>> {
  const { threads, seqs } = await db
    .selectFrom("threads")
    .select((eb) => [
      eb.fn.countAll<number>().as("threads"),
      eb.fn.coalesce(eb.fn.sum<number>("seq"), eb.val(0)).as("seqs"),
    ])
    .where("map_id", "=", mapId)
    .where("deleted_at", "is", null)
    .executeTakeFirstOrThrow();
  const people = await db
    .selectFrom("comments")
    .select("author_id as id")
    .where("map_id", "=", mapId)
    .union(
      db
        .selectFrom("mentions")
        .innerJoin("comments", "comments.id", "mentions.comment_id")
        .select("mentions.person_id as id")
        .where("comments.map_id", "=", mapId),
    )
    .union(
      db
        .selectFrom("threads")
        .select((eb) => eb.fn.coalesce("resolved_by", "created_by").as("id"))
        .where("map_id", "=", mapId),
    )
    .execute();
  const ids = [...authors, ...people].map(({ id }) => id);
  return { whole: { threads, seqs }, authors: await authorsOf(db, mapId, ids) };
}
