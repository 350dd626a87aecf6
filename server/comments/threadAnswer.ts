// Threads as answers: what has changed, and one of them with all that was said. Reads only.
import type { Kysely } from "kysely";
import {
  anchorThenSchema,
  REACTIONS,
  THREADS_PER_ANSWER,
  type Comment,
  type Thread,
  type ThreadAnswer,
  type Threads,
} from "#shared/comments/api.ts";
import { mentionsIn } from "#shared/comments/tokens.ts";
import type { Tables } from "../store/schema.ts";
import { authorsOf } from "./authors.ts";
import { lastNumber } from "./talkNumbers.ts";
import { commentsThen, threadsThen } from "./past/asThen.ts";
import { isWithin, readThreads, type Asker, type Cut } from "./threadRows.ts";

/** Every thread that has changed since, up to THREADS_PER_ANSWER. `cut`: as it was then; null: as it is. */
export async function threadsSince(
  db: Kysely<Tables>,
  asker: Asker,
  since: number,
  cut: Cut | null = null,
): Promise<Threads> {
  const last = await lastNumber(db, asker.mapId);
  // A number from the future is one of a database that was set back since: whoever has it begins anew.
  const from = since > last ? 0 : since;
  const wanted = { since: from, limit: THREADS_PER_ANSWER + 1 };
  const read = await readThreads(db, asker, wanted, cut);
  const more = read.length > THREADS_PER_ANSWER;
  const page = more ? read.slice(0, THREADS_PER_ANSWER) : read;
  const listed = page.at(-1)?.seq ?? 0;
  const then = cut === null ? page : await threadsThen(db, page, cut);
  // Whoever begins knows nothing that could have gone.
  const threads = from === 0 ? then.filter(({ commentCount }) => commentCount > 0) : then;
  const named = threads.flatMap((thread) => [...namedIn(thread), ...mentionsIn(thread.excerpt)]);
  const strangers = await neverMentioned(db, asker.mapId, threads);
  return {
    seq: more ? listed : Math.max(last, listed),
    more,
    threads,
    authors: await authorsOf(
      db,
      asker.mapId,
      named.filter((id) => !strangers.has(id)),
    ),
  };
}

function namedIn({ createdBy, resolved, lastBy, people }: Thread): string[] {
  return [createdBy, lastBy, ...people, ...(resolved === null ? [] : [resolved.by])];
}

/** Ids that stand like mentions in excerpts, of people who could not open the map and speak nowhere: nothing is said of them. */
async function neverMentioned(
  db: Kysely<Tables>,
  mapId: string,
  threads: readonly Thread[],
): Promise<Set<string>> {
  const claimed = new Set(threads.flatMap(({ excerpt }) => mentionsIn(excerpt)));
  for (const id of threads.flatMap(namedIn)) claimed.delete(id);
  if (claimed.size === 0) return claimed;
  const rows = await db
    .selectFrom("mentions")
    .innerJoin("comments", "comments.id", "mentions.comment_id")
    .select("mentions.person_id as id")
    .distinct()
    .where("comments.map_id", "=", mapId)
    .where("mentions.person_id", "in", [...claimed])
    .execute();
  for (const { id } of rows) claimed.delete(id);
  return claimed;
}

/** One thread; null: there is none on this map. One that is gone has no comments that say anything. `cut`: as above. */
export async function threadAnswer(
  db: Kysely<Tables>,
  asker: Asker,
  threadId: string,
  cut: Cut | null = null,
): Promise<ThreadAnswer | null> {
  const [now] = await readThreads(db, asker, { threadId }, cut);
  const [thread] = now === undefined || cut === null ? [now] : await threadsThen(db, [now], cut);
  if (thread === undefined) return null;
  const row = await db
    .selectFrom("threads")
    .select("anchor_then as then")
    .where("id", "=", threadId)
    .executeTakeFirst();
  const all = await commentsIn(db, threadId, cut);
  const comments = cut === null ? all : commentsThen(all, cut);
  const mentioned = await db
    .selectFrom("mentions")
    .innerJoin("comments", "comments.id", "mentions.comment_id")
    .select("mentions.person_id as id")
    .where("comments.thread_id", "=", threadId)
    .where((eb) => isWithin(eb, cut))
    .execute();
  const named = [
    ...namedIn(thread),
    ...mentioned.map(({ id }) => id),
    ...comments.flatMap(({ authorId, reactions }) => [
      authorId,
      ...reactions.flatMap(({ people }) => people),
    ]),
  ];
  return {
    thread,
    comments,
    authors: await authorsOf(db, asker.mapId, named),
    anchorThen: anchorThenSchema.parse(JSON.parse(row?.then ?? "null")),
  };
}

async function commentsIn(
  db: Kysely<Tables>,
  threadId: string,
  cut: Cut | null,
): Promise<Comment[]> {
  const rows = await db
    .selectFrom("comments")
    .select(["id", "thread_id as threadId", "number", "author_id as authorId", "text"])
    .select(["created_at as createdAt", "edited_at as editedAt", "deleted_at as deletedAt"])
    .where("thread_id", "=", threadId)
    .where((eb) => isWithin(eb, cut))
    .orderBy("number")
    .execute();
  const reactions = await db
    .selectFrom("reactions")
    .innerJoin("comments", "comments.id", "reactions.comment_id")
    .select(["reactions.comment_id as commentId", "reactions.kind"])
    .select("reactions.person_id as personId")
    .where("comments.thread_id", "=", threadId)
    .orderBy("reactions.person_id")
    .execute();
  const byComment = Map.groupBy(reactions, ({ commentId }) => commentId);
  return rows.map((row) => {
    const byKind = Map.groupBy(byComment.get(row.id) ?? [], ({ kind }) => kind);
    return {
      ...row,
      reactions: REACTIONS.flatMap((kind) => {
        const people = (byKind.get(kind) ?? []).map(({ personId }) => personId);
        return people.length === 0 ? [] : [{ kind, people }];
      }),
    };
  });
}
