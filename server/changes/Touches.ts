// Who changed what and when: gathered while maps are live, written a little later, read for the history of an element, for
// "since I was here last", and for versions. Knows rows and watches, no HTTP.
import { setImmediate as otherWork } from "node:timers/promises";
import type { Kysely } from "kysely";
import type * as Y from "yjs";
import type { Touch } from "#shared/versions/api.ts";
import type { History } from "../history/History.ts";
import { errorFields, type Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import type { DocWatch } from "../sync/DocWatch.ts";
import type { Time } from "../sync/Time.ts";
import { TouchWatch, type Touched } from "./TouchWatch.ts";
import type { Noted } from "./writeTouches.ts";

const DELAY_MS = 5_000;
const MAX_TOUCHES = 5_000;
/** For so long it is kept who came to which field how often; then who came last. */
const EACH_KEPT_MS = 365 * 24 * 60 * 60 * 1_000;
/** Whoever imports a map touches thousands: everybody else goes on in between. */
const WRITTEN_AT_ONCE = 25;

export interface TouchesSetup {
  db: Kysely<Tables>;
  history: History;
  time: Time;
  log: Log;
  /** The time of day, in milliseconds since the epoch. */
  now?: () => number;
  /** Much of a map is being changed at once; the change is not on disk yet. */
  onMassChange?: (mapId: string) => void;
}

/** So many deleted nodes and links, or elements changed otherwise, are worth keeping what was before. */
const MASS_DELETED = 10;
const MASS_CHANGED = 100;

function isMassChange(touched: readonly Touched[]): boolean {
  const deleted = touched.filter(({ what }) => what === "deleted");
  const changed = touched.filter(({ what }) => what !== "created");
  const elements = new Set(changed.map(({ elementId }) => elementId));
  return deleted.length >= MASS_DELETED || elements.size >= MASS_CHANGED;
}

function keyOf({ what, elementId, personId }: Touched): string {
  return `${what} ${elementId} ${personId ?? ""}`;
}

export interface Query {
  /** null: of all elements. */
  elementId: string | null;
  since: number;
  until: number;
}

export class Touches {
  readonly #setup: TouchesSetup;
  readonly #now: () => number;
  /** By map: what is not written yet, by person, field and element. */
  readonly #noted = new Map<string, Map<string, Noted>>();
  #isTimed = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(setup: TouchesSetup) {
    this.#setup = setup;
    this.#now = setup.now ?? Date.now;
  }

  /** Follows a map that was just loaded. */
  readonly watch = (mapId: string, doc: Y.Doc): Promise<DocWatch> =>
    Promise.resolve(
      new TouchWatch(
        doc,
        (touched) => this.#note(mapId, touched),
        () => this.flush(mapId),
      ),
    );

  /** Writes what is noted of a map. Resolves when it is stored, or when it is clear that it cannot be now. */
  flush(mapId: string): Promise<void> {
    return this.#write([mapId]);
  }

  /** Newest first; `isCut`: there are more than are answered. */
  async read(mapId: string, query: Query): Promise<{ touches: Touch[]; isCut: boolean }> {
    await this.flush(mapId);
    const { elementId, since, until } = query;
    const rows = await this.#setup.db
      .selectFrom("touches")
      .select(["element_id as elementId", "what", "person_id as personId"])
      .select(["began_at as from", "at", "title"])
      .where("map_id", "=", mapId)
      .where("at", ">", since)
      .where("at", "<=", until)
      .$if(elementId !== null, (rest) => rest.where("element_id", "=", elementId ?? ""))
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .limit(MAX_TOUCHES + 1)
      .execute();
    return { touches: rows.slice(0, MAX_TOUCHES), isCut: rows.length > MAX_TOUCHES };
  }

  /** Of what is long ago only the last of each field is kept, and who made and deleted what. */
  async fold(now: number): Promise<void> {
    const before = now - EACH_KEPT_MS;
    const oldest = await this.#setup.db
      .selectFrom("touches")
      .select("began_at as from")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    // No thread is started for nothing.
    if (oldest === undefined || oldest.from >= before) return;
    await this.#setup.history.ask("foldTouches", { before });
  }

  /** Which elements were made after this time. */
  async madeSince(mapId: string, since: number): Promise<ReadonlySet<string>> {
    const rows = await this.#setup.db
      .selectFrom("touches")
      .select("element_id as elementId")
      .where("map_id", "=", mapId)
      .where("what", "=", "created")
      .where("began_at", ">", since)
      .execute();
    return new Set(rows.map(({ elementId }) => elementId));
  }

  /** What these were called is kept nowhere any more. Rejects where that cannot be done now. */
  forgetTitles(mapId: string, ids: readonly string[]): Promise<void> {
    const work = this.#writing.then(async () => {
      const forgotten = new Set(ids);
      const noted = this.#noted.get(mapId);
      for (const [key, { title: _, ...touch }] of noted ?? []) {
        if (forgotten.has(touch.elementId)) noted?.set(key, touch);
      }
      const rows = await this.#setup.db
        .selectFrom("touches")
        .select(["id", "element_id as elementId"])
        .where("map_id", "=", mapId)
        .where("title", "!=", "")
        .execute();
      const known = rows.flatMap(({ id, elementId }) => (forgotten.has(elementId) ? [id] : []));
      for (let from = 0; from < known.length; from += WRITTEN_AT_ONCE) {
        await this.#setup.db
          .updateTable("touches")
          .set({ title: "" })
          .where("id", "in", known.slice(from, from + WRITTEN_AT_ONCE))
          .execute();
      }
    });
    // Whoever asked learns of what goes wrong; what is written next does not wait for that.
    this.#writing = work.catch(() => undefined);
    return work;
  }

  #note(mapId: string, touched: readonly Touched[]): void {
    const at = this.#now();
    if (isMassChange(touched)) this.#setup.onMassChange?.(mapId);
    const noted = this.#notedOf(mapId);
    for (const touch of touched) {
      const key = keyOf(touch);
      noted.set(key, { ...touch, mapId, from: noted.get(key)?.from ?? at, at });
    }
    this.#later();
  }

  /** What many maps have goes together: each transaction is one more in the way of those who edit. */
  #write(mapIds: readonly string[]): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const all = mapIds.flatMap((mapId) => [...(this.#noted.get(mapId)?.values() ?? [])]);
      for (const mapId of mapIds) this.#noted.delete(mapId);
      for (let from = 0; from < all.length; from += WRITTEN_AT_ONCE) {
        const noted = all.slice(from, from + WRITTEN_AT_ONCE);
        try {
          await this.#setup.history.ask("writeTouches", { noted });
        } catch (error) {
          this.#setup.log.error(errorFields(error), "touches not written");
          this.#putBack(all.slice(from));
          return;
        }
        if (from + WRITTEN_AT_ONCE < all.length) await otherWork();
      }
    });
    return this.#writing;
  }

  #putBack(unwritten: readonly Noted[]): void {
    for (const touch of unwritten) {
      const noted = this.#notedOf(touch.mapId);
      const since = noted.get(keyOf(touch));
      noted.set(keyOf(touch), since === undefined ? touch : { ...since, from: touch.from });
    }
    this.#later();
  }

  #notedOf(mapId: string): Map<string, Noted> {
    let noted = this.#noted.get(mapId);
    if (noted === undefined) {
      noted = new Map();
      this.#noted.set(mapId, noted);
    }
    return noted;
  }

  #later(): void {
    if (this.#isTimed) return;
    this.#isTimed = true;
    this.#setup.time.after(DELAY_MS, () => {
      this.#isTimed = false;
      void this.#write([...this.#noted.keys()]);
    });
  }
}
