// Requests and answers of /api/maps/:id/comments: threads on nodes, links, places and the map as a whole. Author and time
// never come from a request; ids do, so that a request that was sent twice is one comment.
import { cleanText } from "#shared/cleanText.ts";
import { mapIdSchema, personSchema } from "#shared/maps/api.ts";
import { z } from "#shared/schemaLanguage.ts";

export const MAX_COMMENT_CHARS = 10_000;
export const MAX_MENTIONS = 50;
export const MAX_REASON_CHARS = 4_000;
/** Letters of a thread's first comment that a list shows. */
export const EXCERPT_CHARS = 240;
/** Threads in one answer; `more` says that there are others. */
export const THREADS_PER_ANSWER = 1_000;
/** Coordinates beyond this are no place on a map. */
const MAX_COORDINATE = 10_000_000;

/** 128 random bits in base64url, made by whoever writes. */
const newIdSchema = mapIdSchema;
/** Ids of nodes and links come from documents, and those from imports: any short text. */
const elementIdSchema = z.string().min(1).max(64);
const coordinateSchema = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);

/** What a thread hangs on. A region is a node. A place is in map units. */
export const anchorSchema = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("node"), id: elementIdSchema }),
  z.strictObject({ on: z.literal("link"), id: elementIdSchema }),
  z.strictObject({ on: z.literal("place"), x: coordinateSchema, y: coordinateSchema }),
  z.strictObject({ on: z.literal("map") }),
]);
export type Anchor = z.infer<typeof anchorSchema>;

/** What became of a thread, as public consultation tells it. */
export const OUTCOMES = ["adopted", "partly-adopted", "not-adopted", "noted"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const outcomeSchema = z.enum(OUTCOMES);

export const REACTIONS = ["agree", "disagree", "important", "question", "thanks"] as const;
export type Reaction = (typeof REACTIONS)[number];
export const reactionSchema = z.enum(REACTIONS);

/** Under what somebody's comments stand in a table that leaves the house: their choice, for each map. */
export const releaseSchema = z.enum(["perspective", "named"]);
export type Release = z.infer<typeof releaseSchema>;

/** Somebody who speaks on a map, as they are today. */
export const authorSchema = personSchema.extend({
  /** The account is gone: `name` is empty. */
  isErased: z.boolean().optional(),
  /** As in the invitation by which they came; empty: none. */
  perspective: z.string(),
  organisation: z.string(),
});
export type Author = z.infer<typeof authorSchema>;

export const threadSchema = z.object({
  id: z.string(),
  /** Rises with every change on this map: the greatest one a client has is what it asks `since`. */
  seq: z.number().int(),
  anchor: anchorSchema,
  /** What the node or link was called last ("A → B"); a place and the map have none: empty. */
  anchorTitle: z.string(),
  createdAt: z.number().int(),
  createdBy: z.string(),
  /** null: open. */
  resolved: z.object({ at: z.number().int(), by: z.string() }).nullable(),
  outcome: z
    .object({ kind: outcomeSchema, reason: z.string(), at: z.number().int(), by: z.string() })
    .nullable(),
  /** Comments that are not deleted. 0: the thread is gone, and this is the last that is heard of it. */
  commentCount: z.number().int(),
  /** The beginning of the first comment that is not deleted, as it was written. */
  excerpt: z.string(),
  lastAt: z.number().int(),
  lastBy: z.string(),
  /** `number` of the newest comment: what PUT …/read takes. */
  lastNumber: z.number().int(),
  /** Who has written in it; the first is who began it. */
  people: z.array(z.string()),
  /** Of whoever asked: comments of others that they have not read. */
  unread: z.number().int(),
  /** Of whoever asked: they are mentioned in it. */
  mentionsMe: z.boolean(),
  /** Of whoever asked: they are told of what is new in it. */
  follows: z.boolean(),
  /** The state of the map it was written on is kept: GET …/states/:stateId, for those who may see versions. */
  stateId: z.string().nullable(),
  /** Only where it is told as it was at a moment of the past. */
  past: z
    .object({
      /** false: nobody knows any more whether it was open then; `resolved` and `outcome` are null. */
      isStateKnown: z.boolean(),
      isResolvedToday: z.boolean(),
      /** What became of it then had a reason that is not kept, or none. */
      isReasonGone: z.boolean(),
    })
    .optional(),
});
export type Thread = z.infer<typeof threadSchema>;

export const commentSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  /** Its place in the talk on this map; rising in the order of arrival. */
  number: z.number().int(),
  authorId: z.string(),
  /** Markdown; `@{personId}` mentions somebody, `[[nodeId]]` points at a node. Empty once deleted. */
  text: z.string(),
  createdAt: z.number().int(),
  editedAt: z.number().int().nullable(),
  deletedAt: z.number().int().nullable(),
  reactions: z.array(z.object({ kind: reactionSchema, people: z.array(z.string()) })),
  /** Only where it is told as of a moment of the past: what happened to it after that. What it said before is not kept. */
  since: z.enum(["edited", "deleted"]).optional(),
});
export type Comment = z.infer<typeof commentSchema>;

/**
 * GET …/comments?since=N: every thread that has changed since, oldest change first. `&whole=1`: for whoever goes on from a
 * list that was kept for a while.
 */
export const threadsSchema = z.object({
  /** What to ask `since` next time. */
  seq: z.number().int(),
  more: z.boolean(),
  threads: z.array(threadSchema),
  /** Everybody named in `threads`; for `whole` everybody who has spoken on the map: names change without a thread. */
  authors: z.array(authorSchema),
  /** How many threads there are, and the sum of their `seq`: a list that differs lacks something. */
  whole: z.object({ threads: z.number().int(), seqs: z.number().int() }).optional(),
});
export type Threads = z.infer<typeof threadsSchema>;

/** What a node or link was when a thread on it was begun, as in an export of the map; null: hangs on neither. */
export const anchorThenSchema = z
  .object({ nodes: z.array(z.unknown()), links: z.array(z.unknown()) })
  .nullable();

/** GET …/comments/threads/:threadId; POST and PATCH answer it too. A thread that is gone: 404 `no-such-thread`. */
export const threadAnswerSchema = z.object({
  thread: threadSchema,
  /** In order; deleted ones stay as long as the thread does, without text. */
  comments: z.array(commentSchema),
  authors: z.array(authorSchema),
  anchorThen: anchorThenSchema,
});
export type ThreadAnswer = z.infer<typeof threadAnswerSchema>;

const textSchema = z
  .string()
  .max(MAX_COMMENT_CHARS)
  .transform(cleanText)
  // Something that can be seen.
  .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text));

export const newCommentSchema = z.strictObject({ id: newIdSchema, text: textSchema });
export type NewComment = z.infer<typeof newCommentSchema>;

/**
 * POST …/comments/threads (201). The same thread of the same person again is answered as the first time; an id that is
 * anything else's is 409 `id-taken`. A node or link that is gone meanwhile: the thread begins without it (orphaned).
 */
export const newThreadSchema = z.strictObject({
  id: newIdSchema,
  anchor: anchorSchema,
  comment: newCommentSchema,
});
export type NewThread = z.infer<typeof newThreadSchema>;

// POST …/comments/threads/:threadId/comments takes newCommentSchema (201, repeatable as above). A resolved thread stays
// resolved. More than MAX_MENTIONS: 400 `too-many-mentions`.

/** PATCH …/comments/:commentId, by its author. DELETE (204): by its author, or with `comments.deleteAny`. */
export const editCommentSchema = z.strictObject({ text: textSchema });

// PUT and DELETE …/comments/:commentId/reactions/:kind: one's own. 204.

/**
 * PUT …/comments/threads/:threadId/state; answers the thread (ThreadAnswer). An outcome needs `comments.resolveAny`, and so
 * does changing a thread that has one. Reopening takes it away.
 */
export const threadStateSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("open") }),
  z.strictObject({
    state: z.literal("resolved"),
    outcome: outcomeSchema.nullable().default(null),
    reason: z.string().max(MAX_REASON_CHARS).transform(cleanText).default(""),
  }),
]);
export type ThreadState = z.input<typeof threadStateSchema>;

/** PUT …/comments/threads/:threadId/read: everything up to this `number`. 204, everybody who may read. */
export const markReadSchema = z.strictObject({ upTo: z.number().int().min(0) });
// DELETE …/comments/threads/:threadId/read: the last comment that somebody else wrote is unread again. 204.
// POST …/comments/read-all with markReadSchema: all threads of the map. 204.

/** PUT …/comments/threads/:threadId/following. 204. Writing in a thread, or being mentioned, follows it. */
export const followSchema = z.strictObject({ follows: z.boolean() });

/** GET …/comments/mine: what is one's own of all threads, for coming back and for one's other devices. */
export const mineSchema = z.object({
  /** Thread id → unread comments; threads that are not in here have none. */
  unread: z.record(z.string(), z.number().int()),
  follows: z.array(z.string()),
  release: releaseSchema,
});

/** PUT …/comments/release. 204. */
export const setReleaseSchema = z.strictObject({ release: releaseSchema });

/** GET …/comments/people: who can be mentioned here: everybody who may open the map. */
export const mentionableSchema = z.object({ people: z.array(authorSchema) });

export const MAX_QUERY_CHARS = 200;
/** GET …/comments/search?q=: ids of threads with a comment that has all of these words; at most 500. */
export const searchAnswerSchema = z.object({ threads: z.array(z.string()) });

/** GET …/comments/:commentId/thread: where a link to a comment leads; 404 `no-such-comment` when it is gone. */
export const commentPlaceSchema = z.object({ threadId: z.string() });

/**
 * GET …/comments/at/:moment/:momentId(?since=N) answers Threads, …/threads/:threadId a ThreadAnswer, …/search?q= a search: what
 * had been said at a moment of the past, for those who may read comments and versions. Of that, what can be read today: the
 * words of today, nothing of what was deleted since, no reactions, nothing of one's own.
 */
export const TALK_MOMENTS = ["versions", "threads", "states"] as const;
/** When a version was kept, a thread begun, a state of the map taken. */
export type TalkMoment = (typeof TALK_MOMENTS)[number];
export const talkMomentSchema = z.enum(TALK_MOMENTS);

export const EXPORT_FORMATS = ["xlsx", "csv", "docx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const EXPORT_STATES = ["all", "open", "resolved"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/**
 * GET …/comments/export.xlsx | export.csv | export.docx: `?language=de&state=all&timeZone=Europe/Berlin`, in which times are
 * given. For `map.export`. One at a time for each person: 429 `too-many-attempts`.
 */
export const exportQuerySchema = z.object({
  language: z.enum(["de", "en"]).default("de"),
  state: z.enum(EXPORT_STATES).default("all"),
  timeZone: z.string().max(64).refine(isTimeZone).default("Europe/Berlin"),
});
export type ExportQuery = z.output<typeof exportQuerySchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // A RangeError: there is no such zone.
    return false;
  }
}
