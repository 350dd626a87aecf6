// How many invitations somebody has made lately: who could send mails without end in this server's name would soon be heard
// by nobody. Counted in what is stored, so that a restart changes nothing.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Far more than a large workshop has guests. */
export const MAX_INVITATIONS_A_DAY = 300;

/**
 * Whether this person has made or renewed so many invitations within a day, to maps or to become a member, that no further
 * one is sent by mail. The links of those that were not mailed count too: the log does not tell them apart.
 */
export async function hasInvitedTooMany(db: Kysely<Tables>, personId: string): Promise<boolean> {
  const since = Date.now() - DAY_MS;
  const toMaps = await db
    .selectFrom("audit")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("at", ">", since)
    .where("actor_id", "=", personId)
    .where("action", "in", ["invitation.made", "invitation.renewed"])
    .executeTakeFirstOrThrow();
  const here = await db
    .selectFrom("member_invitations")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("created_by", "=", personId)
    .where("created_at", ">", since)
    .executeTakeFirstOrThrow();
  return toMaps.count + here.count >= MAX_INVITATIONS_A_DAY;
}
