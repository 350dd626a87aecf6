// Links by which somebody becomes a member: made by those who run the installation, used once. Only the hash of a
// link's token is kept.
import { hashPassword } from "@better-auth/utils/password";
import type { Kysely, Selectable } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { ProblemCode } from "#shared/maps/api.ts";
import type { AuditLog } from "../../audit/AuditLog.ts";
import type { MemberInvitationsTable, Tables } from "../../store/schema.ts";
import { CREDENTIAL, type PersonStore } from "../PersonStore.ts";
import type { SessionStore } from "../SessionStore.ts";
import { hashOfToken, newToken } from "../tokens.ts";

const VALID_MS = 14 * 24 * 60 * 60 * 1_000;

export interface MemberInvitationsSetup {
  db: Kysely<Tables>;
  people: PersonStore;
  sessions: SessionStore;
  audit: AuditLog;
}

export interface NewMemberInvitation {
  name: string;
  email: string | null;
  /** The guest who becomes a member; null: somebody new. */
  guestId: string | null;
  by: string;
}

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

type Row = Selectable<MemberInvitationsTable>;
type Failed = { problem: ProblemCode };

export class MemberInvitations {
  readonly #setup: MemberInvitationsSetup;

  constructor(setup: MemberInvitationsSetup) {
    this.#setup = setup;
  }

  /** Makes an invitation. Its token is told this once. */
  async make(
    wanted: NewMemberInvitation,
  ): Promise<{ id: string; token: string; expiresAt: number }> {
    const { name, email, guestId, by } = wanted;
    const id = newId();
    const token = newToken();
    const now = Date.now();
    const expiresAt = now + VALID_MS;
    await this.#setup.db
      .insertInto("member_invitations")
      .values({
        id,
        token_hash: hashOfToken(token),
        name,
        email,
        guest_id: guestId,
        created_by: by,
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await this.#setup.audit.record({ action: "member.invited", actorId: by, subjectId: id });
    return { id, token, expiresAt };
  }

  /** Those that wait to be used, the newest first. */
  async waiting(): Promise<Row[]> {
    return await this.#setup.db
      .selectFrom("member_invitations")
      .selectAll()
      .where("used_at", "is", null)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", Date.now())
      .orderBy("created_at", "desc")
      .execute();
  }

  /** false: there is none that waits. */
  async revoke(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#setup.db
      .updateTable("member_invitations")
      .set({ revoked_at: Date.now() })
      .where("id", "=", id)
      .where("used_at", "is", null)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** The invitation of this token, or why it cannot be used. Does not use it. */
  async look(token: string): Promise<Row | Failed> {
    const row = await this.#setup.db
      .selectFrom("member_invitations")
      .selectAll()
      .where("token_hash", "=", hashOfToken(token))
      .executeTakeFirst();
    if (row === undefined) return { problem: "no-such-link" };
    if (row.used_at !== null) return { problem: "link-used" };
    if (row.revoked_at !== null) return { problem: "link-revoked" };
    return row.expires_at <= Date.now() ? { problem: "link-expired" } : row;
  }

  /** Uses the invitation: makes the account, or gives the guest one, and begins a session. All of it or nothing. */
  async accept(
    token: string,
    account: NewAccount,
  ): Promise<{ personId: string; sessionToken: string } | Failed> {
    const invitation = await this.look(token);
    if ("problem" in invitation) return invitation;
    const password = await hashPassword(account.password);
    const { db, sessions, audit } = this.#setup;
    const joined = await db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("member_invitations")
        .set({ used_at: Date.now() })
        .where("id", "=", invitation.id)
        .where("used_at", "is", null)
        .where("revoked_at", "is", null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) return { problem: "link-used" } as const;
      const taken = await transaction
        .selectFrom("people")
        .select("id")
        .where("email", "=", account.email.toLowerCase())
        .where("id", "!=", invitation.guest_id ?? "")
        .executeTakeFirst();
      if (taken !== undefined) {
        await transaction
          .updateTable("member_invitations")
          .set({ used_at: null })
          .where("id", "=", invitation.id)
          .execute();
        return { problem: "address-taken" } as const;
      }
      const personId = await this.#member(transaction, invitation.guest_id, account);
      // The guest has become a member by another link: the account is theirs alone.
      if (personId === null) return { problem: "link-used" } as const;
      await transaction
        .insertInto("accounts")
        .values({
          id: newId(),
          provider_id: CREDENTIAL,
          account_id: personId,
          person_id: personId,
          password,
        })
        .execute();
      // Their name and address are in their own row now.
      await transaction
        .updateTable("member_invitations")
        .set({ name: "", email: null })
        .where("id", "=", invitation.id)
        .execute();
      const entry = { actorId: personId, subjectId: invitation.id };
      await audit.record({ action: "member.joined", ...entry }, transaction);
      return { personId, sessionToken: await sessions.begin(personId, transaction) };
    });
    // Whoever is on a map as the guest comes back as the member.
    if (!("problem" in joined)) await sessions.endAll(joined.personId, joined.sessionToken);
    return joined;
  }

  /** The guest as a member, who stays the same person; or a new one. Answers the id; null: they are no guest any more. */
  async #member(
    transaction: Kysely<Tables>,
    guestId: string | null,
    { name, email }: NewAccount,
  ): Promise<string | null> {
    if (guestId === null) {
      const member = { name, kind: "member", email, isAdmin: false } as const;
      return await this.#setup.people.insert(member, transaction);
    }
    const { numUpdatedRows } = await transaction
      .updateTable("people")
      .set({
        name,
        email: email.toLowerCase(),
        kind: "member",
        updated_at: new Date().toISOString(),
      })
      .where("id", "=", guestId)
      .where("kind", "=", "guest")
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) return null;
    // A guest's link may have been passed on: whoever came by it elsewhere must not find themselves in a member's account.
    await transaction.deleteFrom("sessions").where("person_id", "=", guestId).execute();
    return guestId;
  }
}
