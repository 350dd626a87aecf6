// What the server keeps of what somebody was told, and of how they want to be told by mail. Reads only; no tokens.
import type { Kysely } from "kysely";
import type { PersonData } from "#shared/people/dataApi.ts";
import type { Tables } from "../../store/schema.ts";

export async function noticesOfPerson(
  db: Kysely<Tables>,
  id: string,
): Promise<Pick<PersonData, "notices" | "noticeMail">> {
  const notices = await db
    .selectFrom("notices")
    .select(["map_id as mapId", "thread_id as threadId", "comment_id as commentId", "kind", "at"])
    .select(["read_at as readAt", "mail_done_at as mailDoneAt"])
    .where("person_id", "=", id)
    .orderBy("id")
    .execute();
  const chosen = await db
    .selectFrom("notice_mail")
    .select(["pace", "email"])
    .where("person_id", "=", id)
    .executeTakeFirst();
  const links = await db
    .selectFrom("notice_links")
    .select(["purpose", "email", "made_at as madeAt", "expires_at as expiresAt"])
    .select("used_at as usedAt")
    .where("person_id", "=", id)
    .orderBy("made_at")
    .execute();
  const { pace, email } = chosen ?? { pace: null, email: null };
  return { notices, noticeMail: { pace, email, links } };
}
