// Beginning threads and answering in them. A request that was sent twice is one comment: ids are made by whoever writes.
import type { Kysely } from "kysely";
import type { NewComment, NewThread } from "#shared/comments/api.ts";
import type { Tables } from "../store/schema.ts";
import type { ReadAnchorNow } from "./AnchorNow.ts";
import { follow, hasTooManyMentions, storeMentions } from "./mentions.ts";
import { inTalk, type By, type Failed, type TalkSetup, type TalkStep } from "./TalkStep.ts";

export interface ThreadsSetup extends TalkSetup {
  anchorNow: ReadAnchorNow;
}

/** What an id that came with a request is: free, of this very comment, or of something else. */
type Known = "new" | "same" | "other";

export class Threads {
  readonly #setup: ThreadsSetup;

  constructor(setup: ThreadsSetup) {
    this.#setup = setup;
  }

  /** Begins a thread with its first comment. Both are there afterwards, or neither. */
  async begin(by: By, { id, anchor, comment }: NewThread): Promise<undefined | Failed> {
    if (hasTooManyMentions(comment.text)) return { problem: "too-many-mentions" };
    const sent = { threadId: id, commentId: comment.id };
    // Outside of the transaction: reading a map may take a while.
    const known = await knownThread(this.#setup.db, by, sent);
    if (known !== "new") return answerTo(known);
    const now = await this.#setup.anchorNow(by.mapId, anchor);
    return await inTalk(this.#setup, by, async (step) => {
      const meanwhile = await knownThread(step.db, by, sent);
      if (meanwhile !== "new") return answerTo(meanwhile);
      const number = await step.next();
      await step.db
        .insertInto("threads")
        .values({
          id,
          map_id: by.mapId,
          seq: number,
          anchor_on: anchor.on,
          anchor_id: "id" in anchor ? anchor.id : null,
          x: "x" in anchor ? anchor.x : null,
          y: "y" in anchor ? anchor.y : null,
          anchor_title: now.title,
          anchor_then: now.content,
          state_id: now.stateId,
          created_at: step.at,
          created_by: by.personId,
        })
        .execute();
      await say(step, by, { threadId: id, ...comment, number, isFirst: true });
      return undefined;
    });
  }

  /** Adds a comment to a thread, which stays resolved if it was. */
  async reply(by: By, threadId: string, comment: NewComment): Promise<undefined | Failed> {
    if (hasTooManyMentions(comment.text)) return { problem: "too-many-mentions" };
    return await inTalk(this.#setup, by, async (step) => {
      const known = await knownComment(step.db, by, { threadId, commentId: comment.id });
      if (known !== "new") return answerTo(known);
      const thread = await step.db
        .selectFrom("threads")
        .select("id")
        .where("id", "=", threadId)
        .where("map_id", "=", by.mapId)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      if (thread === undefined) return { problem: "no-such-thread" as const };
      const number = await step.touch(threadId);
      await say(step, by, { threadId, ...comment, number, isFirst: false });
      return undefined;
    });
  }
}

function answerTo(known: "same" | "other"): undefined | Failed {
  return known === "same" ? undefined : { problem: "id-taken" };
}

interface Sent {
  threadId: string;
  commentId: string;
}

async function knownThread(db: Kysely<Tables>, by: By, sent: Sent): Promise<Known> {
  const thread = await db
    .selectFrom("threads")
    .select(["map_id as mapId", "created_by as createdBy"])
    .where("id", "=", sent.threadId)
    .executeTakeFirst();
  const comment = await knownComment(db, by, sent);
  if (thread === undefined) return comment === "new" ? "new" : "other";
  const isSame =
    thread.mapId === by.mapId && thread.createdBy === by.personId && comment === "same";
  return isSame ? "same" : "other";
}

async function knownComment(db: Kysely<Tables>, by: By, sent: Sent): Promise<Known> {
  const comment = await db
    .selectFrom("comments")
    .select(["map_id as mapId", "thread_id as threadId", "author_id as authorId"])
    .where("id", "=", sent.commentId)
    .executeTakeFirst();
  if (comment === undefined) return "new";
  const isSame =
    comment.mapId === by.mapId &&
    comment.threadId === sent.threadId &&
    comment.authorId === by.personId;
  return isSame ? "same" : "other";
}

interface Said extends NewComment {
  threadId: string;
  number: number;
  isFirst: boolean;
}

async function say(step: TalkStep, { mapId, personId }: By, said: Said): Promise<void> {
  const { threadId, id: commentId, text, number, isFirst } = said;
  await step.db
    .insertInto("comments")
    .values({
      id: commentId,
      map_id: mapId,
      thread_id: threadId,
      number,
      author_id: personId,
      text,
      created_at: step.at,
    })
    .execute();
  await follow(step.db, threadId, [personId]);
  const authorId = personId;
  const mentions = await storeMentions(step.db, { mapId, threadId, commentId, authorId, text });
  await step.tell({ type: "commented", threadId, commentId, isFirst, text, mentions });
}
