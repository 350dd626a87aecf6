// Which role a person has on a map: the best of what they were given by name, of what every member may do there, and of
// the invitations by which they came, as far as those hold now. Asked by grantFor.ts and by nobody else who decides.
import type { Kysely } from "kysely";
import { bestRole, type Role } from "#shared/access/policy.ts";
import type { PersonKind } from "#shared/people/api.ts";
import type { Tables } from "../store/schema.ts";

export interface Someone {
  id: string;
  kind: PersonKind;
}

/** What each way gives to one person on one map; a person who came by several links has several of these. */
interface Claim {
  team: Role | null;
  named: Role | null;
  /** The role that an invitation gives to this person alone. */
  own: Role | null;
  /** null: the person came by none, or it does not hold any more. */
  invited: Role | null;
}

/** Every claim of a person, on one map or on all: one look at four tables, by their keys. */
function claimsOf(db: Kysely<Tables>, { id }: Someone) {
  return db
    .selectFrom("maps")
    .leftJoin("map_members", (join) =>
      join.onRef("map_members.map_id", "=", "maps.id").on("map_members.person_id", "=", id),
    )
    .leftJoin("invited_people", (join) =>
      join
        .onRef("invited_people.map_id", "=", "maps.id")
        .on("invited_people.person_id", "=", id)
        .on("invited_people.removed_at", "is", null),
    )
    .leftJoin("invitations", (join) =>
      join
        .onRef("invitations.id", "=", "invited_people.invitation_id")
        .on("invitations.revoked_at", "is", null)
        .on("invitations.expires_at", ">", Date.now()),
    )
    .select([
      "maps.id as mapId",
      "maps.team_role as team",
      "map_members.role as named",
      "invited_people.role as own",
      "invitations.role as invited",
    ]);
}

function roleBy(kind: PersonKind, claims: readonly Claim[]): Role | null {
  return bestRole(
    claims.flatMap(({ team, named, own, invited }) => [
      named,
      kind === "member" ? team : null,
      invited === null ? null : (own ?? invited),
    ]),
  );
}

/** The role that somebody has on a map now; null: none. */
export async function roleOn(
  db: Kysely<Tables>,
  someone: Someone,
  mapId: string,
): Promise<Role | null> {
  const claims = await claimsOf(db, someone).where("maps.id", "=", mapId).execute();
  return roleBy(someone.kind, claims);
}

/** The maps that somebody may open, in the bin or not, with their role on each. */
export async function rolesOf(db: Kysely<Tables>, someone: Someone): Promise<Map<string, Role>> {
  const claims = await claimsOf(db, someone)
    .where((is) =>
      is.or([
        is("map_members.role", "is not", null),
        is("maps.team_role", "is not", null),
        is("invitations.role", "is not", null),
      ]),
    )
    .execute();
  const roles = new Map<string, Role>();
  for (const [mapId, ofMap] of Map.groupBy(claims, (claim) => claim.mapId)) {
    const role = roleBy(someone.kind, ofMap);
    if (role !== null) roles.set(mapId, role);
  }
  return roles;
}
