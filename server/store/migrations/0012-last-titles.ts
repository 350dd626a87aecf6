// Whose words are kept as the last title of something: of a deleted node beside who deleted it, and of a link's ends beside
// the thread that hangs on it. What is erased for good is found by that.
import { sql, type Kysely } from "kysely";

/** What Eraser.ts takes for it. */
const UNKNOWN = "*";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("touches")
    .addColumn("title", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await db.schema.alterTable("threads").addColumn("anchor_ends", "text").execute();
  await sql`update threads set anchor_ends = ${UNKNOWN} where anchor_on = 'link'`.execute(db);
}
