// Personal invitations to a map: making, renewing, changing, revoking. A link is told once; what is kept of its token is
// a hash. Asks nobody for permission (the routes do) and knows no HTTP.
import type { Kysely } from "kysely";
import type { changeInvitationSchema, inviteSchema, renewSchema } from "#shared/access/api.ts";
import { newId } from "#shared/map/ids.ts";
import type { Person } from "#shared/maps/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import type { Mailer } from "../mail/Mailer.ts";
import { hashOfToken, newToken } from "../people/tokens.ts";
import type { Tables } from "../store/schema.ts";
import { announceRights, type AccessSetup, type Failed } from "./accessSetup.ts";
import { hasInvitedTooMany } from "./lettersToday.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface InvitationsSetup extends AccessSetup {
  /** null: no mail server is configured. */
  mailer: Mailer | null;
  /** The expiries to wait for are others now. */
  onExpiryChanged(this: void): void;
}

/** Where the map is, and who wants it. */
export interface By {
  mapId: string;
  person: Person;
  /** The link that bears this token, as people reach this server. */
  linkTo(this: void, token: string): string;
}

export interface MadeLink {
  id: string;
  link: string;
  expiresAt: number;
  isSent: boolean;
}

type Letter = { email: string; name: string; role: z.infer<typeof inviteSchema>["role"] };

export function expiryIn(days: number): number {
  return Date.now() + days * DAY_MS;
}

export class Invitations {
  readonly #setup: InvitationsSetup;

  constructor(setup: InvitationsSetup) {
    this.#setup = setup;
  }

  async make(by: By, wanted: z.output<typeof inviteSchema>): Promise<MadeLink | Failed> {
    const { db, audit } = this.#setup;
    const refused = await this.#refusal(by, wanted);
    if (refused !== null) return refused;
    const id = newId();
    const token = newToken();
    const expiresAt = expiryIn(wanted.days);
    const { name, organisation, perspective, role, email } = wanted;
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("invitations")
        .values({
          id,
          map_id: by.mapId,
          kind: "personal",
          token_hash: hashOfToken(token),
          name,
          organisation,
          perspective,
          role,
          email,
          password: null,
          created_by: by.person.id,
          created_at: Date.now(),
          expires_at: expiresAt,
          max_uses: wanted.maxUses,
        })
        .execute();
      await audit.record(entryOf("invitation.made", by, id), transaction);
    });
    this.#setup.onExpiryChanged();
    const link = by.linkTo(token);
    const letter = email === null || !wanted.send ? null : { email, name, role };
    const isSent = await this.#send(by, letter, wanted.language, { link, expiresAt });
    return { id, link, expiresAt, isSent };
  }

  /**
   * A new link, and the time and uses begin anew; the old link ends. Whoever came by it is still in, also if the
   * invitation was revoked or the person removed in between.
   */
  async renew(
    by: By,
    id: string,
    { days, send, language }: z.output<typeof renewSchema>,
  ): Promise<MadeLink | Failed> {
    const { db, audit } = this.#setup;
    const invitation = await personal(db, by.mapId, id)
      .select(["email", "name", "role"])
      .executeTakeFirst();
    if (invitation === undefined) return { problem: "not-found" };
    const { email, name, role } = invitation;
    const refused = await this.#refusal(by, { email, send });
    if (refused !== null) return refused;
    const token = newToken();
    const expiresAt = expiryIn(days);
    await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("invitations")
        .set({ token_hash: hashOfToken(token), expires_at: expiresAt, revoked_at: null, uses: 0 })
        .where("id", "=", id)
        .execute();
      await transaction
        .updateTable("invited_people")
        .set({ removed_at: null })
        .where("invitation_id", "=", id)
        .execute();
      await audit.record(entryOf("invitation.renewed", by, id), transaction);
    });
    this.#setup.onExpiryChanged();
    const link = by.linkTo(token);
    const letter = email === null || !send ? null : { email, name, role };
    const isSent = await this.#send(by, letter, language, { link, expiresAt });
    return { id, link, expiresAt, isSent };
  }

  /** Another role: also for those who came by it, whatever they were given since. */
  async change(
    by: By,
    id: string,
    { role }: z.output<typeof changeInvitationSchema>,
  ): Promise<undefined | Failed> {
    const { db, audit } = this.#setup;
    const people = await db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("invitations")
        .set({ role })
        .where("id", "=", id)
        .where("map_id", "=", by.mapId)
        .where("kind", "=", "personal")
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return null;
      await audit.record(entryOf("invitation.changed", by, id), transaction);
      return await withTheRoleOf(transaction, id);
    });
    if (people === null) return { problem: "not-found" };
    announceRights(this.#setup.bus, by.mapId, people);
    return undefined;
  }

  /** Ends the link, and the access of everybody who came by it. */
  async revoke(by: By, id: string): Promise<undefined | Failed> {
    const { db, audit } = this.#setup;
    const people = await db.transaction().execute(async (transaction) => {
      const found = await personal(transaction, by.mapId, id)
        .select("revoked_at")
        .executeTakeFirst();
      if (found === undefined) return null;
      if (found.revoked_at !== null) return [];
      await audit.record(entryOf("invitation.revoked", by, id), transaction);
      return await endLink(transaction, id);
    });
    if (people === null) return { problem: "not-found" };
    announceRights(this.#setup.bus, by.mapId, people);
    return undefined;
  }

  /** Why this is not sent by mail; null: it is, or nobody wants that. */
  async #refusal(
    { person }: By,
    { email, send }: { email: string | null; send: boolean },
  ): Promise<Failed | null> {
    if (!send) return null;
    const { mailer, db } = this.#setup;
    if (mailer === null) return { problem: "no-mail" };
    if (email === null) return { problem: "invalid-request" };
    return (await hasInvitedTooMany(db, person.id)) ? { problem: "too-many-letters" } : null;
  }

  async #send(
    { mapId, person }: By,
    letter: Letter | null,
    language: "de" | "en",
    { link, expiresAt }: { link: string; expiresAt: number },
  ): Promise<boolean> {
    const { mailer, db } = this.#setup;
    if (mailer === null || letter === null) return false;
    const { title } = await db
      .selectFrom("maps")
      .select("title")
      .where("id", "=", mapId)
      .executeTakeFirstOrThrow();
    const { email, name, role } = letter;
    const outcome = await mailer.sendInvitation(email, language, {
      link,
      name,
      invitedBy: person.name,
      expiresAt,
      mapTitle: title,
      role,
    });
    return outcome === "sent";
  }
}

function personal(db: Kysely<Tables>, mapId: string, id: string) {
  return db
    .selectFrom("invitations")
    .where("id", "=", id)
    .where("map_id", "=", mapId)
    .where("kind", "=", "personal");
}

function entryOf<Action extends string>(action: Action, { mapId, person }: By, subjectId: string) {
  return { action, actorId: person.id, mapId, subjectId };
}

/** Everybody who came by this link has its role from now on. Returns who they are. */
export async function withTheRoleOf(db: Kysely<Tables>, id: string): Promise<string[]> {
  const people = await db
    .updateTable("invited_people")
    .set({ role: null })
    .where("invitation_id", "=", id)
    .returning("person_id")
    .execute();
  return people.map(({ person_id: personId }) => personId);
}

/** Ends a link. Returns who came by it. */
export async function endLink(db: Kysely<Tables>, id: string): Promise<string[]> {
  await db
    .updateTable("invitations")
    .set({ revoked_at: Date.now() })
    .where("id", "=", id)
    .execute();
  const people = await db
    .selectFrom("invited_people")
    .select("person_id")
    .where("invitation_id", "=", id)
    .execute();
  return people.map(({ person_id: personId }) => personId);
}
