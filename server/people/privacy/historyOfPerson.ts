// What the server keeps of somebody's part in the history of maps: versions, changes, visits, erasures. Reads only; of what
// they changed, where and when, and not what it says: that is the maps'.
import { sql, type Kysely } from "kysely";
import type { PersonData } from "#shared/people/dataApi.ts";
import type { Tables } from "../../store/schema.ts";

export async function historyOfPerson(
  db: Kysely<Tables>,
  id: string,
): Promise<Pick<PersonData, "versions" | "changes" | "visits" | "erasures">> {
  return {
    versions: await db
      .selectFrom("versions")
      .select(["map_id as mapId", "id as versionId", "name", "note", "at"])
      .where("by_id", "=", id)
      .orderBy("at")
      .execute(),
    changes: await db
      .selectFrom("touches")
      .select(["map_id as mapId", "element_id as elementId", "what", "began_at as from", "at"])
      .where("person_id", "=", id)
      .orderBy("id")
      .execute(),
    visits: await db
      .selectFrom("visits")
      .select(["map_id as mapId", "left_at as leftAt", "since_at as leftBefore"])
      .where("person_id", "=", id)
      .execute(),
    erasures: await db
      .selectFrom("erasures")
      .select(["map_id as mapId", "begun_at as at"])
      .select([
        sql<number>`json_array_length(nodes)`.as("nodes"),
        sql<number>`json_array_length(links)`.as("links"),
      ])
      .where("by_id", "=", id)
      .orderBy("begun_at")
      .execute(),
  };
}
