// How much was changed on a map when and by whom, in quarters of an hour: what playing back shows between versions.
import { sql, type Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";

const SPAN_MS = 15 * 60 * 1_000;
/** A year of work by several people every day is about this much. */
const MAX_SPANS = 20_000;

export interface Span {
  from: number;
  until: number;
  personId: string | null;
  touches: number;
}

/** The oldest first; of more than can be answered the newest. */
export async function activityOf(db: Kysely<Tables>, mapId: string): Promise<Span[]> {
  const rows = await db
    .selectFrom("touches")
    .select((eb) => [
      sql<number>`at / ${sql.lit(SPAN_MS)}`.as("span"),
      "person_id as personId",
      eb.fn.countAll<number>().as("touches"),
    ])
    .where("map_id", "=", mapId)
    .groupBy(["span", "personId"])
    .orderBy("span", "desc")
    .limit(MAX_SPANS)
    .execute();
  return rows
    .map(({ span, personId, touches }) => ({
      from: span * SPAN_MS,
      until: (span + 1) * SPAN_MS,
      personId,
      touches,
    }))
    .toReversed();
}
