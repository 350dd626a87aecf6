// Once somebody is erased, nothing about them is written any more: not by a request that was on its way, not by mistake.
import { sql, type Kysely } from "kysely";

/** Tables that say something about the person in their column `person_id`. */
const ABOUT_PEOPLE = [
  "sessions",
  "accounts",
  "passkeys",
  "mailed_links",
  "map_members",
  "invited_people",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ABOUT_PEOPLE) {
    await sql`
      create trigger ${sql.id(`${table}_not_of_the_erased`)} before insert on ${sql.table(table)}
      when exists (select 1 from people where id = new.person_id and erased_at is not null)
      begin select raise(ignore); end`.execute(db);
  }
  await sql`
    create trigger people_stay_erased before update on people when old.erased_at is not null
    begin select raise(ignore); end`.execute(db);
}
