// What the server keeps about a person in connection with maps: rights, invitations, last changes. Reads only.
import type { Kysely } from "kysely";
import type { PersonData } from "#shared/people/dataApi.ts";
import type { Tables } from "../../store/schema.ts";

type OnMaps = Pick<PersonData, "memberships" | "cameBy" | "invited" | "changedLast">;

const NOTHING_WRITTEN = { name: "", organisation: "", perspective: "", email: null };

/** `open`: the maps that the person may open now. Titles of others are not theirs to read. */
export async function mapsOfPerson(
  db: Kysely<Tables>,
  id: string,
  open: ReadonlySet<string>,
): Promise<OnMaps> {
  const titled = <Row extends { mapId: string; title: string }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, title: open.has(row.mapId) ? row.title : null }));
  const memberships = await db
    .selectFrom("map_members")
    .innerJoin("maps", "maps.id", "map_members.map_id")
    .select(["maps.id as mapId", "maps.title", "map_members.role"])
    .select("map_members.created_at as since")
    .where("map_members.person_id", "=", id)
    .execute();
  const changedLast = await db
    .selectFrom("maps")
    .select(["id as mapId", "title", "changed_at as changedAt"])
    .where("changed_by", "=", id)
    .execute();
  return {
    memberships: titled(memberships),
    cameBy: titled(await cameBy(db, id)),
    invited: await invitedBy(db, id, open),
    changedLast: titled(changedLast),
  };
}

async function cameBy(db: Kysely<Tables>, id: string) {
  const rows = await db
    .selectFrom("invited_people")
    .innerJoin("invitations", "invitations.id", "invited_people.invitation_id")
    .innerJoin("maps", "maps.id", "invited_people.map_id")
    .select(["maps.id as mapId", "maps.title", "invitations.kind", "invitations.name"])
    .select(["invitations.organisation", "invitations.perspective", "invitations.email"])
    .select(["invitations.role", "invited_people.role as own"])
    .select(["invited_people.joined_at as joinedAt", "invited_people.removed_at as removedAt"])
    .select(["invitations.expires_at as expiresAt", "invited_people.came_as as cameAs"])
    .where("invited_people.person_id", "=", id)
    .execute();
  return rows.map(({ own, role, cameAs, ...row }) => ({
    ...row,
    // A member may have come by a link that was made for somebody else.
    ...(cameAs === "guest" ? {} : NOTHING_WRITTEN),
    role: own ?? role,
  }));
}

async function invitedBy(
  db: Kysely<Tables>,
  id: string,
  open: ReadonlySet<string>,
): Promise<PersonData["invited"]> {
  const toMaps = await db
    .selectFrom("invitations")
    .innerJoin("maps", "maps.id", "invitations.map_id")
    .select(["maps.id as mapId", "maps.title", "invitations.kind"])
    .select(["invitations.created_at as madeAt", "invitations.expires_at as expiresAt"])
    .select("invitations.revoked_at as revokedAt")
    .where("invitations.created_by", "=", id)
    .execute();
  const toBeMembers = await db
    .selectFrom("member_invitations")
    .select(["created_at as madeAt", "expires_at as expiresAt", "revoked_at as revokedAt"])
    .where("created_by", "=", id)
    .execute();
  return [
    ...toMaps.map((row) => ({ ...row, title: open.has(row.mapId) ? row.title : null })),
    ...toBeMembers.map((row) => ({ ...row, mapId: null, title: null, kind: "member" as const })),
  ];
}
