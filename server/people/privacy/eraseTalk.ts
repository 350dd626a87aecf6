// What is deleted of somebody's part in the talk on maps: what they said stays, under an id that says nothing, and so do
// mentions of them. Decides nothing, announces nothing.
import type { Kysely } from "kysely";
import { touchThreadsThatShow } from "../../comments/threadsThatShow.ts";
import type { Tables } from "../../store/schema.ts";

/** To be called within a transaction. Answers the maps on which somebody's page shows them differently now. */
export async function eraseTalk(db: Kysely<Tables>, id: string): Promise<string[]> {
  // Their name goes from each of these: pages that show it ask for what has changed.
  const spokenOn = await touchThreadsThatShow(db, id);
  for (const table of ["reactions", "thread_reads", "thread_follows", "author_releases"] as const) {
    await db.deleteFrom(table).where("person_id", "=", id).execute();
  }
  return spokenOn;
}
