// What becomes of a comment that is there: edited, deleted, reacted to. Whose it is is looked at within the transaction.
import type { Kysely } from "kysely";
import { mayDo, type Role } from "#shared/access/policy.ts";
import type { Reaction } from "#shared/comments/api.ts";
import type { Tables } from "../store/schema.ts";
import { hasTooManyMentions, storeMentions } from "./mentions.ts";
import { inTalk, type By, type Failed, type TalkSetup, type TalkStep } from "./TalkStep.ts";

const NO_SUCH_COMMENT = { problem: "no-such-comment" } as const;

interface CommentRow {
  threadId: string;
  authorId: string;
  text: string;
}

export class Comments {
  readonly #setup: TalkSetup;

  constructor(setup: TalkSetup) {
    this.#setup = setup;
  }

  /** Its author's alone to change. Answers the thread it is in. */
  async edit(by: By, commentId: string, text: string): Promise<{ threadId: string } | Failed> {
    if (hasTooManyMentions(text)) return { problem: "too-many-mentions" };
    return await inTalk(this.#setup, by, async (step) => {
      const comment = await find(step.db, by, commentId);
      if (comment === undefined) return NO_SUCH_COMMENT;
      const { threadId, authorId } = comment;
      if (authorId !== by.personId) return { problem: "no-access" as const };
      if (text === comment.text) return { threadId };
      await step.db
        .updateTable("comments")
        .set({ text, edited_at: step.at })
        .where("id", "=", commentId)
        .execute();
      const said = { mapId: by.mapId, threadId, commentId, authorId, text };
      const mentions = await storeMentions(step.db, said);
      await step.touch(threadId);
      await step.tell({ type: "edited", threadId, commentId, text, mentions });
      return { threadId };
    });
  }

  /** Takes its words out of the store. With the last comment of a thread the thread goes. */
  async remove(by: By, role: Role, commentId: string): Promise<undefined | Failed> {
    return await inTalk(this.#setup, by, async (step): Promise<undefined | Failed> => {
      const comment = await find(step.db, by, commentId);
      if (comment === undefined) return NO_SUCH_COMMENT;
      const { threadId, authorId } = comment;
      const isOwn = authorId === by.personId;
      if (!mayDo(role, isOwn ? "comments.changeOwn" : "comments.deleteAny")) {
        return { problem: "no-access" };
      }
      await step.db
        .updateTable("comments")
        .set({ text: "", deleted_at: step.at })
        .where("id", "=", commentId)
        .execute();
      for (const table of ["mentions", "reactions"] as const) {
        await step.db.deleteFrom(table).where("comment_id", "=", commentId).execute();
      }
      const isLast = await isSilent(step.db, threadId);
      if (isLast) await forget(step, threadId);
      await step.touch(threadId);
      await step.tell({ type: "deleted", threadId, commentId, isLast });
      if (!isOwn) {
        const whose = { actorId: by.personId, mapId: by.mapId, subjectId: authorId };
        await this.#setup.audit.record({ action: "comment.deleted", ...whose }, step.db);
      }
      return undefined;
    });
  }

  /** Sets or takes back one's own reaction. */
  async react(
    by: By,
    commentId: string,
    kind: Reaction,
    isOn: boolean,
  ): Promise<undefined | Failed> {
    return await inTalk(this.#setup, by, async (step): Promise<undefined | Failed> => {
      const comment = await find(step.db, by, commentId);
      if (comment === undefined) return NO_SUCH_COMMENT;
      const reaction = { comment_id: commentId, person_id: by.personId, kind };
      const has = await step.db
        .selectFrom("reactions")
        .select("kind")
        .where((eb) => eb.and(reaction))
        .executeTakeFirst();
      if ((has !== undefined) === isOn) return undefined;
      if (isOn) await step.db.insertInto("reactions").values(reaction).execute();
      else {
        await step.db
          .deleteFrom("reactions")
          .where((eb) => eb.and(reaction))
          .execute();
      }
      await step.touch(comment.threadId);
      return undefined;
    });
  }
}

async function find(
  db: Kysely<Tables>,
  { mapId }: By,
  commentId: string,
): Promise<CommentRow | undefined> {
  return await db
    .selectFrom("comments")
    .select(["thread_id as threadId", "author_id as authorId", "text"])
    .where("id", "=", commentId)
    .where("map_id", "=", mapId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
}

async function isSilent(db: Kysely<Tables>, threadId: string): Promise<boolean> {
  const left = await db
    .selectFrom("comments")
    .select("id")
    .where("thread_id", "=", threadId)
    .where("deleted_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return left === undefined;
}

/** Leaves of a thread only that there was one, for those who still show it. */
async function forget({ db, at }: TalkStep, threadId: string): Promise<void> {
  await db
    .updateTable("threads")
    .set({
      deleted_at: at,
      anchor_title: "",
      anchor_then: null,
      state_id: null,
      outcome: null,
      outcome_reason: "",
    })
    .where("id", "=", threadId)
    .execute();
  for (const table of ["thread_reads", "thread_follows", "thread_states"] as const) {
    await db.deleteFrom(table).where("thread_id", "=", threadId).execute();
  }
}
