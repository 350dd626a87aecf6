// What is one person's own of the threads of a map: read up to where, followed or not, and how they are named in exports.
// Nobody else hears of it; this person's other pages do.
import { sql } from "kysely";
import type { mineSchema, Release } from "#shared/comments/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { lastNumber } from "./talkNumbers.ts";
import { inTalk, type By, type Failed, type TalkSetup, type TalkStep } from "./TalkStep.ts";

const NO_SUCH_THREAD = { problem: "no-such-thread" } as const;

export class OwnMarks {
  readonly #setup: TalkSetup;

  constructor(setup: TalkSetup) {
    this.#setup = setup;
  }

  /** They have read a thread up to this number. What was read stays so, unless they say otherwise (`unread`). */
  async read(by: By, threadId: string, upTo: number): Promise<undefined | Failed> {
    return await this.#own(by, async (step) => {
      if (!(await isThere(step, by, threadId))) return NO_SUCH_THREAD;
      await markRead(step, by, upTo, threadId);
      return undefined;
    });
  }

  /** The last comment of others in a thread is unread again; where nobody else has written, nothing is. */
  async unread(by: By, threadId: string): Promise<undefined | Failed> {
    return await this.#own(by, async (step) => {
      if (!(await isThere(step, by, threadId))) return NO_SUCH_THREAD;
      const { last } = await step.db
        .selectFrom("comments")
        .select((eb) => eb.fn.max<number | null>("number").as("last"))
        .where("thread_id", "=", threadId)
        .where("author_id", "!=", by.personId)
        .where("deleted_at", "is", null)
        .executeTakeFirstOrThrow();
      if (last === null) return undefined;
      await step.db
        .updateTable("thread_reads")
        .set({ up_to: last - 1 })
        .where("person_id", "=", by.personId)
        .where("thread_id", "=", threadId)
        .where("up_to", ">=", last)
        .execute();
      return undefined;
    });
  }

  /** They have read every thread of the map up to this number. */
  async readAll(by: By, upTo: number): Promise<undefined | Failed> {
    return await this.#own(by, async (step) => {
      await markRead(step, by, upTo);
      return undefined;
    });
  }

  async follow(by: By, threadId: string, follows: boolean): Promise<undefined | Failed> {
    return await this.#own(by, async (step) => {
      if (!(await isThere(step, by, threadId))) return NO_SUCH_THREAD;
      const value = follows ? 1 : 0;
      await step.db
        .insertInto("thread_follows")
        .values({ person_id: by.personId, thread_id: threadId, follows: value })
        .onConflict((conflict) =>
          conflict.columns(["person_id", "thread_id"]).doUpdateSet({ follows: value }),
        )
        .execute();
      return undefined;
    });
  }

  async release(by: By, release: Release): Promise<undefined | Failed> {
    return await this.#own(by, async (step) => {
      await step.db
        .insertInto("author_releases")
        .values({ map_id: by.mapId, person_id: by.personId, release })
        .onConflict((conflict) =>
          conflict.columns(["map_id", "person_id"]).doUpdateSet({ release }),
        )
        .execute();
      return undefined;
    });
  }

  async mine({ mapId, personId }: By): Promise<z.infer<typeof mineSchema>> {
    const { db } = this.#setup;
    const unread = await db
      .selectFrom("comments")
      .leftJoin("thread_reads", (join) =>
        join
          .onRef("thread_reads.thread_id", "=", "comments.thread_id")
          .on("thread_reads.person_id", "=", personId),
      )
      .select("comments.thread_id as id")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("comments.map_id", "=", mapId)
      .where("comments.author_id", "!=", personId)
      .where("comments.deleted_at", "is", null)
      .where(sql<boolean>`comments.number > coalesce(thread_reads.up_to, 0)`)
      .groupBy("comments.thread_id")
      .execute();
    const follows = await db
      .selectFrom("thread_follows")
      .innerJoin("threads", "threads.id", "thread_follows.thread_id")
      .select("threads.id")
      .where("thread_follows.person_id", "=", personId)
      .where("thread_follows.follows", "=", 1)
      .where("threads.map_id", "=", mapId)
      .execute();
    const chosen = await db
      .selectFrom("author_releases")
      .select("release")
      .where("map_id", "=", mapId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    return {
      unread: Object.fromEntries(unread.map(({ id, count }) => [id, count])),
      follows: follows.map(({ id }) => id),
      release: chosen?.release ?? "perspective",
    };
  }

  async #own<Outcome extends undefined | Failed>(
    by: By,
    run: (step: TalkStep) => Promise<Outcome>,
  ): Promise<Outcome | Failed> {
    const outcome = await inTalk(this.#setup, by, run);
    if (outcome === undefined) {
      this.#setup.bus.publish({ type: "changed", topic: "notices", personId: by.personId });
    }
    return outcome;
  }
}

async function isThere({ db }: TalkStep, { mapId }: By, threadId: string): Promise<boolean> {
  const row = await db
    .selectFrom("threads")
    .select("id")
    .where("id", "=", threadId)
    .where("map_id", "=", mapId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** In one thread, or in all of the map. Never further than what was said: what comes later is unread. */
async function markRead(
  { db }: TalkStep,
  { mapId, personId }: By,
  upTo: number,
  threadId?: string,
): Promise<void> {
  const reached = Math.min(upTo, await lastNumber(db, mapId));
  await db
    .insertInto("thread_reads")
    .columns(["person_id", "thread_id", "up_to"])
    .expression((eb) =>
      eb
        .selectFrom("threads")
        .select((of) => [
          of.val(personId).as("person_id"),
          "threads.id",
          of.val(reached).as("up_to"),
        ])
        .where("threads.map_id", "=", mapId)
        .where("threads.deleted_at", "is", null)
        .$if(threadId !== undefined, (query) => query.where("threads.id", "=", threadId ?? "")),
    )
    .onConflict((conflict) =>
      conflict.columns(["person_id", "thread_id"]).doUpdateSet((eb) => ({
        up_to: eb.fn<number>("max", ["thread_reads.up_to", "excluded.up_to"]),
      })),
    )
    .execute();
}
