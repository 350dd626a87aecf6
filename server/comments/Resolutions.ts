// Resolving threads, saying what became of them, and opening them again.
import { mayDo, type Role } from "#shared/access/policy.ts";
import type { threadStateSchema } from "#shared/comments/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { inTalk, type By, type Failed, type TalkSetup } from "./TalkStep.ts";

type Wanted = z.output<typeof threadStateSchema>;

export class Resolutions {
  readonly #setup: TalkSetup;

  constructor(setup: TalkSetup) {
    this.#setup = setup;
  }

  /**
   * Whoever began a thread may resolve and reopen it; an outcome is given, changed and taken away by those alone who may
   * resolve any.
   */
  async set(by: By, role: Role, threadId: string, wanted: Wanted): Promise<undefined | Failed> {
    const outcome = wanted.state === "resolved" ? wanted.outcome : null;
    const reason = wanted.state === "resolved" && outcome !== null ? wanted.reason : "";
    return await inTalk(this.#setup, by, async (step): Promise<undefined | Failed> => {
      const thread = await step.db
        .selectFrom("threads")
        .select(["created_by", "resolved_at", "outcome", "outcome_reason"])
        .where("id", "=", threadId)
        .where("map_id", "=", by.mapId)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      if (thread === undefined) return { problem: "no-such-thread" };
      const isOwn = thread.created_by === by.personId;
      const isFree = isOwn && outcome === null && thread.outcome === null;
      if (!mayDo(role, isFree ? "comments.resolveOwn" : "comments.resolveAny")) {
        return { problem: "no-access" };
      }
      const isResolved = wanted.state === "resolved";
      const isSo =
        (thread.resolved_at !== null) === isResolved &&
        thread.outcome === outcome &&
        thread.outcome_reason === reason;
      if (isSo) return undefined;
      await step.db
        .updateTable("threads")
        .set({
          resolved_at: isResolved ? step.at : null,
          resolved_by: isResolved ? by.personId : null,
          outcome,
          outcome_reason: reason,
        })
        .where("id", "=", threadId)
        .execute();
      const number = await step.touch(threadId);
      await step.db
        .insertInto("thread_states")
        .values({
          thread_id: threadId,
          number,
          at: step.at,
          is_resolved: isResolved ? 1 : 0,
          by_id: by.personId,
          outcome,
        })
        .execute();
      await step.tell({ type: isResolved ? "resolved" : "reopened", threadId });
      return undefined;
    });
  }
}
