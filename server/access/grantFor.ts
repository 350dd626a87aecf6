// The one place that decides which role a person has on a map.
import type { Kysely } from "kysely";
import { ROLES, type Role } from "#shared/access/policy.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import type { SignedIn } from "../people/Sessions.ts";
import type { Tables } from "../store/schema.ts";

/** Answers with the person's grant on a map, or null: no access. */
export type GrantFor = (signedIn: SignedIn, mapId: string) => Promise<Grant | null>;

/** Rights as they are in this database at the moment of asking. */
export function grantsIn(db: Kysely<Tables>): GrantFor {
  return async ({ person, kind }, mapId) => {
    const row = await db
      .selectFrom("maps")
      .leftJoin("map_members", (join) =>
        join
          .onRef("map_members.map_id", "=", "maps.id")
          .on("map_members.person_id", "=", person.id),
      )
      .select(["maps.team_role", "map_members.role"])
      .where("maps.id", "=", mapId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const held: readonly (Role | null)[] = [row.role, kind === "member" ? row.team_role : null];
    const role = ROLES.find((one) => held.includes(one));
    return role === undefined ? null : { person, role };
  };
}
