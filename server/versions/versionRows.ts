// The rows of versions: reading them as they are answered, and adding one. Decides nothing.
import type { Kysely } from "kysely";
import type { Contributor, Version, VersionCause } from "#shared/versions/api.ts";
import { lastNumber } from "../comments/talkNumbers.ts";
import type { Tables } from "../store/schema.ts";

/** Where a page of the list ends: versions of one moment are told apart by their ids. */
export interface Position {
  at: number;
  id: string;
}

/** Versions of a map, the newest first; `before`: only older ones. */
export async function readVersions(
  db: Kysely<Tables>,
  mapId: string,
  { before = null, limit, id }: { before?: Position | null; limit: number; id?: string },
): Promise<Version[]> {
  const rows = await db
    .selectFrom("versions")
    .innerJoin("map_states", "map_states.id", "versions.state_id")
    .select([
      "versions.id",
      "versions.cause",
      "versions.name",
      "versions.note",
      "versions.at",
      "versions.by_id as byId",
      "versions.state_id as stateId",
      "versions.restored_id as restoredId",
      "versions.restored_name as restoredName",
      "versions.restored_whole as restoredWhole",
      "map_states.fingerprint",
      "map_states.node_count as nodeCount",
      "map_states.link_count as linkCount",
    ])
    .where("versions.map_id", "=", mapId)
    .$if(id !== undefined, (query) => query.where("versions.id", "=", id ?? ""))
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb("versions.at", "<", before?.at ?? 0),
          eb.and([
            eb("versions.at", "=", before?.at ?? 0),
            eb("versions.id", "<", before?.id ?? ""),
          ]),
        ]),
      ),
    )
    .orderBy("versions.at", "desc")
    .orderBy("versions.id", "desc")
    .limit(limit)
    .execute();
  const contributors = await contributorsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map(({ restoredId, restoredName, restoredWhole, ...row }) => ({
    ...row,
    contributors: contributors.get(row.id) ?? [],
    restored:
      restoredId === null
        ? null
        : { versionId: restoredId, name: restoredName, isWhole: restoredWhole === 1 },
  }));
}

async function contributorsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("version_people")
    .select(["version_id as versionId", "person_id as personId"])
    .where("version_id", "in", ids)
    .orderBy("person_id")
    .execute();
  const ofVersion = Map.groupBy(rows, ({ versionId }) => versionId);
  return new Map([...ofVersion].map(([id, people]) => [id, people.map((row) => row.personId)]));
}

/** Everybody with one of these ids, as they are today. */
export async function peopleNamed(
  db: Kysely<Tables>,
  ids: Iterable<string | null>,
): Promise<Contributor[]> {
  const named = [...new Set(ids)].filter((id) => id !== null);
  if (named.length === 0) return [];
  const rows = await db
    .selectFrom("people")
    .select(["id", "name", "colour", "kind", "erased_at"])
    .where("id", "in", named)
    .execute();
  return rows.map(({ id, name, colour, kind, erased_at: erasedAt }) => ({
    id,
    name,
    colour,
    ...(erasedAt !== null ? { isErased: true } : kind === "guest" ? { isGuest: true } : {}),
  }));
}

export interface NewVersion {
  id: string;
  mapId: string;
  stateId: string;
  cause: VersionCause;
  at: number;
  byId: string | null;
  name: string;
  note: string;
  restored?: { versionId: string; name: string; isWhole: boolean };
}

/** Adds a version, with those who have changed the map since the one before. To be called within a transaction. */
export async function insertVersion(db: Kysely<Tables>, version: NewVersion): Promise<void> {
  const { id, mapId, stateId, cause, at, byId, name, note, restored } = version;
  const before = await latestVersion(db, mapId);
  await db
    .insertInto("versions")
    .values({
      id,
      map_id: mapId,
      state_id: stateId,
      cause,
      at,
      by_id: byId,
      name,
      note,
      talk_number: await lastNumber(db, mapId),
      restored_id: restored?.versionId ?? null,
      restored_name: restored?.name ?? "",
      restored_whole: restored === undefined ? null : restored.isWhole ? 1 : 0,
    })
    .execute();
  const people = await db
    .selectFrom("touches")
    .select("person_id as personId")
    .distinct()
    .where("map_id", "=", mapId)
    .where("at", ">", before?.at ?? 0)
    .where("at", "<=", at)
    .execute();
  for (const { personId } of people) {
    if (personId === null) continue;
    await db.insertInto("version_people").values({ version_id: id, person_id: personId }).execute();
  }
}

export interface LatestVersion {
  id: string;
  at: number;
  fingerprint: string;
}

export async function latestVersion(
  db: Kysely<Tables>,
  mapId: string,
): Promise<LatestVersion | null> {
  const row = await db
    .selectFrom("versions")
    .innerJoin("map_states", "map_states.id", "versions.state_id")
    .select(["versions.id", "versions.at", "map_states.fingerprint"])
    .where("versions.map_id", "=", mapId)
    .orderBy("versions.at", "desc")
    .orderBy("versions.id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
