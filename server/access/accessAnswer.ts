// Who may enter a map, as an answer: the people on it, and, for those who manage it, invitations, the open link and who
// else could be named. Reads only.
import type { Kysely } from "kysely";
import type { Invitation, MapAccess } from "#shared/access/api.ts";
import { bestRole, mayDo, ROLES, type Role } from "#shared/access/policy.ts";
import type { Person } from "#shared/maps/api.ts";
import { givenEmail } from "../people/PersonStore.ts";
import type { Tables } from "../store/schema.ts";
import { openLinkOf } from "./OpenLinks.ts";

type PersonOnMap = MapAccess["people"][number];

/** What somebody with the role `mine` sees of who may enter the map. */
export async function accessAnswer(
  db: Kysely<Tables>,
  mapId: string,
  mine: Role,
): Promise<MapAccess> {
  const { team_role: teamRole } = await db
    .selectFrom("maps")
    .select("team_role")
    .where("id", "=", mapId)
    .executeTakeFirstOrThrow();
  const people = await peopleOn(db, mapId);
  const seesAddresses = mayDo(mine, "members.seeAddresses");
  const shown = seesAddresses ? people : people.map((person) => ({ ...person, email: null }));
  const answer = { mine, teamRole, people: shown };
  if (!mayDo(mine, "members.manage")) {
    return { ...answer, invitations: [], openLink: null, others: [] };
  }
  const invitations = await invitationsTo(db, mapId);
  return {
    ...answer,
    invitations: seesAddresses ? invitations : invitations.map((one) => ({ ...one, email: null })),
    openLink: await openLinkTo(db, mapId),
    others: await othersThan(db, people),
  };
}

function personOf({ id, name, colour, kind }: Person & { kind: string }): Person {
  return kind === "guest" ? { id, name, colour, isGuest: true } : { id, name, colour };
}

/** Everybody with a role of their own, the strongest first; each once, with the best of their roles. */
async function peopleOn(db: Kysely<Tables>, mapId: string): Promise<PersonOnMap[]> {
  const named = await db
    .selectFrom("map_members")
    .innerJoin("people", "people.id", "map_members.person_id")
    .select(["people.id", "people.name", "people.colour", "people.kind", "people.email"])
    .select("map_members.role")
    .where("map_members.map_id", "=", mapId)
    .where("people.erased_at", "is", null)
    .execute();
  const invited = await db
    .selectFrom("invited_people")
    .innerJoin("people", "people.id", "invited_people.person_id")
    .innerJoin("invitations", "invitations.id", "invited_people.invitation_id")
    .select(["people.id", "people.name", "people.colour", "people.kind", "people.email"])
    .select(["invited_people.role as own", "invitations.role", "invitations.id as invitationId"])
    .select(["invitations.organisation", "invitations.perspective", "invitations.email as toEmail"])
    .where("invited_people.map_id", "=", mapId)
    .where("invited_people.removed_at", "is", null)
    .where("invitations.revoked_at", "is", null)
    .where("invitations.expires_at", ">", Date.now())
    .where("people.erased_at", "is", null)
    .orderBy("invited_people.joined_at")
    .execute();
  const people = new Map<string, PersonOnMap>();
  for (const { role, email, ...person } of named) {
    people.set(person.id, {
      ...personOf(person),
      kind: person.kind,
      role,
      organisation: "",
      perspective: "",
      email: givenEmail(email),
      invitationId: null,
    });
  }
  for (const { own, role, email, toEmail, ...person } of invited) {
    const known = people.get(person.id);
    const { organisation, perspective, invitationId } = person;
    people.set(person.id, {
      ...personOf(person),
      kind: person.kind,
      role: bestRole([known?.role ?? null, own ?? role]) ?? role,
      organisation: known?.organisation || organisation,
      perspective: known?.perspective || perspective,
      email: givenEmail(email) ?? known?.email ?? toEmail,
      invitationId: known === undefined ? invitationId : known.invitationId,
    });
  }
  return [...people.values()].toSorted(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name),
  );
}

async function invitationsTo(db: Kysely<Tables>, mapId: string): Promise<Invitation[]> {
  const rows = await db
    .selectFrom("invitations")
    .select(["id", "name", "organisation", "perspective", "role", "email", "uses"])
    .select(["created_at", "expires_at", "revoked_at", "max_uses"])
    .where("map_id", "=", mapId)
    .where("kind", "=", "personal")
    .orderBy("created_at", "desc")
    .execute();
  const comers = await db
    .selectFrom("invited_people")
    .innerJoin("people", "people.id", "invited_people.person_id")
    .select(["people.id", "people.name", "people.colour", "people.kind"])
    .select("invited_people.invitation_id as invitationId")
    .where("invited_people.map_id", "=", mapId)
    .where("people.erased_at", "is", null)
    .orderBy("invited_people.joined_at")
    .execute();
  const byInvitation = Map.groupBy(comers, ({ invitationId }) => invitationId);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    organisation: row.organisation,
    perspective: row.perspective,
    role: row.role,
    email: row.email,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    maxUses: row.max_uses,
    uses: row.uses,
    people: (byInvitation.get(row.id) ?? []).map(personOf),
  }));
}

async function openLinkTo(db: Kysely<Tables>, mapId: string): Promise<MapAccess["openLink"]> {
  const link = await openLinkOf(db, mapId);
  if (link === undefined) return null;
  return {
    role: link.role,
    createdAt: link.created_at,
    expiresAt: link.expires_at,
    hasPassword: link.password !== null,
    uses: link.uses,
  };
}

/** Members of the installation who are not on the map by name or link. */
async function othersThan(
  db: Kysely<Tables>,
  people: readonly { id: string }[],
): Promise<Person[]> {
  const members = await db
    .selectFrom("people")
    .select(["id", "name", "colour"])
    .where("kind", "=", "member")
    .where("erased_at", "is", null)
    .orderBy("name")
    .execute();
  const here = new Set(people.map(({ id }) => id));
  return members.filter(({ id }) => !here.has(id));
}
