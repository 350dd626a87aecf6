// Invitations to maps, who came by them, and the audit log.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("invitations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("map_id", "text", (column) =>
      column.notNull().references("maps.id").onDelete("cascade"),
    )
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("organisation", "text", (column) => column.notNull())
    .addColumn("perspective", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("email", "text")
    .addColumn("password", "text")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("revoked_at", "bigint")
    .addColumn("max_uses", "integer")
    .addColumn("uses", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("invitations_map_id").on("invitations").column("map_id").execute();
  await db.schema
    .createIndex("invitations_expires_at")
    .on("invitations")
    .column("expires_at")
    .execute();

  await db.schema
    .createTable("invited_people")
    .addColumn("map_id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) =>
      column.notNull().references("people.id").onDelete("cascade"),
    )
    .addColumn("invitation_id", "text", (column) =>
      column.notNull().references("invitations.id").onDelete("cascade"),
    )
    .addColumn("came_as", "text", (column) => column.notNull())
    .addColumn("role", "text")
    .addColumn("joined_at", "bigint", (column) => column.notNull())
    .addColumn("removed_at", "bigint")
    .addPrimaryKeyConstraint("invited_people_key", ["map_id", "person_id", "invitation_id"])
    .execute();
  await db.schema
    .createIndex("invited_people_invitation_id")
    .on("invited_people")
    .column("invitation_id")
    .execute();
  await db.schema
    .createIndex("invited_people_person_id")
    .on("invited_people")
    .column("person_id")
    .execute();

  // Refers to nothing: what happened stays true when a map or a person is gone.
  await db.schema
    .createTable("audit")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("actor_id", "text")
    .addColumn("map_id", "text")
    .addColumn("subject_id", "text")
    .addColumn("once_key", "text", (column) => column.unique())
    .execute();
  await db.schema.createIndex("audit_map_id").on("audit").columns(["map_id", "id"]).execute();
  await db.schema.createIndex("audit_at").on("audit").column("at").execute();
}
