// Versions of maps, who changed what, and when somebody was on a map last.
import { sql, type Kysely } from "kysely";

/** Tables that say something about the person in their column `person_id`. */
const ABOUT_PEOPLE = ["visits"];

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("versions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("state_id", "text", (column) => column.notNull().references("map_states.id"))
    .addColumn("cause", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("note", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("by_id", "text")
    .addColumn("restored_id", "text")
    .addColumn("restored_name", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("restored_whole", "integer")
    .addColumn("request_id", "text")
    .addColumn("picture", "text")
    .addUniqueConstraint("versions_request", ["map_id", "request_id"])
    .execute();
  await db.schema
    .createIndex("versions_map_id")
    .on("versions")
    .columns(["map_id", "at", "id"])
    .execute();
  await db.schema.createIndex("versions_state_id").on("versions").column("state_id").execute();

  await db.schema
    .createTable("version_people")
    .addColumn("version_id", "text", (column) =>
      column.notNull().references("versions.id").onDelete("cascade"),
    )
    .addColumn("person_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("version_people_key", ["version_id", "person_id"])
    .execute();

  await db.schema
    .createTable("touches")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("element_id", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("person_id", "text")
    .addColumn("began_at", "bigint", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("touches_element")
    .on("touches")
    .columns(["map_id", "element_id", "at"])
    .execute();
  await db.schema.createIndex("touches_at").on("touches").columns(["map_id", "at"]).execute();

  await db.schema
    .createTable("visits")
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("left_at", "bigint", (column) => column.notNull())
    .addColumn("since_at", "bigint")
    .addPrimaryKeyConstraint("visits_key", ["map_id", "person_id"])
    .execute();

  // As 0006: once somebody is erased, nothing about them is written any more.
  for (const table of ABOUT_PEOPLE) {
    await sql`
      create trigger ${sql.id(`${table}_not_of_the_erased`)} before insert on ${sql.table(table)}
      when exists (select 1 from people where id = new.person_id and erased_at is not null)
      begin select raise(ignore); end`.execute(db);
  }
}
