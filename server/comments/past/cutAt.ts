// Up to where the talk on a map had come at a moment of the past: when a version was kept, a thread begun, a state taken.
import type { Kysely } from "kysely";
import type { TalkMoment } from "#shared/comments/api.ts";
import type { Tables } from "../../store/schema.ts";
import type { Failed } from "../TalkStep.ts";
import type { Cut } from "../threadRows.ts";

export interface Moment {
  what: TalkMoment;
  id: string;
}

/** Of this map alone. */
export async function cutAt(
  db: Kysely<Tables>,
  mapId: string,
  { what, id }: Moment,
): Promise<Cut | Failed> {
  switch (what) {
    case "versions":
      return (await atVersion(db, mapId, id)) ?? { problem: "no-such-version" };
    case "threads":
      return (await atThread(db, mapId, id)) ?? { problem: "no-such-thread" };
    case "states":
      return (await atState(db, mapId, id)) ?? { problem: "not-found" };
  }
}

function atVersion(db: Kysely<Tables>, mapId: string, id: string): Promise<Cut | undefined> {
  return db
    .selectFrom("versions")
    .select(["talk_number as number", "at"])
    .where("id", "=", id)
    .where("map_id", "=", mapId)
    .executeTakeFirst();
}

/** Its first comment, deleted or not, is the last that is told. */
function atThread(db: Kysely<Tables>, mapId: string, id: string): Promise<Cut | undefined> {
  return db
    .selectFrom("threads")
    .innerJoin("comments", "comments.thread_id", "threads.id")
    .select(["comments.number", "comments.created_at as at"])
    .where("threads.id", "=", id)
    .where("threads.map_id", "=", mapId)
    .where("threads.deleted_at", "is", null)
    .orderBy("comments.number")
    .limit(1)
    .executeTakeFirst();
}

async function atState(db: Kysely<Tables>, mapId: string, id: string): Promise<Cut | undefined> {
  const state = await db
    .selectFrom("map_states")
    .select("taken_at as at")
    .where("id", "=", id)
    .where("map_id", "=", mapId)
    .executeTakeFirst();
  return state && { number: null, at: state.at };
}
