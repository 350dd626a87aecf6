// Keeps the titles in threads' rows up to date while maps are live, so that a thread still says what its node was called
// when that is gone: soon after a change, at once when the node goes, and when the map is loaded again.
import type { Kysely } from "kysely";
import type * as Y from "yjs";
import type { Bus } from "../bus/Bus.ts";
import { nextNumber } from "../comments/talkNumbers.ts";
import { errorFields, type Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import type { DecodedUpdate, DocWatch } from "../sync/DocWatch.ts";
import type { StoreState } from "../sync/Journal.ts";
import type { Time } from "../sync/Time.ts";
import { LastTitles, type LastTitle, type Titled } from "./LastTitles.ts";

const DELAY_MS = 1_000;

export interface AnchorTitlesSetup {
  db: Kysely<Tables>;
  bus: Bus;
  /** While the store cannot be written, titles wait: what is not on disk is shown to nobody. */
  journal: { readonly state: StoreState };
  time: Time;
  log: Log;
}

/** Follows one live map. */
class FollowedMap implements DocWatch {
  readonly #setup: AnchorTitlesSetup;
  readonly #mapId: string;
  readonly #titles: LastTitles;
  readonly #onEnd: () => void;
  /** Threads up to this number are followed. */
  #seq = 0;
  #isTimed = false;
  #hasEnded = false;
  #work: Promise<void> = Promise.resolve();

  constructor(setup: AnchorTitlesSetup, mapId: string, doc: Y.Doc, onEnd: () => void) {
    this.#setup = setup;
    this.#mapId = mapId;
    this.#onEnd = onEnd;
    this.#titles = new LastTitles(doc, (isGone) => this.#due(isGone));
  }

  /** Takes up threads that are new or have changed. */
  catchUp(): Promise<void> {
    return this.#next(async () => {
      if (this.#hasEnded) return;
      const rows = await this.#setup.db
        .selectFrom("threads")
        .select(["seq", "anchor_on", "anchor_id", "anchor_title", "deleted_at"])
        .where("map_id", "=", this.#mapId)
        .where("seq", ">", this.#seq)
        .orderBy("seq")
        .execute();
      this.#seq = rows.at(-1)?.seq ?? this.#seq;
      const titled = rows.flatMap(
        ({ anchor_on: on, anchor_id: id, anchor_title: title, deleted_at }): Titled[] =>
          id === null || deleted_at !== null || (on !== "node" && on !== "link")
            ? []
            : [{ on, id, title }],
      );
      this.#titles.add(titled);
    });
  }

  beforeUpdate({ ds }: DecodedUpdate): void {
    this.#titles.beforeUpdate(ds);
  }

  afterUpdate(): void {}

  edited(): void {}

  /** Resolves when nothing of it is on its way to the rows any more. */
  forget(ids: readonly string[]): Promise<void> {
    return this.#next(() => {
      this.#titles.forget(ids);
      return Promise.resolve();
    });
  }

  async close(): Promise<void> {
    // A thread that was begun a moment ago has its title from then.
    await this.catchUp();
    await this.#next(() => this.#write());
    this.drop();
  }

  drop(): void {
    this.#hasEnded = true;
    this.#titles.stop();
    this.#onEnd();
  }

  #due(isGone: boolean): void {
    if (isGone) void this.#next(() => this.#write());
    else this.#later();
  }

  #later(): void {
    if (this.#isTimed) return;
    this.#isTimed = true;
    this.#setup.time.after(DELAY_MS, () => {
      this.#isTimed = false;
      if (!this.#hasEnded) void this.#next(() => this.#write());
    });
  }

  /** One thing after the other. What goes wrong is told in the log, and made good when the map is loaded next time. */
  #next(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      const { log } = this.#setup;
      log.error({ map: this.#mapId, ...errorFields(error) }, "titles of threads not stored");
    });
    return this.#work;
  }

  async #write(): Promise<void> {
    const { db, bus, journal } = this.#setup;
    if (!journal.state.writable) {
      this.#later();
      return;
    }
    const titles = this.#titles.take();
    if (titles.length === 0) return;
    try {
      const isChanged = await db
        .transaction()
        .execute((transaction) => writeTitles(transaction, this.#mapId, titles));
      if (isChanged) bus.publish({ type: "changed", topic: "comments", mapId: this.#mapId });
    } catch (error) {
      this.#titles.putBack(titles);
      this.#later();
      throw error;
    }
  }
}

export class AnchorTitles {
  readonly #setup: AnchorTitlesSetup;
  readonly #live = new Map<string, FollowedMap>();

  constructor(setup: AnchorTitlesSetup) {
    this.#setup = setup;
    setup.bus.subscribe((event) => {
      if (event.type !== "changed" || event.topic !== "comments") return;
      void this.#live.get(event.mapId)?.catchUp();
    });
  }

  /** These nodes and links are about to be erased for good: no thread is to remember what they were called. */
  async forget(mapId: string, ids: readonly string[]): Promise<void> {
    await this.#live.get(mapId)?.forget(ids);
  }

  /** Follows a map that was just loaded; what its threads say differently is stored soon. */
  readonly watch = async (mapId: string, doc: Y.Doc): Promise<DocWatch> => {
    const followed = new FollowedMap(this.#setup, mapId, doc, () => {
      if (this.#live.get(mapId) === followed) this.#live.delete(mapId);
    });
    this.#live.set(mapId, followed);
    await followed.catchUp();
    return followed;
  };
}

/** Whether any row was another one before. */
async function writeTitles(
  db: Kysely<Tables>,
  mapId: string,
  titles: readonly LastTitle[],
): Promise<boolean> {
  const wanted = new Map(titles.map((last) => [`${last.on} ${last.id}`, last]));
  const rows = await db
    .selectFrom("threads")
    .select(["id", "anchor_on", "anchor_id", "anchor_title"])
    .where("map_id", "=", mapId)
    .where("anchor_id", "is not", null)
    .where("deleted_at", "is", null)
    .execute();
  let isChanged = false;
  for (const { id, anchor_on: on, anchor_id: anchorId, anchor_title: title } of rows) {
    const last = wanted.get(`${on} ${anchorId ?? ""}`);
    if (last === undefined || last.title === title) continue;
    const seq = await nextNumber(db, mapId);
    const ends = last.ends === undefined ? null : JSON.stringify(last.ends);
    await db
      .updateTable("threads")
      .set({ anchor_title: last.title, anchor_ends: ends, seq })
      .where("id", "=", id)
      .execute();
    isChanged = true;
  }
  return isChanged;
}
