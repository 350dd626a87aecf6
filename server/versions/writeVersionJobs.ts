// Storing versions, as jobs of the thread of the past.
import type { Kysely } from "kysely";
import { insertEntry, type AuditEntry } from "../audit/AuditLog.ts";
import type { Tables } from "../store/schema.ts";
import { thinnedOut } from "./thinning.ts";
import { insertVersion, type NewVersion } from "./versionRows.ts";

/** Adds a version and notes who saved it, all of it or nothing; and takes away what is not worth keeping any more. */
export async function addVersion(
  db: Kysely<Tables>,
  { version, audit }: { version: NewVersion; audit: AuditEntry | null },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await insertVersion(transaction, version);
    if (audit !== null) await insertEntry(transaction, audit);
    await thin(transaction, version.mapId, version.at);
  });
}

/** Gives a version another state. */
export async function replaceState(
  db: Kysely<Tables>,
  { versionId, stateId }: { versionId: string; stateId: string },
): Promise<void> {
  await db.updateTable("versions").set({ state_id: stateId }).where("id", "=", versionId).execute();
}

/** Notes with the version of the state before which request it was kept for: it is done now. */
export async function markRestored(
  db: Kysely<Tables>,
  { versionId, requestId }: { versionId: string; requestId: string },
): Promise<void> {
  await db
    .updateTable("versions")
    .set({ request_id: requestId })
    .where("id", "=", versionId)
    .execute();
}

/** Deletes what is not worth keeping any more of what the server kept by itself. */
async function thin(db: Kysely<Tables>, mapId: string, now: number): Promise<void> {
  const automatic = await db
    .selectFrom("versions")
    .select(["id", "at"])
    .where("map_id", "=", mapId)
    .where("name", "=", "")
    .where("cause", "!=", "saved")
    .orderBy("at", "desc")
    .execute();
  const doomed = thinnedOut(automatic, now);
  if (doomed.length > 0) await db.deleteFrom("versions").where("id", "in", doomed).execute();
}
