// What is deleted of a person, table by table; what stays is an id that things refer to. Decides nothing, announces nothing.
import type { Kysely } from "kysely";
import type { Tables } from "../../store/schema.ts";
import { noMailOf } from "../PersonStore.ts";

export interface Erased {
  id: string;
  /** The address whose invitations go too; null: none that is surely theirs. */
  email: string | null;
}

/** Somebody else whose right on a map has changed with it. */
export interface RightOn {
  mapId: string;
  personId: string;
}

/** To be called within a transaction. Answers which other people lost a way in. */
export async function eraseRows(
  db: Kysely<Tables>,
  { id, email }: Erased,
  now: number,
): Promise<RightOn[]> {
  const ended = await endTheirInvitations(db, { id, email });
  for (const table of [
    "sessions",
    "accounts",
    "passkeys",
    "mailed_links",
    "map_members",
    "invited_people",
    "notices",
    "notice_mail",
    "notice_links",
    "visits",
  ] as const) {
    await db.deleteFrom(table).where("person_id", "=", id).execute();
  }
  const at = new Date(now).toISOString();
  await db
    .updateTable("people")
    .set({
      name: "",
      email: noMailOf(id),
      email_verified: 0,
      colour: 0,
      language: null,
      kind: "guest",
      is_admin: 0,
      erased_at: now,
      created_at: at,
      updated_at: at,
    })
    .where("id", "=", id)
    .execute();
  return ended;
}

/**
 * Deletes the invitations that were made for this person, whose name, organisation and address stand in them, and those
 * to become a member that they made and that nobody has used. Links to maps that they made are the maps': they stay.
 */
async function endTheirInvitations(db: Kysely<Tables>, { id, email }: Erased): Promise<RightOn[]> {
  await db
    .deleteFrom("member_invitations")
    .where((eb) =>
      eb.or([
        eb("guest_id", "=", id),
        eb.and([eb("created_by", "=", id), eb("used_at", "is", null)]),
        ...(email === null ? [] : [eb(eb.fn<string>("lower", ["email"]), "=", eb.val(email))]),
      ]),
    )
    .execute();
  const theirs = await invitationsFor(db, { id, email });
  if (theirs.length === 0) return [];
  const comers = await db
    .selectFrom("invited_people")
    .select(["map_id as mapId", "person_id as personId"])
    .where("invitation_id", "in", theirs)
    .where("person_id", "!=", id)
    .execute();
  await db.deleteFrom("invitations").where("id", "in", theirs).execute();
  return comers;
}

/** Ids of the personal invitations to maps that were made for this person. */
async function invitationsFor(db: Kysely<Tables>, { id, email }: Erased): Promise<string[]> {
  const cameBy = await db
    .selectFrom("invited_people as own")
    .innerJoin("invitations", "invitations.id", "own.invitation_id")
    .select("invitations.id")
    .where("invitations.kind", "=", "personal")
    .where("own.person_id", "=", id)
    .where((eb) =>
      // A member may have come by a link that was made for somebody else, who came by it too: it stays theirs.
      eb.or([
        eb("own.came_as", "=", "guest"),
        eb.not(
          eb.exists(
            eb
              .selectFrom("invited_people as others")
              .select("others.person_id")
              .whereRef("others.invitation_id", "=", "own.invitation_id")
              .where("others.person_id", "!=", id),
          ),
        ),
      ]),
    )
    .execute();
  const addressed =
    email === null
      ? []
      : await db
          .selectFrom("invitations")
          .select("id")
          .where("kind", "=", "personal")
          .where((eb) => eb(eb.fn<string>("lower", ["email"]), "=", eb.val(email)))
          .execute();
  return [...new Set([...cameBy, ...addressed].map((invitation) => invitation.id))];
}
