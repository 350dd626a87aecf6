// Content that was erased for good: the record of it, and since when copies of a map elsewhere are worth nothing.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("maps")
    .addColumn("epoch", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable("erasures")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("begun_at", "bigint", (column) => column.notNull())
    .addColumn("done_at", "bigint")
    .addColumn("by_id", "text", (column) => column.notNull())
    .addColumn("nodes", "text", (column) => column.notNull())
    .addColumn("links", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("erasures_map_id").on("erasures").column("map_id").execute();
}
