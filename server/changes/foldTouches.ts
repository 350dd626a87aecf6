// What is kept of old changes, as a job of the thread of the past: of each field the last, and who made and deleted what.
import { sql, type Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";

/** One after the other, so that nobody who edits waits for long. */
const FOLDED_AT_ONCE = 200;

/** Takes away what is older than `before` and not the last of its field. @returns how many went. */
export async function foldTouches(
  db: Kysely<Tables>,
  { before }: { before: number },
): Promise<number> {
  let gone = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from touches where id in (
        select old.id from touches as old
        where old.at < ${before} and old.what not in ('created', 'deleted')
          and exists (
            select 1 from touches as later
            where later.map_id = old.map_id and later.element_id = old.element_id
              and later.what = old.what and (later.at, later.id) > (old.at, old.id))
        limit ${FOLDED_AT_ONCE})`.execute(db);
    gone += Number(numAffectedRows);
    if (numAffectedRows < FOLDED_AT_ONCE) return gone;
  }
}
