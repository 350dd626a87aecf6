// What is not kept for ever, and until when. Run once a day; the clock is the caller's.
import type { Kysely } from "kysely";
import { CONFIRM_MS } from "../notices/NoticeLinks.ts";
import { REMEMBERED_MS } from "../people/MailedLinks.ts";
import type { Tables } from "../store/schema.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
/** For how long an invitation that has ended can be renewed with what was written in it. */
const ENDED_INVITATION_MS = 90 * DAY_MS;
/** What somebody was told of is no archive: the comments are. */
const NOTICES_MS = 180 * DAY_MS;

/** The same day and time so many months before; at the end of a short month, its last day. */
export function monthsBefore(now: number, months: number): number {
  const then = new Date(now);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, lastDay));
  return then.getTime();
}

/** Deletes what is over, as it is at `now`. */
export async function forgetOld(
  db: Kysely<Tables>,
  { now, auditMonths }: { now: number; auditMonths: number },
): Promise<void> {
  const isoNow = new Date(now).toISOString();
  await db.deleteFrom("sessions").where("expires_at", "<=", isoNow).execute();
  await db
    .deleteFrom("mailed_links")
    .where("expires_at", "<", now - REMEMBERED_MS)
    .execute();
  await db.deleteFrom("audit").where("at", "<", monthsBefore(now, auditMonths)).execute();
  await forgetInvitations(db, now - ENDED_INVITATION_MS);
  await forgetNotices(db, now);
}

async function forgetNotices(db: Kysely<Tables>, now: number): Promise<void> {
  await db
    .deleteFrom("notices")
    .where("at", "<", now - NOTICES_MS)
    .execute();
  await db
    .deleteFrom("notice_links")
    .where("expires_at", "<", now - REMEMBERED_MS)
    .execute();
  // Of a link that was used or has expired it can be said so, without the address.
  await db
    .updateTable("notice_links")
    .set({ email: null })
    .where("made_at", "<", now - CONFIRM_MS)
    .execute();
}

async function forgetInvitations(db: Kysely<Tables>, before: number): Promise<void> {
  await db
    .deleteFrom("member_invitations")
    .where((eb) => eb.or([eb("expires_at", "<", before), eb("revoked_at", "<", before)]))
    .execute();
  const ended = () =>
    db
      .selectFrom("invitations")
      .select("id")
      .where((eb) => eb.or([eb("expires_at", "<", before), eb("revoked_at", "<", before)]));
  await db
    .deleteFrom("invitations")
    .where("id", "in", ended())
    .where("id", "not in", db.selectFrom("invited_people").select("invitation_id"))
    .execute();
  // Somebody came by these: renewed, they let the same person in again, so the row stays, and the name they are known by.
  await db
    .updateTable("invitations")
    .set({ organisation: "", perspective: "", email: null, password: null })
    .where("id", "in", ended())
    .execute();
}
