// The maps of the installation by size and activity, for those who run it. Reads counts and lengths, never content.
import type { Kysely } from "kysely";
import type { adminMapsSchema } from "#shared/people/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import type { Tables } from "../store/schema.ts";

type MapSize = z.infer<typeof adminMapsSchema>["maps"][number];

/** All maps, the largest first. `presentOn`: how many people are on a map right now. */
export async function mapSizes(
  db: Kysely<Tables>,
  presentOn: (mapId: string) => number,
): Promise<MapSize[]> {
  const maps = await db
    .selectFrom("maps")
    .select(["id", "title", "node_count as nodeCount", "changed_at as changedAt"])
    .select((build) => [
      build
        .selectFrom("journal")
        .select((row) => row.fn.sum<number>(row.fn("length", ["journal.bytes"])).as("bytes"))
        .whereRef("journal.map_id", "=", "maps.id")
        .as("bytes"),
      build
        .selectFrom("map_members")
        .select((row) => row.fn.countAll<number>().as("members"))
        .whereRef("map_members.map_id", "=", "maps.id")
        .as("memberCount"),
    ])
    .where("deleted_at", "is", null)
    .execute();
  return maps
    .map((map) => ({
      ...map,
      bytes: map.bytes ?? 0,
      memberCount: map.memberCount ?? 0,
      presentCount: presentOn(map.id),
    }))
    .toSorted((a, b) => b.bytes - a.bytes);
}
