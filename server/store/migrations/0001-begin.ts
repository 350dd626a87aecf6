// The first tables.
import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("maps")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("node_count", "integer", (column) => column.notNull())
    .addColumn("link_count", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .addColumn("changed_by", "text")
    .addColumn("deleted_at", "bigint")
    .addColumn("summary_seq", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("maps_deleted_at").on("maps").column("deleted_at").execute();

  // The rows of a map lie together: opening a map reads one stretch of the file.
  await db.schema
    .createTable("journal")
    .addColumn("map_id", "text", (column) => column.notNull())
    .addColumn("seq", "bigint", (column) => column.notNull())
    .addColumn("bytes", "blob", (column) => column.notNull())
    .addPrimaryKeyConstraint("journal_key", ["map_id", "seq"])
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable("people")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token_hash", "blob", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("colour", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("facts")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
}
