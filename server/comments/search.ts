// Which threads have a comment with all of these words, as people read it: with the names of those it mentions, the titles
// of the nodes it names, and below the title of what the thread hangs on. Looks at the comments of a map piece by piece, so
// that everybody else goes on in between.
import { setImmediate as otherWork } from "node:timers/promises";
import type { Kysely } from "kysely";
import { hasWords, wordsOf } from "#shared/comments/search.ts";
import { textParts } from "#shared/comments/tokens.ts";
import type { Tables } from "../store/schema.ts";
import { isWithin, type Cut } from "./threadRows.ts";
import type { TitlesNow } from "./TitlesNow.ts";

const MAX_FOUND = 500;
const COMMENTS_AT_A_TIME = 200;
const NO_TITLES: ReadonlyMap<string, string> = new Map();

export interface SearchSetup {
  db: Kysely<Tables>;
  titlesNow: TitlesNow;
}

/** `cut`: only in what was said up to there, without titles: those of then the page knows itself. Ids of threads, those with the newest such comment first. */
export async function searchComments(
  { db, titlesNow }: SearchSetup,
  mapId: string,
  query: string,
  cut: Cut | null = null,
): Promise<string[]> {
  const words = wordsOf(query);
  const found = new Set<string>();
  if (words.length === 0) return [];
  const about = cut === null ? await anchorTitles(db, mapId) : NO_TITLES;
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const comments = await db
      .selectFrom("comments")
      .select(["id", "number", "thread_id as threadId", "text"])
      .where("map_id", "=", mapId)
      .where("number", "<", before)
      .where("deleted_at", "is", null)
      .where((eb) => isWithin(eb, cut))
      .orderBy("number", "desc")
      .limit(COMMENTS_AT_A_TIME)
      .execute();
    const names = await mentionedIn(db, comments);
    const titles = cut === null ? await titlesNow(mapId, nodesIn(comments)) : NO_TITLES;
    for (const { id, threadId, text } of comments) {
      const named = {
        nameOf: (personId: string) => names.get(`${id} ${personId}`),
        titleOf: (target: string) => titles.get(target) ?? undefined,
      };
      if (found.has(threadId) || !hasWords(text, words, named, about.get(threadId))) continue;
      found.add(threadId);
      if (found.size === MAX_FOUND) return [...found];
    }
    const last = comments.at(-1);
    if (last === undefined || comments.length < COMMENTS_AT_A_TIME) return [...found];
    before = last.number;
    await otherWork();
  }
}

/** Thread → what it hangs on is called, or was. */
async function anchorTitles(db: Kysely<Tables>, mapId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("threads")
    .select(["id", "anchor_title as title"])
    .where("map_id", "=", mapId)
    .where("anchor_title", "!=", "")
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Comment and person → the name of somebody who counts as mentioned there. */
async function mentionedIn(
  db: Kysely<Tables>,
  comments: readonly { id: string }[],
): Promise<Map<string, string>> {
  if (comments.length === 0) return new Map();
  const rows = await db
    .selectFrom("mentions")
    .innerJoin("people", "people.id", "mentions.person_id")
    .select(["mentions.comment_id as commentId", "people.id", "people.name"])
    .where(
      "mentions.comment_id",
      "in",
      comments.map(({ id }) => id),
    )
    .where("people.erased_at", "is", null)
    .execute();
  return new Map(rows.map(({ commentId, id, name }) => [`${commentId} ${id}`, name]));
}

function nodesIn(comments: readonly { text: string }[]): string[] {
  const targets = comments.flatMap(({ text }) =>
    textParts(text).flatMap((part) => (part.what === "node" ? [part.target] : [])),
  );
  return [...new Set(targets)];
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
