// People who sign in, their sessions and credentials, invitations to become a member, and who may do what on a map.
import { sql, type Kysely } from "kysely";

const NOW = sql`(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`;

export async function up(db: Kysely<unknown>): Promise<void> {
  // Until now people were browsers without a name of their own choosing.
  await db.schema.dropTable("people").execute();
  await db.schema
    .createTable("people")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("email_verified", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("colour", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("language", "text")
    .addColumn("kind", "text", (column) => column.notNull().defaultTo("member"))
    .addColumn("is_admin", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("erased_at", "bigint")
    .addColumn("created_at", "text", (column) => column.notNull().defaultTo(NOW))
    .addColumn("updated_at", "text", (column) => column.notNull().defaultTo(NOW))
    .execute();

  await db.schema
    .createTable("sessions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("person_id", "text", (column) =>
      column.notNull().references("people.id").onDelete("cascade"),
    )
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull().defaultTo(NOW))
    .addColumn("updated_at", "text", (column) => column.notNull().defaultTo(NOW))
    .execute();
  await db.schema.createIndex("sessions_person_id").on("sessions").column("person_id").execute();

  await db.schema
    .createTable("accounts")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("provider_id", "text", (column) => column.notNull())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) =>
      column.notNull().references("people.id").onDelete("cascade"),
    )
    .addColumn("password", "text")
    .addColumn("created_at", "text", (column) => column.notNull().defaultTo(NOW))
    .addColumn("updated_at", "text", (column) => column.notNull().defaultTo(NOW))
    .addUniqueConstraint("accounts_provider_account", ["provider_id", "account_id"])
    .execute();
  await db.schema.createIndex("accounts_person_id").on("accounts").column("person_id").execute();

  await db.schema
    .createTable("member_invitations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text")
    .addColumn("guest_id", "text", (column) => column.references("people.id").onDelete("cascade"))
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("used_at", "bigint")
    .addColumn("revoked_at", "bigint")
    .execute();

  await db.schema.alterTable("maps").addColumn("team_role", "text").execute();
  await db.schema
    .createTable("map_members")
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("person_id", "text", (column) =>
      column.notNull().references("people.id").onDelete("cascade"),
    )
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("map_members_key", ["map_id", "person_id"])
    .execute();
  await db.schema
    .createIndex("map_members_person_id")
    .on("map_members")
    .column("person_id")
    .execute();
}
