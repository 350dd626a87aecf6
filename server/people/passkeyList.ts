// A person's passkeys, as they themselves see them.
import type { Kysely } from "kysely";
import type { Passkey } from "#shared/people/signInApi.ts";
import type { Tables } from "../store/schema.ts";

/** The oldest first. */
export async function passkeysOf(db: Kysely<Tables>, personId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom("passkeys")
    .select(["id", "name", "created_at"])
    .where("person_id", "=", personId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(({ id, name, created_at: createdAt }) => ({ id, name, createdAt }));
}
