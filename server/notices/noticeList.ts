// Notices as people read them, in the inbox and by mail: of maps they may open at this moment, with names, titles and words
// as they are now. Reads only.
import type { Kysely } from "kysely";
import { mayDo } from "#shared/access/policy.ts";
import { textParts } from "#shared/comments/tokens.ts";
import type { Notice } from "#shared/notices/api.ts";
import { excerptOf, isOwnId } from "#shared/notices/excerpt.ts";
import type { Language } from "#shared/people/api.ts";
import { rolesOf, type Someone } from "../access/roles.ts";
import { exportWords } from "../comments/export/exportWords.ts";
import type { TitlesNow } from "../comments/TitlesNow.ts";
import type { Tables } from "../store/schema.ts";

/** How notices are put into words. */
export interface Wording {
  titlesNow: TitlesNow;
  language: Language;
}

/** The notices that this person may read now. */
export async function readable(db: Kysely<Tables>, someone: Someone) {
  const roles = await rolesOf(db, someone);
  const mapIds = [...roles].filter(([, role]) => mayDo(role, "comments.read")).map(([id]) => id);
  return db
    .selectFrom("notices as n")
    .innerJoin("maps", "maps.id", "n.map_id")
    .innerJoin("threads as t", "t.id", "n.thread_id")
    .leftJoin("comments as c", "c.id", "n.comment_id")
    .leftJoin("thread_reads as r", (join) =>
      join.onRef("r.thread_id", "=", "n.thread_id").onRef("r.person_id", "=", "n.person_id"),
    )
    .where("n.person_id", "=", someone.id)
    .where("n.map_id", "in", mapIds)
    .where("maps.deleted_at", "is", null)
    .where("t.deleted_at", "is", null)
    .where("c.deleted_at", "is", null);
}

type Readable = Awaited<ReturnType<typeof readable>>;

/** Not read: neither the notice nor the thread up to what it tells of. */
export function unreadOf(query: Readable): Readable {
  return query
    .where("n.read_at", "is", null)
    .where((eb) => eb(eb.fn.coalesce("r.up_to", eb.lit(0)), "<", eb.ref("n.number")));
}

/** The newest that the query finds, the newest first. */
export async function noticesIn(
  db: Kysely<Tables>,
  query: Readable,
  limit: number,
  { titlesNow, language }: Wording,
): Promise<Notice[]> {
  const rows = await query
    .innerJoin("people as p", "p.id", "n.by_id")
    .select(["n.id", "n.kind", "n.at", "n.map_id as mapId", "n.thread_id as threadId"])
    .select(["n.comment_id as commentId", "n.number", "n.read_at as readAt", "r.up_to as upTo"])
    .select(["maps.title as mapTitle", "t.anchor_title as anchorTitle", "c.text"])
    .select(["t.resolved_at as resolvedAt", "t.outcome", "t.outcome_reason as reason"])
    .select([
      "p.id as byId",
      "p.name",
      "p.colour",
      "p.kind as personKind",
      "p.erased_at as erasedAt",
    ])
    .orderBy("n.id", "desc")
    .limit(limit)
    .execute();
  const newest = await newestComments(
    db,
    rows.filter((row) => row.commentId === null).map((row) => row.threadId),
  );
  const names = await namesIn(
    db,
    rows.flatMap(({ commentId }) => commentId ?? []),
  );
  const titles = await titlesIn(db, rows, titlesNow);
  return rows.map((row) => {
    const { commentId, text, reason, outcome } = row;
    const isClosed = row.kind === "resolved" && row.resolvedAt !== null;
    const said = commentId === null ? (isClosed ? reason : "") : (text ?? "");
    return {
      id: String(row.id),
      kind: row.kind,
      at: row.at,
      mapId: row.mapId,
      mapTitle: row.mapTitle,
      threadId: row.threadId,
      commentId: commentId ?? newest.get(row.threadId) ?? "",
      anchorTitle: row.anchorTitle,
      by: {
        id: row.byId,
        name: row.name,
        colour: row.colour,
        ...(row.erasedAt === null && row.personKind === "guest" ? { isGuest: true } : {}),
        ...(row.erasedAt === null ? {} : { isErased: true }),
      },
      excerpt: excerptOf(said, {
        nameOf: (id) => names.get(`${commentId ?? ""} ${id}`) ?? null,
        titleOf: (id) => titles.get(`${row.mapId} ${id}`),
        words: exportWords(language),
      }),
      outcome: isClosed ? outcome : null,
      isRead: row.readAt !== null || (row.upTo ?? 0) >= row.number,
    };
  });
}

/** Thread → its newest comment. */
async function newestComments(
  db: Kysely<Tables>,
  threadIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("comments")
    .select(["id", "thread_id"])
    .where("thread_id", "in", threadIds)
    .where("deleted_at", "is", null)
    .orderBy("number")
    .execute();
  return new Map(rows.map((row) => [row.thread_id, row.id]));
}

/** Comment and person → the name of somebody who counts as mentioned there. Others are nobody to whoever reads this. */
async function namesIn(
  db: Kysely<Tables>,
  commentIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("mentions")
    .innerJoin("people", "people.id", "mentions.person_id")
    .select(["mentions.comment_id", "people.id", "people.name"])
    .where("mentions.comment_id", "in", commentIds)
    .where("people.erased_at", "is", null)
    .execute();
  return new Map(rows.map((row) => [`${row.comment_id} ${row.id}`, row.name]));
}

/**
 * Map and node → what the node is called; of one that is gone, what it was called last, as far as a thread on it says so,
 * else null. Each of these maps may be opened by whoever reads this.
 */
async function titlesIn(
  db: Kysely<Tables>,
  rows: readonly { mapId: string; text: string | null }[],
  titlesNow: TitlesNow,
): Promise<Map<string, string | null>> {
  const titles = new Map<string, string | null>();
  for (const [mapId, ofMap] of Map.groupBy(rows, (row) => row.mapId)) {
    const targets = new Set(ofMap.flatMap(({ text }) => nodesIn(text ?? "")));
    if (targets.size === 0) continue;
    const now = await titlesNow(mapId, [...targets]);
    const gone = [...targets].filter((id) => typeof now.get(id) !== "string");
    const last = await lastTitles(db, mapId, gone);
    for (const [id, title] of [...now, ...last]) titles.set(`${mapId} ${id}`, title);
  }
  return titles;
}

function nodesIn(text: string): string[] {
  return textParts(text).flatMap((part) =>
    part.what === "node" && isOwnId(part.target) ? [part.target] : [],
  );
}

/** What threads say that these nodes were called last. */
async function lastTitles(
  db: Kysely<Tables>,
  mapId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom("threads")
    .select(["anchor_id as id", "anchor_title as title"])
    .where("map_id", "=", mapId)
    .where("anchor_id", "in", ids)
    .where("anchor_on", "=", "node")
    .where("anchor_title", "!=", "")
    .orderBy("seq")
    .execute();
  return new Map(found.map(({ id, title }) => [id ?? "", title]));
}
