// Storing who changed what, as a job of the thread of the past.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import type { Touched } from "./TouchWatch.ts";

/** Somebody who comes back to the same field within this time is still at it. */
const SITTING_MS = 15 * 60 * 1_000;

export interface Noted extends Touched {
  mapId: string;
  from: number;
  at: number;
}

/** All of it or nothing. Of maps that are gone nothing is stored. */
export async function writeTouches(
  db: Kysely<Tables>,
  { noted }: { noted: readonly Noted[] },
): Promise<void> {
  const mapIds = [...new Set(noted.map(({ mapId }) => mapId))];
  await db.transaction().execute(async (transaction) => {
    const maps = await transaction
      .selectFrom("maps")
      .select("id")
      .where("id", "in", mapIds)
      .execute();
    const there = new Set(maps.map(({ id }) => id));
    for (const touch of noted) if (there.has(touch.mapId)) await writeTouch(transaction, touch);
  });
}

async function writeTouch(
  db: Kysely<Tables>,
  { mapId, elementId, what, personId, from, at, title = "" }: Noted,
): Promise<void> {
  const sitting = await db
    .selectFrom("touches")
    .select("id")
    .where("map_id", "=", mapId)
    .where("element_id", "=", elementId)
    .where("at", ">=", from - SITTING_MS)
    .where("what", "=", what)
    .where("person_id", "is", personId)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (sitting !== undefined) {
    await db.updateTable("touches").set({ at, title }).where("id", "=", sitting.id).execute();
    return;
  }
  await db
    .insertInto("touches")
    .values({
      map_id: mapId,
      element_id: elementId,
      what,
      title,
      person_id: personId,
      began_at: from,
      at,
    })
    .execute();
}
