// The open link of a map: one at a time, for whoever has it. Asks nobody for permission (the routes do), knows no HTTP.
import { hashPassword } from "@better-auth/utils/password";
import type { Kysely } from "kysely";
import type { openLinkSchema } from "#shared/access/api.ts";
import { newId } from "#shared/map/ids.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { hashOfToken, newToken } from "../people/tokens.ts";
import type { Tables } from "../store/schema.ts";
import { announceRights, type Failed } from "./accessSetup.ts";
import {
  endLink,
  expiryIn,
  withTheRoleOf,
  type By,
  type InvitationsSetup,
  type MadeLink,
} from "./Invitations.ts";

export class OpenLinks {
  readonly #setup: InvitationsSetup;

  constructor(setup: InvitationsSetup) {
    this.#setup = setup;
  }

  /** A new link with these properties. An older one ends; those who came by it stay, with the new role and expiry. */
  async set(by: By, wanted: z.output<typeof openLinkSchema>): Promise<MadeLink> {
    const { db, audit, bus } = this.#setup;
    const token = newToken();
    const now = Date.now();
    const expiresAt = expiryIn(wanted.days);
    const password = wanted.password === null ? null : await hashPassword(wanted.password);
    const shown = { token_hash: hashOfToken(token), role: wanted.role, password };
    const { id, people } = await db.transaction().execute(async (transaction) => {
      const old = await openLinkOf(transaction, by.mapId);
      const linkId = old?.id ?? newId();
      if (old === undefined) {
        await transaction
          .insertInto("invitations")
          .values({
            ...shown,
            id: linkId,
            map_id: by.mapId,
            kind: "open",
            name: "",
            organisation: "",
            perspective: "",
            email: null,
            created_by: by.person.id,
            created_at: now,
            expires_at: expiresAt,
            max_uses: null,
          })
          .execute();
      } else {
        await transaction
          .updateTable("invitations")
          .set({ ...shown, created_at: now, expires_at: expiresAt, uses: 0 })
          .where("id", "=", linkId)
          .execute();
      }
      const entry = { action: "link.made", actorId: by.person.id, mapId: by.mapId } as const;
      await audit.record({ ...entry, subjectId: linkId }, transaction);
      return { id: linkId, people: await withTheRoleOf(transaction, linkId) };
    });
    this.#setup.onExpiryChanged();
    announceRights(bus, by.mapId, people);
    return { id, link: by.linkTo(token), expiresAt, isSent: false };
  }

  /** Ends the link, and the access of everybody who came by it. */
  async revoke({ mapId, person }: By): Promise<undefined | Failed> {
    const { db, audit, bus } = this.#setup;
    const people = await db.transaction().execute(async (transaction) => {
      const link = await openLinkOf(transaction, mapId);
      if (link === undefined) return null;
      const entry = { action: "link.revoked", actorId: person.id, mapId } as const;
      await audit.record({ ...entry, subjectId: link.id }, transaction);
      return await endLink(transaction, link.id);
    });
    if (people === null) return { problem: "not-found" };
    announceRights(bus, mapId, people);
    return undefined;
  }
}

/** The map's open link, if it has one that was not revoked. */
export async function openLinkOf(db: Kysely<Tables>, mapId: string) {
  return await db
    .selectFrom("invitations")
    .select(["id", "role", "created_at", "expires_at", "password", "uses"])
    .where("map_id", "=", mapId)
    .where("kind", "=", "open")
    .where("revoked_at", "is", null)
    .executeTakeFirst();
}
