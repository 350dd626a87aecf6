// Who is told of what is said in threads. Stored within the transaction of what it tells, so that nobody is told of
// something that did not happen, and nothing happens that those whom it concerns are not told of.
import type { Kysely } from "kysely";
import { mayDo } from "#shared/access/policy.ts";
import type { NoticeKind } from "#shared/notices/api.ts";
import { roleOn } from "../access/roles.ts";
import type { Bus } from "../bus/Bus.ts";
import { lastNumber } from "../comments/talkNumbers.ts";
import type { OnTalk, TalkEvent } from "../comments/TalkEvent.ts";
import type { Tables } from "../store/schema.ts";

interface New {
  kind: NoticeKind;
  /** null: of the thread as a whole. */
  commentId: string | null;
  /** Whoever has read the thread up to here has read of it. */
  number: number;
  personIds: Iterable<string>;
}

/** `bus`: where people hear that there is something new for them, once it is stored. */
export function tellOf(bus: Bus): OnTalk {
  return async (event, db) => {
    const told = await store(event, db);
    return () => {
      for (const personId of told) bus.publish({ type: "changed", topic: "notices", personId });
    };
  };
}

/** Answers whose notices have changed. */
async function store(event: TalkEvent, db: Kysely<Tables>): Promise<Set<string>> {
  switch (event.type) {
    case "commented": {
      const { commentId, mentions, actorId } = event;
      const mentioned = new Set(mentions);
      mentioned.delete(actorId);
      const following = (await followers(event, db)).filter((id) => !mentioned.has(id));
      const number = await numberOf(db, commentId);
      await insert(event, db, { kind: "mention", commentId, number, personIds: mentioned });
      await insert(event, db, { kind: "reply", commentId, number, personIds: following });
      return new Set([...mentioned, ...following]);
    }
    case "edited": {
      const { commentId, mentions, actorId } = event;
      const mentioned = new Set(mentions);
      mentioned.delete(actorId);
      // That they were told of the comment before says less than that they are mentioned in it.
      await remove(db, commentId, [...mentioned]);
      // Not the comment's number: they may have read it as it was before.
      const number = await lastNumber(db, event.mapId);
      await insert(event, db, { kind: "mention", commentId, number, personIds: mentioned });
      return mentioned;
    }
    case "deleted":
      return await forget(event, db);
    case "resolved":
    case "reopened": {
      const personIds = await followers(event, db);
      await forgetEarlierState(event.threadId, db);
      const number = await lastNumber(db, event.mapId);
      await insert(event, db, { kind: event.type, commentId: null, number, personIds });
      return new Set(personIds);
    }
  }
}

/** Who wants to be told of this thread and may read it, but for who acts. */
async function followers(
  { mapId, threadId, actorId }: TalkEvent,
  db: Kysely<Tables>,
): Promise<string[]> {
  const rows = await db
    .selectFrom("thread_follows")
    .innerJoin("people", "people.id", "thread_follows.person_id")
    .select(["people.id", "people.kind"])
    .where("thread_follows.thread_id", "=", threadId)
    .where("thread_follows.follows", "=", 1)
    .where("people.id", "!=", actorId)
    .where("people.erased_at", "is", null)
    .execute();
  const reading: string[] = [];
  for (const person of rows) {
    if (mayDo(await roleOn(db, person, mapId), "comments.read")) reading.push(person.id);
  }
  return reading;
}

async function insert(
  { mapId, threadId, actorId, at }: TalkEvent,
  db: Kysely<Tables>,
  { kind, commentId, number, personIds }: New,
): Promise<void> {
  for (const personId of personIds) {
    await db
      .insertInto("notices")
      .values({
        person_id: personId,
        kind,
        at,
        map_id: mapId,
        thread_id: threadId,
        comment_id: commentId,
        number,
        by_id: actorId,
      })
      .execute();
  }
}

async function numberOf(db: Kysely<Tables>, commentId: string): Promise<number> {
  const { number } = await db
    .selectFrom("comments")
    .select("number")
    .where("id", "=", commentId)
    .executeTakeFirstOrThrow();
  return number;
}

async function remove(
  db: Kysely<Tables>,
  commentId: string,
  personIds: readonly string[],
): Promise<void> {
  await db
    .deleteFrom("notices")
    .where("comment_id", "=", commentId)
    .where("person_id", "in", personIds)
    .execute();
}

/** A deleted comment takes along what was told of it, and its thread, if that is gone too, all the rest. */
async function forget(
  { threadId, commentId, isLast }: TalkEvent & { type: "deleted" },
  db: Kysely<Tables>,
): Promise<Set<string>> {
  const gone = await db
    .deleteFrom("notices")
    .where((eb) =>
      eb.or([
        eb("comment_id", "=", commentId),
        ...(isLast ? [eb("thread_id", "=", threadId)] : []),
      ]),
    )
    .returning("person_id")
    .execute();
  return new Set(gone.map((row) => row.person_id));
}

/** Closed, opened and closed again within an hour is one piece of news: how it is now. */
async function forgetEarlierState(threadId: string, db: Kysely<Tables>): Promise<void> {
  await db
    .deleteFrom("notices")
    .where("thread_id", "=", threadId)
    .where("comment_id", "is", null)
    .where("read_at", "is", null)
    .execute();
}
