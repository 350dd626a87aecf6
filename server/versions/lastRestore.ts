// The last restore of a map, as those are told who were not on it when it happened. Reading only.
import type { Kysely } from "kysely";
import type { LastRestore } from "#shared/versions/api.ts";
import type { Tables } from "../store/schema.ts";
import { peopleNamed } from "./versionRows.ts";

/** Not one that was cut short before it was in the map: such a request comes again. */
export async function lastRestore(db: Kysely<Tables>, mapId: string): Promise<LastRestore> {
  const kept = await db
    .selectFrom("versions")
    .leftJoin("versions as past", "past.id", "versions.restored_id")
    .select([
      "versions.at",
      "versions.by_id as byId",
      "versions.restored_name as versionName",
      "versions.restored_whole as isWhole",
      "past.at as versionAt",
    ])
    .where("versions.map_id", "=", mapId)
    .where("versions.cause", "=", "before-restore")
    .where("versions.request_id", "is not", null)
    .orderBy("versions.at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (kept === undefined) return { at: 0, news: null };
  const { at, byId, versionName, versionAt, isWhole } = kept;
  const [by] = await peopleNamed(db, [byId]);
  if (by === undefined || by.isErased === true || versionAt === null) return { at, news: null };
  return { at, news: { by, versionName, versionAt, isWhole: isWhole === 1, at } };
}
