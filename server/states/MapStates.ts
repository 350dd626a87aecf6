// States of maps that are kept: each content once, for versions and for threads that were begun on it. Made of what is on disk, in a thread
// of its own: no room waits for it, and nothing is kept that could still be lost. Knows no HTTP and asks for no rights.
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { JournalRow, JournalStore } from "../store/JournalStore.ts";
import type { Tables } from "../store/schema.ts";
import { runInThread } from "../threads/runInThread.ts";
import type { MadeState } from "./makeState.ts";

/** Makes a state of a map's rows. */
export type Make = (rows: readonly JournalRow[]) => Promise<MadeState>;

const inThread: Make = (rows) =>
  runInThread<readonly JournalRow[], MadeState>(new URL("./stateThread.ts", import.meta.url), rows);

const decompress = promisify<Uint8Array, Buffer>(inflate);

/** For so long whoever took a state may not have stored yet what refers to it. */
const IN_USE_MS = 60 * 60 * 1_000;

export class MapStates {
  readonly #db: Kysely<Tables>;
  readonly #store: JournalStore;
  readonly #make: Make;
  /** By map: what was taken last since the server started, and at which row. */
  readonly #taken = new Map<string, { seq: number; stateId: string }>();
  /** By map: the taking that has not begun yet; whoever asks until then gets the same. */
  readonly #waiting = new Map<string, Promise<string>>();
  readonly #working = new Map<string, Promise<void>>();

  constructor(db: Kysely<Tables>, store: JournalStore, make: Make = inThread) {
    this.#db = db;
    this.#store = store;
    this.#make = make;
  }

  /**
   * Keeps the map as it is on disk now, unless its content is kept already. Answers the state's id. One taking a map at a
   * time: who asks during it gets the next one, since this one may lack what they have just seen.
   */
  take(mapId: string): Promise<string> {
    const waiting = this.#waiting.get(mapId);
    if (waiting !== undefined) return waiting;
    const taking = this.#next(mapId, () => {
      this.#waiting.delete(mapId);
      return this.#take(mapId);
    });
    this.#waiting.set(mapId, taking);
    return taking;
  }

  /** Keeps this state, given as one Yjs update (V1), as if it had been taken. Answers its id. */
  keep(mapId: string, update: Uint8Array): Promise<string> {
    return this.#next(mapId, async () => {
      this.#taken.delete(mapId);
      return await this.#keep(mapId, await this.#make([{ mapId, seq: 1, bytes: update }]));
    });
  }

  /** Keeps the map as it was at this row; null: it is one with later rows already. */
  takeUpTo(mapId: string, seq: number): Promise<string | null> {
    return this.#next(mapId, async () => {
      const rows = (await this.#store.load(mapId)).filter((row) => row.seq <= seq);
      if (rows.length === 0) return null;
      this.#taken.delete(mapId);
      return await this.#keep(mapId, await this.#make(rows));
    });
  }

  /** To be called when kept states of a map were changed: the next taking looks anew. */
  forgetTaken(mapId: string): void {
    this.#taken.delete(mapId);
  }

  /** The state as one Yjs update (V1); null: this map has no such state. */
  async read(mapId: string, stateId: string): Promise<Uint8Array | null> {
    const row = await this.#db
      .selectFrom("map_states")
      .select("bytes")
      .where("id", "=", stateId)
      .where("map_id", "=", mapId)
      .executeTakeFirst();
    return row === undefined ? null : await decompress(row.bytes);
  }

  /** When it was taken, milliseconds since the epoch. */
  async takenAt(mapId: string, stateId: string): Promise<number | null> {
    const row = await this.#db
      .selectFrom("map_states")
      .select("taken_at")
      .where("id", "=", stateId)
      .where("map_id", "=", mapId)
      .executeTakeFirst();
    return row?.taken_at ?? null;
  }

  /**
   * Deletes states that nothing refers to any more; each map's latest stays, since the next thread may need it, and for
   * a while the one before, which somebody may have been given to refer to.
   */
  async forgetUnused(now: number = Date.now()): Promise<void> {
    await this.#db
      .deleteFrom("map_states")
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("threads")
              .select("threads.id")
              .whereRef("threads.state_id", "=", "map_states.id")
              .where("threads.deleted_at", "is", null),
          ),
        ),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("versions")
              .select("versions.id")
              .whereRef("versions.state_id", "=", "map_states.id"),
          ),
        ),
      )
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("map_states as later")
            .select("later.id")
            .whereRef("later.map_id", "=", "map_states.map_id")
            .whereRef("later.taken_at", ">", "map_states.taken_at")
            .where("later.taken_at", "<", now - IN_USE_MS),
        ),
      )
      .execute();
  }

  /** One after the other: once a taking is over, no state is on its way that was read before it. */
  #next<Outcome>(mapId: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const doing = (this.#working.get(mapId) ?? Promise.resolve()).then(work);
    const over = () => {
      if (this.#working.get(mapId) === working) this.#working.delete(mapId);
    };
    const working = doing.then(over, over);
    this.#working.set(mapId, working);
    return doing;
  }

  async #take(mapId: string): Promise<string> {
    const taken = this.#taken.get(mapId);
    const isLatest = taken !== undefined && taken.seq === (await this.#lastSeq(mapId));
    if (isLatest && (await this.takenAt(mapId, taken.stateId)) !== null) return taken.stateId;
    const rows = await this.#store.load(mapId);
    const last = rows.at(-1);
    if (last === undefined) throw new Error("a map without rows has no state");
    const stateId = await this.#keep(mapId, await this.#make(rows));
    this.#taken.set(mapId, { seq: last.seq, stateId });
    return stateId;
  }

  async #lastSeq(mapId: string): Promise<number | null> {
    const { seq } = await this.#db
      .selectFrom("journal")
      .select((eb) => eb.fn.max("seq").as("seq"))
      .where("map_id", "=", mapId)
      .executeTakeFirstOrThrow();
    return seq;
  }

  #keep(mapId: string, made: MadeState): Promise<string> {
    return this.#db.transaction().execute(async (db) => {
      const latest = await db
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
      await db
        .insertInto("map_states")
        .values({
          id,
          map_id: mapId,
          // Rising, whatever the clock does: the latest is the latest.
          taken_at: Math.max(Date.now(), (latest?.taken_at ?? 0) + 1),
          schema_version: made.schemaVersion,
          fingerprint: made.fingerprint,
          node_count: made.nodeCount,
          link_count: made.linkCount,
          bytes: made.bytes,
        })
        .execute();
      return id;
    });
  }
}
