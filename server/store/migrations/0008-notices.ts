// Notices: what somebody is told of, how they want to be told by mail, and the links in those mails.
import { sql, type Kysely } from "kysely";

/** Tables that say something about the person in their column `person_id`. */
const ABOUT_PEOPLE = ["notices", "notice_mail", "notice_links"];

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("notices")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("person_id", "text", (column) =>
      column.notNull().references("people.id").onDelete("cascade"),
    )
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("thread_id", "text", (column) =>
      column.notNull().references("threads.id").onDelete("cascade"),
    )
    .addColumn("comment_id", "text", (column) =>
      column.references("comments.id").onDelete("cascade"),
    )
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("by_id", "text", (column) => column.notNull())
    .addColumn("read_at", "bigint")
    .addColumn("mail_done_at", "bigint")
    // Nobody is told of a comment twice. Of a thread as a whole (no comment) there may be several.
    .addUniqueConstraint("notices_comment", ["person_id", "comment_id"])
    .execute();
  await db.schema
    .createIndex("notices_person_id")
    .on("notices")
    .columns(["person_id", "id"])
    .execute();
  await db.schema.createIndex("notices_thread_id").on("notices").column("thread_id").execute();
  await db.schema.createIndex("notices_comment_id").on("notices").column("comment_id").execute();
  await db.schema.createIndex("notices_map_id").on("notices").column("map_id").execute();
  // What waits to be mailed is looked for again and again, and is little.
  await sql`create index notices_unmailed on notices (person_id, at) where mail_done_at is null`.execute(
    db,
  );

  await db.schema
    .createTable("notice_mail")
    .addColumn("person_id", "text", (column) =>
      column.primaryKey().references("people.id").onDelete("cascade"),
    )
    .addColumn("pace", "text")
    .addColumn("email", "text")
    .addColumn("not_before", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("failures", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("day", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("mails", "integer", (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable("notice_links")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) =>
      column.notNull().references("people.id").onDelete("cascade"),
    )
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("email", "text")
    .addColumn("made_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("used_at", "bigint")
    .execute();
  await db.schema
    .createIndex("notice_links_person_id")
    .on("notice_links")
    .columns(["person_id", "purpose"])
    .execute();

  // As 0006: once somebody is erased, nothing about them is written any more.
  for (const table of ABOUT_PEOPLE) {
    await sql`
      create trigger ${sql.id(`${table}_not_of_the_erased`)} before insert on ${sql.table(table)}
      when exists (select 1 from people where id = new.person_id and erased_at is not null)
      begin select raise(ignore); end`.execute(db);
  }
}
