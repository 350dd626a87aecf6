// When somebody was on a map last, so that they can be shown what others did since. Knows rows, no sockets and no HTTP.
import type { Kysely } from "kysely";
import { errorFields, type Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";

/** Who comes back sooner has not been away: a reload of the page does not forget what is new. */
const SAME_VISIT_MS = 30 * 60 * 1_000;

export interface VisitsSetup {
  db: Kysely<Tables>;
  log: Log;
  /** The time of day, in milliseconds since the epoch. */
  now?: () => number;
}

export class Visits {
  readonly #setup: VisitsSetup;
  readonly #now: () => number;
  #writing: Promise<void> = Promise.resolve();

  constructor(setup: VisitsSetup) {
    this.#setup = setup;
    this.#now = setup.now ?? Date.now;
  }

  came(mapId: string, personId: string): void {
    const now = this.#now();
    this.#write(async (db) => {
      await db
        .updateTable("visits")
        .set((eb) => ({ since_at: eb.ref("left_at") }))
        .where("map_id", "=", mapId)
        .where("person_id", "=", personId)
        .where("left_at", "<", now - SAME_VISIT_MS)
        .execute();
    });
  }

  /** To be called when the last connection of this person has left. */
  left(mapId: string, personId: string): void {
    const now = this.#now();
    this.#write(async (db) => {
      await db
        .insertInto("visits")
        .values({ map_id: mapId, person_id: personId, left_at: now, since_at: null })
        .onConflict((conflict) =>
          conflict.columns(["map_id", "person_id"]).doUpdateSet({ left_at: now }),
        )
        .execute();
    });
  }

  /** When they left before this visit began; null: never. */
  async before(mapId: string, personId: string): Promise<number | null> {
    await this.#writing;
    const row = await this.#setup.db
      .selectFrom("visits")
      .select("since_at")
      .where("map_id", "=", mapId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    return row?.since_at ?? null;
  }

  /** Resolves when everything is written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #write(work: (db: Kysely<Tables>) => Promise<void>): void {
    this.#writing = this.#writing.then(async () => {
      try {
        await work(this.#setup.db);
      } catch (error) {
        // Somebody is shown a little too much as new.
        this.#setup.log.error(errorFields(error), "visit not noted");
      }
    });
  }
}
