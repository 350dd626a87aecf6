// Reads from the rows what is exported, page by page, so that everybody else goes on in between. Each page is bytes at
// once: a thread takes bytes over in no time, and thousands of objects not.
import { setImmediate as otherWork } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { ExportQuery } from "#shared/comments/api.ts";
import type { JournalRow, JournalStore } from "../../store/JournalStore.ts";
import type { Tables } from "../../store/schema.ts";
import { exportWords } from "./exportWords.ts";
import { readSpeakers, type Speakers } from "./speakers.ts";

const ROWS_AT_A_TIME = 200;

/** All that the thread gets: no names and no addresses but those in `speakers`. */
export interface TalkRead extends ExportQuery {
  /** Of the map as it is on disk, for titles. */
  journal: readonly JournalRow[];
  speakers: Speakers;
  /** JSON: `ThreadRead[]` each, in the order in which threads were begun. Those that are gone are in it, for their number. */
  threads: readonly Uint8Array[];
  /** JSON: `CommentRead[]` each, in the order of arrival, without deleted ones. */
  comments: readonly Uint8Array[];
}

export type ThreadRead = Awaited<ReturnType<typeof threadsFrom>>[number];
export type CommentRead = Awaited<ReturnType<typeof commentsFrom>>[number];

export interface ReadTalkSetup {
  db: Kysely<Tables>;
  store: JournalStore;
}

export async function readTalk(
  { db, store }: ReadTalkSetup,
  mapId: string,
  query: ExportQuery,
): Promise<TalkRead> {
  const speakers = await readSpeakers(db, mapId, exportWords(query.language));
  const threads: Uint8Array[] = [];
  let begun: Begun | undefined;
  do {
    const page: ThreadRead[] = await threadsFrom(db, mapId, begun);
    begun = page.length < ROWS_AT_A_TIME ? undefined : page.at(-1);
    threads.push(Buffer.from(JSON.stringify(page)));
    await otherWork();
  } while (begun !== undefined);
  const comments: Uint8Array[] = [];
  let said: number | undefined = -1;
  while (said !== undefined) {
    const page: CommentRead[] = await commentsFrom(db, mapId, said);
    said = page.length < ROWS_AT_A_TIME ? undefined : page.at(-1)?.number;
    comments.push(Buffer.from(JSON.stringify(page)));
    await otherWork();
  }
  const journal = await store.load(mapId);
  return { ...query, journal, speakers, threads, comments };
}

/** Where a page ends. */
interface Begun {
  createdAt: number;
  id: string;
}

function threadsFrom(db: Kysely<Tables>, mapId: string, after: Begun | undefined) {
  return db
    .selectFrom("threads")
    .select(["id", "anchor_on as on", "anchor_id as anchorId", "anchor_title as anchorTitle"])
    .select(["created_at as createdAt", "resolved_at as resolvedAt", "deleted_at as deletedAt"])
    .select(["outcome", "outcome_reason as reason"])
    .where("map_id", "=", mapId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple("created_at", "id"), ">", eb.tuple(after?.createdAt ?? 0, after?.id ?? "")),
      ),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(ROWS_AT_A_TIME)
    .execute();
}

function commentsFrom(db: Kysely<Tables>, mapId: string, after: number) {
  return db
    .selectFrom("comments")
    .select(["number", "thread_id as threadId", "author_id as authorId", "text"])
    .select("created_at as createdAt")
    .where("map_id", "=", mapId)
    .where("number", ">", after)
    .where("deleted_at", "is", null)
    .orderBy("number")
    .limit(ROWS_AT_A_TIME)
    .execute();
}
