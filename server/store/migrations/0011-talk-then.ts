// What had been said when a version was kept: the talk's number with each version, and what became of threads when.
import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Empty: kept before this was noted.
  await db.schema.alterTable("versions").addColumn("talk_number", "integer").execute();
  await db.schema
    .createTable("thread_states")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("thread_id", "text", (column) =>
      column.notNull().references("threads.id").onDelete("cascade"),
    )
    .addColumn("number", "integer")
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("is_resolved", "integer", (column) => column.notNull())
    .addColumn("by_id", "text")
    .addColumn("outcome", "text")
    .execute();
  await db.schema
    .createIndex("thread_states_thread_id")
    .on("thread_states")
    .column("thread_id")
    .execute();
  await db.schema.createIndex("thread_states_by_id").on("thread_states").column("by_id").execute();
  // Threads that are there begin with what is known of them: resolved ones since then, open ones since now. What was before
  // that nobody knows any more.
  await sql`
    insert into thread_states (thread_id, number, at, is_resolved, by_id, outcome)
    select id, null, coalesce(resolved_at, ${Date.now()}), resolved_at is not null, resolved_by, outcome
    from threads where deleted_at is null`.execute(db);
}
