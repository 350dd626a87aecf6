// The members of the installation, as those who run it see them. An installation always keeps somebody who runs it.
// Knows no HTTP.
import type { Kysely } from "kysely";
import type { ProblemCode } from "#shared/maps/api.ts";
import type { memberListSchema, memberSchema } from "#shared/people/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import { givenEmail } from "../people/PersonStore.ts";
import type { MemberInvitations } from "../people/join/MemberInvitations.ts";
import type { Tables } from "../store/schema.ts";

export interface MemberListSetup {
  db: Kysely<Tables>;
  audit: AuditLog;
  invitations: MemberInvitations;
}

type Member = z.infer<typeof memberSchema>;

export class MemberList {
  readonly #setup: MemberListSetup;

  constructor(setup: MemberListSetup) {
    this.#setup = setup;
  }

  async read(): Promise<z.infer<typeof memberListSchema>> {
    const waiting = await this.#setup.invitations.waiting();
    return {
      members: await this.#members(),
      waiting: waiting.map(({ id, name, email, expires_at: expiresAt }) => ({
        id,
        name,
        email,
        expiresAt,
      })),
    };
  }

  /** Makes a member one who runs the installation, or takes that away. */
  async change(personId: string, isAdmin: boolean, byId: string): Promise<Member | Failed> {
    const { db, audit } = this.#setup;
    const problem = await db.transaction().execute(async (transaction) => {
      const admins = await transaction
        .selectFrom("people")
        .select("id")
        .where("kind", "=", "member")
        .where("is_admin", "=", 1)
        .where("erased_at", "is", null)
        .execute();
      if (!isAdmin && admins.length === 1 && admins[0]?.id === personId) return "last-admin";
      const { numUpdatedRows } = await transaction
        .updateTable("people")
        .set({ is_admin: isAdmin ? 1 : 0 })
        .where("id", "=", personId)
        .where("kind", "=", "member")
        .where("erased_at", "is", null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return "not-found";
      const entry = { action: "member.changed", actorId: byId, subjectId: personId } as const;
      await audit.record(entry, transaction);
      return null;
    });
    if (problem !== null) return { problem };
    const member = (await this.#members()).find(({ id }) => id === personId);
    return member ?? { problem: "not-found" };
  }

  async #members(): Promise<Member[]> {
    const rows = await this.#setup.db
      .selectFrom("people")
      .leftJoin("sessions", "sessions.person_id", "people.id")
      .select(["people.id", "people.name", "people.colour", "people.email", "people.is_admin"])
      .select(({ fn }) => ["people.created_at", fn.max("sessions.updated_at").as("seenAt")])
      .where("people.kind", "=", "member")
      .where("people.erased_at", "is", null)
      .groupBy("people.id")
      .orderBy("people.name")
      .execute();
    return rows.map(({ id, name, colour, email, is_admin: isAdmin, created_at, seenAt }) => ({
      id,
      name,
      colour,
      email: givenEmail(email),
      isAdmin: isAdmin === 1,
      createdAt: Date.parse(created_at),
      lastSeenAt: startOfDay(seenAt),
    }));
  }
}

type Failed = { problem: ProblemCode };

/** To the day: enough to see who left, too little to see who works at night. */
function startOfDay(time: string | null): number | null {
  return time === null ? null : Date.parse(time.slice(0, "2026-01-01".length));
}
