// The numbers of the talk on a map: one row of them, from which every change of a thread takes the next.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";

/** Takes the next number. Within the transaction that writes it down: an undone one leaves no gap and no double. */
export async function nextNumber(db: Kysely<Tables>, mapId: string): Promise<number> {
  const { last } = await db
    .insertInto("talk_numbers")
    .values({ map_id: mapId, last: 1 })
    .onConflict((conflict) =>
      conflict.column("map_id").doUpdateSet((eb) => ({ last: eb("talk_numbers.last", "+", 1) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last;
}

/** The last number that was given; 0: nothing was ever said here. */
export async function lastNumber(db: Kysely<Tables>, mapId: string): Promise<number> {
  const row = await db
    .selectFrom("talk_numbers")
    .select("last")
    .where("map_id", "=", mapId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Says that a thread has changed: clients that ask for what is new get it. Within the transaction that changes it. */
export async function touchThread(
  db: Kysely<Tables>,
  mapId: string,
  threadId: string,
): Promise<number> {
  const seq = await nextNumber(db, mapId);
  await db
    .updateTable("threads")
    .set({ seq })
    .where("id", "=", threadId)
    .where("map_id", "=", mapId)
    .execute();
  return seq;
}
