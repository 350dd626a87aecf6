// States of maps that are kept: each content once, for versions and for threads that were begun on it. Made of what is on
// disk, in the thread of the past: no room waits for it, and nothing is kept that could still be lost. Knows no HTTP and
// asks for no rights.
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import type { Kysely } from "kysely";
import type { History } from "../history/History.ts";
import type { Tables } from "../store/schema.ts";
import type { Taken } from "./stateJobs.ts";

const decompress = promisify<Uint8Array, Buffer>(inflate);

/** For so long whoever took a state may not have stored yet what refers to it. */
const IN_USE_MS = 60 * 60 * 1_000;

export class MapStates {
  readonly #db: Kysely<Tables>;
  readonly #history: History;
  /** By map: what was taken last since the server started, and at which row. */
  readonly #taken = new Map<string, Taken>();
  /** By map: the taking that has not begun yet; whoever asks until then gets the same. */
  readonly #waiting = new Map<string, Promise<string>>();
  readonly #working = new Map<string, Promise<void>>();

  constructor(db: Kysely<Tables>, history: History) {
    this.#db = db;
    this.#history = history;
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

  /** Keeps what a kept state and a later update are together, as if it had been taken. Answers its id. */
  extend(mapId: string, stateId: string, update: Uint8Array): Promise<string> {
    return this.#next(mapId, async () => {
      this.#taken.delete(mapId);
      return await this.#history.ask("extendState", { mapId, stateId, update });
    });
  }

  /** Keeps the map as it was at this row; null: it is one with later rows already. */
  takeUpTo(mapId: string, seq: number): Promise<string | null> {
    return this.#next(mapId, async () => {
      this.#taken.delete(mapId);
      const taken = await this.#history.ask("takeState", { mapId, upTo: seq });
      return taken?.stateId ?? null;
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
    const now = await this.#history.ask("takeState", { mapId, upTo: null });
    if (now === null) throw new Error("a map without rows has no state");
    this.#taken.set(mapId, now);
    return now.stateId;
  }

  async #lastSeq(mapId: string): Promise<number | null> {
    const { seq } = await this.#db
      .selectFrom("journal")
      .select((eb) => eb.fn.max("seq").as("seq"))
      .where("map_id", "=", mapId)
      .executeTakeFirstOrThrow();
    return seq;
  }
}
