// Reading what versions say, as jobs of the thread of the past: their pictures, copies of them, and what a restore needs.
import type { Kysely } from "kysely";
import type * as Y from "yjs";
import { mapToJson } from "#shared/map/json.ts";
import { drawPicture } from "../maps/drawPicture.ts";
import type { NewMap } from "../maps/MapStore.ts";
import { newMap } from "../maps/newMap.ts";
import { readState } from "../states/stateJobs.ts";
import type { Tables } from "../store/schema.ts";
import { loadMap } from "../sync/loadMap.ts";
import { chosenOf, restoreChange, type ChosenIds, type RestoreChange } from "./restoreChange.ts";

interface Which {
  mapId: string;
  versionId: string;
}

/** Draws a version and keeps the picture with it. SVG; null: there is no such version. */
export async function drawVersion(
  db: Kysely<Tables>,
  { mapId, versionId }: Which,
): Promise<string | null> {
  const stateId = await stateOf(db, mapId, versionId);
  if (stateId === null) return null;
  const picture = await reading(db, mapId, stateId, drawPicture);
  await db
    .updateTable("versions")
    .set({ picture })
    .where("id", "=", versionId)
    .where("state_id", "=", stateId)
    .execute();
  return picture;
}

/** A new map, not stored yet, that says what a version says, under another title; null: there is no such version. */
export async function copyVersion(
  db: Kysely<Tables>,
  { mapId, versionId, id, title, byId }: Which & { id: string; title: string; byId: string },
): Promise<NewMap | null> {
  const stateId = await stateOf(db, mapId, versionId);
  if (stateId === null) return null;
  const content = await reading(db, mapId, stateId, mapToJson);
  return newMap(id, { ...content, title }, byId);
}

export interface Restoring {
  mapId: string;
  /** Of the version. */
  stateId: string;
  /** The state that was kept before. */
  keptStateId: string;
  /** null: all of it. */
  chosen: ChosenIds | null;
}

/** Makes the change that makes the map, as it was kept before, what a version says. */
export async function makeRestore(
  db: Kysely<Tables>,
  { mapId, stateId, keptStateId, chosen }: Restoring,
): Promise<RestoreChange> {
  const wanted = await reading(db, mapId, stateId, mapToJson);
  return await reading(db, mapId, keptStateId, (doc) =>
    restoreChange(doc, wanted, chosenOf(chosen)),
  );
}

async function stateOf(
  db: Kysely<Tables>,
  mapId: string,
  versionId: string,
): Promise<string | null> {
  const version = await db
    .selectFrom("versions")
    .select("state_id")
    .where("id", "=", versionId)
    .where("map_id", "=", mapId)
    .executeTakeFirst();
  return version?.state_id ?? null;
}

async function reading<T>(
  db: Kysely<Tables>,
  mapId: string,
  stateId: string,
  read: (doc: Y.Doc) => T,
): Promise<T> {
  const bytes = await readState(db, mapId, stateId);
  if (bytes === null) throw new Error("a version has no state");
  // As when a map is opened: a state of an older schema is brought to today's.
  const { doc } = loadMap([{ mapId, seq: 1, bytes }]);
  try {
    return read(doc);
  } finally {
    doc.destroy();
  }
}
