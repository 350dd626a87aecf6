// Storing who changed what, as a job of the thread of the past: two statements for all of it, since each one more in which
// somebody else's edit finds the database taken counts.
import { sql, type Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import type { Touched } from "./TouchWatch.ts";

/** Somebody who comes back to the same field within this time is still at it. */
const SITTING_MS = 15 * 60 * 1_000;

export interface Noted extends Touched {
  mapId: string;
  from: number;
  at: number;
}

/** All of it or nothing. Of maps that are gone nothing is stored. No two of one person, field and element. */
export async function writeTouches(
  db: Kysely<Tables>,
  { noted }: { noted: readonly Noted[] },
): Promise<void> {
  if (noted.length === 0) return;
  const rows = noted.map(
    ({ mapId, elementId, what, title = "", personId, from, at }) =>
      sql`(${mapId}, ${elementId}, ${what}, ${title}, ${personId}, ${from}, ${at})`,
  );
  const given = sql`with given (map_id, element_id, what, title, person_id, began_at, at) as (values ${sql.join(rows)})`;
  const sitting = sql`
    select id from touches as before
    where before.map_id = given.map_id and before.element_id = given.element_id
      and before.at >= given.began_at - ${SITTING_MS} and before.what = given.what
      and before.person_id is not distinct from given.person_id
    order by before.at desc limit 1`;
  await db.transaction().execute(async (transaction) => {
    const { numAffectedRows = 0n } = await sql`
      ${given} update touches set at = given.at, title = given.title from given
      where touches.id = (${sitting})`.execute(transaction);
    if (numAffectedRows === BigInt(noted.length)) return;
    await sql`
      ${given}
      insert into touches (map_id, element_id, what, title, person_id, began_at, at)
      select map_id, element_id, what, title, person_id, began_at, at from given
      where exists (select 1 from maps where maps.id = given.map_id) and not exists (${sitting})`.execute(
      transaction,
    );
  });
}
