// Maps that would be without an owner if somebody went. Reads only.
import type { Kysely } from "kysely";
import type { Tables } from "../../store/schema.ts";

export interface OwnedMap {
  id: string;
  title: string;
}

/** The maps that this person owns and nobody else does. Those in the bin are not asked about: they are on their way out. */
export async function ownedAlone(db: Kysely<Tables>, personId: string): Promise<OwnedMap[]> {
  return await db
    .selectFrom("map_members")
    .innerJoin("maps", "maps.id", "map_members.map_id")
    .select(["maps.id", "maps.title"])
    .where("map_members.person_id", "=", personId)
    .where("map_members.role", "=", "owner")
    .where("maps.deleted_at", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("map_members as others")
            .innerJoin("people", "people.id", "others.person_id")
            .select("people.id")
            .whereRef("others.map_id", "=", "maps.id")
            .where("others.role", "=", "owner")
            .where("others.person_id", "!=", personId)
            .where("people.erased_at", "is", null),
        ),
      ),
    )
    .orderBy("maps.title")
    .execute();
}
