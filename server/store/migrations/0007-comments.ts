// Comments: threads, what is said in them, who has read and who follows them; and the states of maps they were begun on.
import { sql, type Kysely } from "kysely";

/** Tables that say something about the person in their column `person_id`. */
const ABOUT_PEOPLE = ["reactions", "thread_reads", "thread_follows", "author_releases"];

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("talk_numbers")
    .addColumn("map_id", "text", (column) =>
      column.primaryKey().references("maps.id").onDelete("cascade"),
    )
    .addColumn("last", "integer", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("map_states")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("taken_at", "bigint", (column) => column.notNull())
    .addColumn("schema_version", "integer", (column) => column.notNull())
    .addColumn("fingerprint", "text", (column) => column.notNull())
    .addColumn("node_count", "integer", (column) => column.notNull())
    .addColumn("link_count", "integer", (column) => column.notNull())
    .addColumn("bytes", "blob", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("map_states_map_id")
    .on("map_states")
    .columns(["map_id", "taken_at"])
    .execute();

  await db.schema
    .createTable("threads")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("anchor_on", "text", (column) => column.notNull())
    .addColumn("anchor_id", "text")
    .addColumn("x", "real")
    .addColumn("y", "real")
    .addColumn("anchor_title", "text", (column) => column.notNull())
    .addColumn("anchor_then", "text")
    .addColumn("state_id", "text", (column) =>
      column.references("map_states.id").onDelete("set null"),
    )
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("resolved_at", "bigint")
    .addColumn("resolved_by", "text")
    .addColumn("outcome", "text")
    .addColumn("outcome_reason", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("deleted_at", "bigint")
    .execute();
  await db.schema
    .createIndex("threads_map_id_seq")
    .on("threads")
    .columns(["map_id", "seq"])
    .unique()
    .execute();
  await db.schema.createIndex("threads_state_id").on("threads").column("state_id").execute();

  await db.schema
    .createTable("comments")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("thread_id", "text", (column) =>
      column.notNull().references("threads.id").onDelete("cascade"),
    )
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("author_id", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("edited_at", "bigint")
    .addColumn("deleted_at", "bigint")
    .addUniqueConstraint("comments_number", ["map_id", "number"])
    .execute();
  // Covers what the list of threads sums up: their texts need not be read for it.
  await db.schema
    .createIndex("comments_thread_id")
    .on("comments")
    .columns(["thread_id", "author_id", "number", "created_at", "deleted_at"])
    .execute();
  await db.schema.createIndex("comments_author_id").on("comments").column("author_id").execute();

  await db.schema
    .createTable("reactions")
    .addColumn("comment_id", "text", (column) =>
      column.notNull().references("comments.id").onDelete("cascade"),
    )
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("reactions_key", ["comment_id", "kind", "person_id"])
    .execute();
  await db.schema
    .createTable("mentions")
    .addColumn("comment_id", "text", (column) =>
      column.notNull().references("comments.id").onDelete("cascade"),
    )
    .addColumn("person_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("mentions_key", ["comment_id", "person_id"])
    .execute();
  for (const table of ["reactions", "mentions"]) {
    await db.schema.createIndex(`${table}_person_id`).on(table).column("person_id").execute();
  }

  const ofThread = (table: string, column: string) =>
    db.schema
      .createTable(table)
      .addColumn("person_id", "text", (person) => person.notNull())
      .addColumn("thread_id", "text", (thread) =>
        thread.notNull().references("threads.id").onDelete("cascade"),
      )
      .addColumn(column, "integer", (value) => value.notNull())
      .addPrimaryKeyConstraint(`${table}_key`, ["person_id", "thread_id"] as const)
      .execute();
  await ofThread("thread_reads", "up_to");
  await ofThread("thread_follows", "follows");
  for (const table of ["thread_reads", "thread_follows"]) {
    await db.schema.createIndex(`${table}_thread_id`).on(table).column("thread_id").execute();
  }

  await db.schema
    .createTable("author_releases")
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("release", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("author_releases_key", ["map_id", "person_id"])
    .execute();

  // As 0006: once somebody is erased, nothing about them is written any more.
  for (const table of ABOUT_PEOPLE) {
    await sql`
      create trigger ${sql.id(`${table}_not_of_the_erased`)} before insert on ${sql.table(table)}
      when exists (select 1 from people where id = new.person_id and erased_at is not null)
      begin select raise(ignore); end`.execute(db);
  }
}
