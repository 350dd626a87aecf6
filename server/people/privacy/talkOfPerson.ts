// What the server keeps of what somebody has said on maps, and of how they follow the talk there. Reads only; words of others
// are not in it, not even those that mention this person.
import type { Kysely } from "kysely";
import type { PersonData } from "#shared/people/dataApi.ts";
import type { Tables } from "../../store/schema.ts";

type Said = Pick<
  PersonData,
  "comments" | "resolvedThreads" | "threadStates" | "reactions" | "mentionedIn"
>;
type Marks = Pick<PersonData, "readThreads" | "follows" | "releases">;

export async function talkOfPerson(db: Kysely<Tables>, id: string): Promise<Said & Marks> {
  return { ...(await saidBy(db, id)), ...(await marksOf(db, id)) };
}

async function saidBy(db: Kysely<Tables>, id: string): Promise<Said> {
  const comments = await db
    .selectFrom("comments")
    .select(["map_id as mapId", "thread_id as threadId", "id as commentId", "text"])
    .select(["created_at as writtenAt", "edited_at as editedAt", "deleted_at as deletedAt"])
    .where("author_id", "=", id)
    .orderBy("created_at")
    .execute();
  const resolvedThreads = await db
    .selectFrom("threads")
    .select(["map_id as mapId", "id as threadId", "resolved_at as resolvedAt"])
    .select(["outcome", "outcome_reason as reason"])
    .where("resolved_by", "=", id)
    .execute();
  const threadStates = await db
    .selectFrom("thread_states")
    .innerJoin("threads", "threads.id", "thread_states.thread_id")
    .select(["threads.map_id as mapId", "threads.id as threadId", "thread_states.at"])
    .select(["thread_states.is_resolved as isResolved", "thread_states.outcome"])
    .where("thread_states.by_id", "=", id)
    .orderBy("thread_states.id")
    .execute();
  const reactions = await db
    .selectFrom("reactions")
    .innerJoin("comments", "comments.id", "reactions.comment_id")
    .select(["comments.map_id as mapId", "comments.id as commentId", "reactions.kind"])
    .where("reactions.person_id", "=", id)
    .execute();
  const mentionedIn = await db
    .selectFrom("mentions")
    .innerJoin("comments", "comments.id", "mentions.comment_id")
    .select(["comments.map_id as mapId", "comments.id as commentId"])
    .where("mentions.person_id", "=", id)
    .execute();
  return {
    comments,
    resolvedThreads,
    threadStates: threadStates.map((row) => ({ ...row, isResolved: row.isResolved === 1 })),
    reactions,
    mentionedIn,
  };
}

async function marksOf(db: Kysely<Tables>, id: string): Promise<Marks> {
  const readThreads = await db
    .selectFrom("thread_reads")
    .innerJoin("threads", "threads.id", "thread_reads.thread_id")
    .select(["threads.map_id as mapId", "threads.id as threadId", "thread_reads.up_to as upTo"])
    .where("thread_reads.person_id", "=", id)
    .execute();
  const follows = await db
    .selectFrom("thread_follows")
    .innerJoin("threads", "threads.id", "thread_follows.thread_id")
    .select(["threads.map_id as mapId", "threads.id as threadId", "thread_follows.follows"])
    .where("thread_follows.person_id", "=", id)
    .execute();
  const releases = await db
    .selectFrom("author_releases")
    .select(["map_id as mapId", "release"])
    .where("person_id", "=", id)
    .execute();
  return {
    readThreads,
    follows: follows.map((row) => ({ ...row, follows: row.follows === 1 })),
    releases,
  };
}
