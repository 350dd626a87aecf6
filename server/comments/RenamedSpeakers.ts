// Lets pages learn that somebody who speaks on maps is called otherwise now: their threads count as changed. Several changes
// that follow each other are one.
import type { Kysely } from "kysely";
import type { Bus } from "../bus/Bus.ts";
import { errorFields, type Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import { touchThreadsThatShow } from "./threadsThatShow.ts";

export interface RenamedSpeakersSetup {
  db: Kysely<Tables>;
  bus: Bus;
  log: Log;
}

export class RenamedSpeakers {
  readonly #setup: RenamedSpeakersSetup;
  readonly #due = new Set<string>();
  #work: Promise<void> | null = null;

  constructor(setup: RenamedSpeakersSetup) {
    this.#setup = setup;
  }

  /** Their new name is in its row. */
  renamed(personId: string): void {
    this.#due.add(personId);
    this.#work ??= this.#tell().finally(() => (this.#work = null));
  }

  /** Resolves when nothing of it is under way. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #tell(): Promise<void> {
    const { db, bus, log } = this.#setup;
    for (const personId of this.#due) {
      this.#due.delete(personId);
      try {
        const maps = await db
          .transaction()
          .execute((transaction) => touchThreadsThatShow(transaction, personId));
        for (const mapId of maps) bus.publish({ type: "changed", topic: "comments", mapId });
      } catch (error) {
        // Pages learn it when they ask for the thread next time.
        log.error(errorFields(error), "a new name was not told to threads");
      }
    }
  }
}
