// Whose Yjs client ids are. Written in the same transaction as the journal row that first holds something of a client.
import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("client_ids")
    .addColumn("map_id", "text", (column) => column.notNull())
    .addColumn("client_id", "bigint", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("client_ids_key", ["map_id", "client_id"])
    .modifyEnd(sql`without rowid`)
    .execute();
}
