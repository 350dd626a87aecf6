// Taking, keeping and changing states of maps, as jobs of the thread of the past: from the journal's rows on disk to the
// row of the state, without anything of it passing through the main thread.
import { inflateSync } from "node:zlib";
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import { withoutElements, type Elements } from "../erase/withoutElements.ts";
import type { JournalRow } from "../store/JournalStore.ts";
import type { Tables } from "../store/schema.ts";
import { makeState, type MadeState } from "./makeState.ts";

/** A kept state, and the row of the journal that it was made at. */
export interface Taken {
  stateId: string;
  seq: number;
}

/** Keeps the map as it is on disk, unless its content is kept already. `upTo`: as it was at this row; null: if it can still be told. */
export async function takeState(
  db: Kysely<Tables>,
  { mapId, upTo }: { mapId: string; upTo: number | null },
): Promise<Taken | null> {
  const stored = await db
    .selectFrom("journal")
    .select(["seq", "bytes"])
    .where("map_id", "=", mapId)
    .$if(upTo !== null, (rows) => rows.where("seq", "<=", upTo ?? 0))
    .orderBy("seq")
    .execute();
  const rows: JournalRow[] = stored.map((row) => ({ mapId, ...row }));
  const seq = rows.at(-1)?.seq;
  return seq === undefined ? null : { stateId: await keep(db, mapId, makeState(rows)), seq };
}

/** Keeps what a kept state and a later update are together, as if it had been taken. Answers its id. */
export async function extendState(
  db: Kysely<Tables>,
  { mapId, stateId, update }: { mapId: string; stateId: string; update: Uint8Array },
): Promise<string> {
  const before = await readState(db, mapId, stateId);
  if (before === null) throw new Error("there is no such state");
  const rows = [before, update].map((bytes, at) => ({ mapId, seq: at + 1, bytes }));
  return await keep(db, mapId, makeState(rows));
}

/** The whole as one Yjs update (V1); null: this map has no such state. */
export async function readState(
  db: Kysely<Tables>,
  mapId: string,
  stateId: string,
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom("map_states")
    .select("bytes")
    .where("id", "=", stateId)
    .where("map_id", "=", mapId)
    .executeTakeFirst();
  return row === undefined ? null : inflateSync(row.bytes);
}

/** Takes elements out of a state, if they are in it. */
export async function eraseFromState(
  db: Kysely<Tables>,
  { mapId, stateId, elements }: { mapId: string; stateId: string; elements: Elements },
): Promise<void> {
  const update = await readState(db, mapId, stateId);
  const made = update === null ? null : withoutElements(update, elements);
  if (made === null) return;
  await db.updateTable("map_states").set(columnsOf(made)).where("id", "=", stateId).execute();
}

function keep(db: Kysely<Tables>, mapId: string, made: MadeState): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    const latest = await transaction
      .selectFrom("map_states")
      .select(["id", "fingerprint", "schema_version", "taken_at"])
      .where("map_id", "=", mapId)
      .orderBy("taken_at", "desc")
      .limit(1)
      .executeTakeFirst();
    const isSame =
      latest?.fingerprint === made.fingerprint && latest.schema_version === made.schemaVersion;
    if (isSame) return latest.id;
    const id = newId();
    // Rising, whatever the clock does: the latest is the latest.
    const takenAt = Math.max(Date.now(), (latest?.taken_at ?? 0) + 1);
    await transaction
      .insertInto("map_states")
      .values({ id, map_id: mapId, taken_at: takenAt, ...columnsOf(made) })
      .execute();
    return id;
  });
}

function columnsOf(made: MadeState) {
  return {
    schema_version: made.schemaVersion,
    fingerprint: made.fingerprint,
    node_count: made.nodeCount,
    link_count: made.linkCount,
    bytes: made.bytes,
  };
}
