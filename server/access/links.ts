// What a link's token opens, and whether it holds. Reading only: looking uses nothing up.
import type { Kysely } from "kysely";
import type { invitedRoleSchema } from "#shared/access/api.ts";
import type { PersonKind } from "#shared/people/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { hashOfToken } from "../people/tokens.ts";
import type { Tables } from "../store/schema.ts";
import type { Failed } from "./accessSetup.ts";

export interface Link {
  id: string;
  mapId: string;
  mapTitle: string;
  kind: "personal" | "open";
  /** Empty for an open link. */
  name: string;
  role: z.infer<typeof invitedRoleSchema>;
  password: string | null;
  createdBy: string;
  expiresAt: number;
  maxUses: number | null;
  uses: number;
}

/** Somebody who came by a link. */
export interface Comer {
  personId: string;
  kind: PersonKind;
  /** What they were when they came. */
  cameAs: PersonKind;
  name: string;
  isRemoved: boolean;
}

export function isUsedUp({ maxUses, uses }: Link): boolean {
  return maxUses !== null && uses >= maxUses;
}

/** The link with this token, if it holds; how often it was used is for others to judge. */
export async function linkOf(db: Kysely<Tables>, token: string): Promise<Link | Failed> {
  const row = await db
    .selectFrom("invitations")
    .innerJoin("maps", "maps.id", "invitations.map_id")
    .select([
      "invitations.id",
      "maps.id as mapId",
      "maps.title as mapTitle",
      "maps.deleted_at as deletedAt",
      "invitations.kind",
      "invitations.name",
      "invitations.role",
      "invitations.password",
      "invitations.created_by as createdBy",
      "invitations.expires_at as expiresAt",
      "invitations.revoked_at as revokedAt",
      "invitations.max_uses as maxUses",
      "invitations.uses",
    ])
    .where("invitations.token_hash", "=", hashOfToken(token))
    .executeTakeFirst();
  if (row === undefined) return { problem: "no-such-link" };
  const { deletedAt, revokedAt, ...link } = row;
  if (revokedAt !== null) return { problem: "link-revoked" };
  if (link.expiresAt <= Date.now()) return { problem: "link-expired" };
  if (deletedAt !== null) return { problem: "map-deleted" };
  return link;
}

/** Who came by a link, the first one first. */
export async function comersBy(db: Kysely<Tables>, linkId: string): Promise<Comer[]> {
  const rows = await db
    .selectFrom("invited_people")
    .innerJoin("people", "people.id", "invited_people.person_id")
    .select([
      "people.id as personId",
      "people.kind",
      "people.name",
      "invited_people.came_as as cameAs",
      "invited_people.removed_at",
    ])
    .where("invited_people.invitation_id", "=", linkId)
    .where("people.erased_at", "is", null)
    .orderBy("invited_people.joined_at")
    .execute();
  return rows.map(({ removed_at: removedAt, ...comer }) => ({
    ...comer,
    isRemoved: removedAt !== null,
  }));
}
