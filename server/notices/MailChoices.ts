// How people want to be told by mail, and where: to addresses alone that somebody has proven to be theirs.
import type { Kysely } from "kysely";
import type { MailPace } from "#shared/notices/api.ts";
import type { Language, PersonKind } from "#shared/people/api.ts";
import { givenEmail } from "../people/PersonStore.ts";
import type { Tables } from "../store/schema.ts";

export interface MailChoice {
  personId: string;
  kind: PersonKind;
  language: Language | null;
  pace: MailPace;
  /** Where mails go; null: nowhere, there is no proven address. */
  email: string | null;
  /** Of members: the address of the account, proven or not. */
  accountEmail: string | null;
}

/** What this person wants, and what holds for them because of it; null: they are gone. */
export async function mailChoiceOf(
  db: Kysely<Tables>,
  personId: string,
): Promise<MailChoice | null> {
  const row = await db
    .selectFrom("people")
    .leftJoin("notice_mail", "notice_mail.person_id", "people.id")
    .select(["people.kind", "people.language", "people.email as given", "people.email_verified"])
    .select(["notice_mail.pace", "notice_mail.email as confirmed"])
    .where("people.id", "=", personId)
    .where("people.erased_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { kind, language, confirmed } = row;
  const accountEmail = kind === "member" ? givenEmail(row.given) : null;
  const isProven = row.email_verified === 1 || confirmed === accountEmail;
  const email = kind === "guest" ? confirmed : isProven ? accountEmail : null;
  const pace = row.pace ?? (email === null ? "never" : "daily");
  return { personId, kind, language, pace, email, accountEmail };
}

export async function setPace(db: Kysely<Tables>, personId: string, pace: MailPace): Promise<void> {
  await db
    .insertInto("notice_mail")
    .values({ person_id: personId, pace, email: null })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ pace }))
    .execute();
}

/** Forgets an address that was given for mails alone. */
export async function forgetAddress(db: Kysely<Tables>, personId: string): Promise<void> {
  await db
    .updateTable("notice_mail")
    .set({ email: null })
    .where("person_id", "=", personId)
    .execute();
}
