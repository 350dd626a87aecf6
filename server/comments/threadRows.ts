// Reads threads as somebody sees them, from sums over their comments: never all comments of a map. Whatever changes while
// this reads bears a higher number than the thread that is shown, and so is asked for again.
import { sql, type ExpressionBuilder, type Kysely, type Selectable } from "kysely";
import type { Anchor, Thread } from "#shared/comments/api.ts";
import { EXCERPT_SOURCE_CHARS, excerptOf } from "#shared/comments/excerpt.ts";
import type { ThreadsTable } from "../store/commentTables.ts";
import type { Tables } from "../store/schema.ts";

export interface Asker {
  mapId: string;
  personId: string;
}

/** One thread, or those that have changed since a number: the oldest change first, and from 0 on only what is there. */
export type Wanted = { threadId: string } | { since: number; limit: number };

/** Up to where the talk is told. */
export interface Cut {
  /** The last number of it; null: not known, the time serves. */
  number: number | null;
  at: number;
}

/** What one person has said in one thread. */
interface Share {
  threadId: string;
  authorId: string;
  count: number;
  /** Numbers of their first and last comment. */
  first: number;
  last: number;
  lastAt: number;
  unread: number;
}

/** `cut`: as if nothing had been said after that; null: all of it. */
export async function readThreads(
  db: Kysely<Tables>,
  asker: Asker,
  wanted: Wanted,
  cut: Cut | null = null,
): Promise<Thread[]> {
  const rows = await threadRows(db, asker, wanted);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const shares = Map.groupBy(await sharesIn(db, asker, ids, cut), ({ threadId }) => threadId);
  const openings = await openingsOf(db, asker.mapId, shares.values());
  const mentioned = await threadsThatMention(db, asker, ids, cut);
  return rows.map((row) => {
    const said = (shares.get(row.id) ?? []).toSorted((a, b) => a.first - b.first);
    const latest = said.reduce<Share | null>(
      (last, share) => (last !== null && last.last > share.last ? last : share),
      null,
    );
    const others = said.map(({ authorId }) => authorId).filter((id) => id !== row.created_by);
    return {
      ...threadOf(row),
      commentCount: said.reduce((sum, { count }) => sum + count, 0),
      excerpt: openings.get(row.id) ?? "",
      lastAt: latest?.lastAt ?? row.created_at,
      lastBy: latest?.authorId ?? row.created_by,
      lastNumber: latest?.last ?? 0,
      people: [row.created_by, ...others],
      unread: said.reduce((sum, { unread }) => sum + unread, 0),
      mentionsMe: mentioned.has(row.id),
      follows: row.follows === 1,
    };
  });
}

type Row = Selectable<Omit<ThreadsTable, "anchor_then" | "anchor_ends">> & {
  follows: number | null;
};

async function threadRows(
  db: Kysely<Tables>,
  { mapId, personId }: Asker,
  wanted: Wanted,
): Promise<Row[]> {
  const ofMap = db
    .selectFrom("threads")
    .leftJoin("thread_follows", (join) =>
      join
        .onRef("thread_follows.thread_id", "=", "threads.id")
        .on("thread_follows.person_id", "=", personId),
    )
    .select(["threads.id", "threads.map_id", "threads.seq", "threads.anchor_on"])
    .select(["threads.anchor_id", "threads.x", "threads.y", "threads.anchor_title"])
    .select(["threads.state_id", "threads.created_at", "threads.created_by"])
    .select(["threads.resolved_at", "threads.resolved_by", "threads.outcome"])
    .select(["threads.outcome_reason", "threads.deleted_at", "thread_follows.follows"])
    .where("threads.map_id", "=", mapId);
  if ("threadId" in wanted) return await ofMap.where("threads.id", "=", wanted.threadId).execute();
  return await ofMap
    .where("threads.seq", ">", wanted.since)
    // Whoever begins knows nothing that could have gone.
    .$if(wanted.since === 0, (query) => query.where("threads.deleted_at", "is", null))
    .orderBy("threads.seq")
    .limit(wanted.limit)
    .execute();
}

function sharesIn(
  db: Kysely<Tables>,
  { personId }: Asker,
  threadIds: readonly string[],
  cut: Cut | null,
): Promise<Share[]> {
  return db
    .selectFrom("comments")
    .leftJoin("thread_reads", (join) =>
      join
        .onRef("thread_reads.thread_id", "=", "comments.thread_id")
        .on("thread_reads.person_id", "=", personId),
    )
    .select(["comments.thread_id as threadId", "comments.author_id as authorId"])
    .select((eb) => [
      eb.fn.countAll<number>().as("count"),
      eb.fn.min("comments.number").as("first"),
      eb.fn.max("comments.number").as("last"),
      eb.fn.max("comments.created_at").as("lastAt"),
      sql<number>`sum(comments.author_id <> ${personId}
        and comments.number > coalesce(thread_reads.up_to, 0))`.as("unread"),
    ])
    .where("comments.thread_id", "in", threadIds)
    .where("comments.deleted_at", "is", null)
    .where((eb) => isWithin(eb, cut))
    .groupBy(["comments.thread_id", "comments.author_id"])
    .execute();
}

/** The beginnings of threads' first comments, by thread. */
async function openingsOf(
  db: Kysely<Tables>,
  mapId: string,
  shares: Iterable<readonly Share[]>,
): Promise<Map<string, string>> {
  const numbers = [...shares].map((ofThread) => Math.min(...ofThread.map(({ first }) => first)));
  if (numbers.length === 0) return new Map();
  const rows = await db
    .selectFrom("comments")
    .select("thread_id as threadId")
    .select((eb) =>
      eb.fn<string>("substr", ["text", eb.val(1), eb.val(EXCERPT_SOURCE_CHARS)]).as("text"),
    )
    .where("map_id", "=", mapId)
    .where("number", "in", numbers)
    .execute();
  return new Map(rows.map(({ threadId, text }) => [threadId, excerptOf(text)]));
}

/** Of comments: said up to there. */
export function isWithin(eb: ExpressionBuilder<Tables, "comments">, cut: Cut | null) {
  if (cut === null) return eb.lit(true);
  return cut.number === null
    ? eb("comments.created_at", "<=", cut.at)
    : eb("comments.number", "<=", cut.number);
}

async function threadsThatMention(
  db: Kysely<Tables>,
  { personId }: Asker,
  threadIds: readonly string[],
  cut: Cut | null,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom("mentions")
    .innerJoin("comments", "comments.id", "mentions.comment_id")
    .select("comments.thread_id as id")
    .distinct()
    .where("mentions.person_id", "=", personId)
    .where("comments.thread_id", "in", threadIds)
    .where((eb) => isWithin(eb, cut))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function anchorOf({ anchor_on: on, anchor_id: id, x, y }: Row): Anchor {
  if (on === "node" || on === "link") return { on, id: id ?? "" };
  return on === "place" ? { on, x: x ?? 0, y: y ?? 0 } : { on };
}

function threadOf(row: Row) {
  const { resolved_at: at, resolved_by: by, outcome, outcome_reason: reason } = row;
  const resolved = at === null || by === null ? null : { at, by };
  return {
    id: row.id,
    seq: row.seq,
    anchor: anchorOf(row),
    anchorTitle: row.anchor_title,
    createdAt: row.created_at,
    createdBy: row.created_by,
    resolved,
    outcome: resolved === null || outcome === null ? null : { kind: outcome, reason, ...resolved },
    stateId: row.state_id,
  };
}
