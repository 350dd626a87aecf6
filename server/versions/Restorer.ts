// Restoring: a version is read, what differs from the live map is computed, and applied there as one change, with the state
// before kept as a version. Nobody is disconnected. Knows rooms and rows, no HTTP.
import type { Kysely } from "kysely";
import * as Y from "yjs";
import { newId } from "#shared/map/ids.ts";
import type { Person, ProblemCode } from "#shared/maps/api.ts";
import type { Version } from "#shared/versions/api.ts";
import type { Bus } from "../bus/Bus.ts";
import type { History } from "../history/History.ts";
import type { MapStates } from "../states/MapStates.ts";
import type { Tables } from "../store/schema.ts";
import type { Journal } from "../sync/Journal.ts";
import type { RoomRegistry } from "../sync/RoomRegistry.ts";
import { applyRestore, chosenOf, type ChosenIds } from "./restoreChange.ts";
import { readVersions } from "./versionRows.ts";

export interface RestorerSetup {
  db: Kysely<Tables>;
  states: MapStates;
  history: History;
  registry: RoomRegistry;
  journal: Journal;
  bus: Bus;
  flushTouches(this: void, mapId: string): Promise<void>;
}

export interface Wish {
  mapId: string;
  versionId: string;
  requestId: string;
  /** null: all of it. */
  chosen: ChosenIds | null;
  by: Person;
}

export interface Restored {
  /** The version of the state before. */
  keptId: string;
  /** Whether anything was different. */
  isChanged: boolean;
}

type Failed = { problem: ProblemCode };

/** The version of the state before, and the state. */
interface Kept {
  id: string;
  stateId: string;
  at: number;
}

/** Of somebody who writes without a pause only what the last turn brings is added afterwards. */
const MAX_CATCHING_UP = 3;

export class Restorer {
  readonly #setup: RestorerSetup;
  /** One restore a map at a time: two at once would put the same words in twice. */
  readonly #working = new Map<string, Promise<unknown>>();

  constructor(setup: RestorerSetup) {
    this.#setup = setup;
  }

  restore(wish: Wish): Promise<Restored | Failed> {
    return this.exclusively(wish.mapId, () => this.#restore(wish));
  }

  /** Does something while nothing is being restored on this map. */
  exclusively<T>(mapId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#working.get(mapId) ?? Promise.resolve();
    const working = before.then(work);
    const over = working.catch(() => undefined);
    this.#working.set(mapId, over);
    void over.then(() => {
      if (this.#working.get(mapId) === over) this.#working.delete(mapId);
    });
    return working;
  }

  async #restore(wish: Wish): Promise<Restored | Failed> {
    const { db, journal, registry, history } = this.#setup;
    const { mapId, requestId, by } = wish;
    const done = await this.#doneBefore(mapId, requestId);
    if (done !== null) return { keptId: done, isChanged: true };
    const [version] = await readVersions(db, mapId, { id: wish.versionId, limit: 1 });
    if (version === undefined) return { problem: "no-such-version" };
    if (!journal.state.writable) return { problem: "store-unavailable" };
    const first = await this.#keepBefore(wish, version);
    const { stateId } = version;
    const { chosen } = wish;
    const question = { mapId, stateId, keptStateId: first.stateId, chosen };
    const made = await history.ask("makeRestore", question);
    const room = await registry.open(mapId);
    const kept = await this.#catchUp(room.doc, mapId, first, made.before);
    let isChanged = false;
    let late: Uint8Array | null = null;
    await room.edit((doc, origin) => {
      const noticeChange = (): void => {
        isChanged = true;
      };
      doc.on("update", noticeChange);
      try {
        // Whatever came in since the state before was kept is in the map now, and must be in what is kept too.
        late = applyRestore({ doc, origin }, made, chosenOf(chosen));
      } finally {
        doc.off("update", noticeChange);
      }
    }, by);
    if (late !== null) await this.#addToKept(mapId, kept, late);
    // Not before the change is on disk: of what was cut short, the same request again must not hear that it is done.
    await history.ask("markRestored", { versionId: kept.id, requestId });
    if (isChanged) this.#tell(wish, version, kept.at);
    return { keptId: kept.id, isChanged };
  }

  async #doneBefore(mapId: string, requestId: string): Promise<string | null> {
    const row = await this.#setup.db
      .selectFrom("versions")
      .select("id")
      .where("map_id", "=", mapId)
      .where("request_id", "=", requestId)
      .executeTakeFirst();
    return row?.id ?? null;
  }

  /**
   * Stored before anything is changed: a server that is killed in between leaves a version too many, never a map
   * whose state before is lost.
   */
  async #keepBefore({ mapId, chosen, by }: Wish, { id: versionId, name }: Version): Promise<Kept> {
    const { states, history, flushTouches } = this.#setup;
    const stateId = await states.take(mapId);
    await flushTouches(mapId);
    const id = newId();
    const at = Date.now();
    await history.ask("addVersion", {
      version: {
        id,
        mapId,
        stateId,
        cause: "before-restore",
        at,
        byId: by.id,
        name: "",
        note: "",
        restored: { versionId, name, isWhole: chosen === null },
      },
      audit: { action: "version.restored", actorId: by.id, mapId, subjectId: versionId },
    });
    return { id, stateId, at };
  }

  /**
   * What was written since the state before was kept goes into it as well before any of it is taken away: a server that
   * is killed right after the change has it in a version. `before`: the snapshot of what was kept.
   */
  async #catchUp(doc: Y.Doc, mapId: string, first: Kept, before: Uint8Array): Promise<Kept> {
    let kept = first;
    let known = Y.decodeSnapshot(before);
    for (let round = 0; round < MAX_CATCHING_UP; round++) {
      const now = Y.snapshot(doc);
      if (Y.equalSnapshots(known, now)) break;
      const late = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known.sv));
      kept = await this.#addToKept(mapId, kept, late);
      known = now;
    }
    return kept;
  }

  async #addToKept(mapId: string, kept: Kept, late: Uint8Array): Promise<Kept> {
    const { history, states } = this.#setup;
    const stateId = await states.extend(mapId, kept.stateId, late);
    await history.ask("replaceState", { versionId: kept.id, stateId });
    return { ...kept, stateId };
  }

  #tell({ mapId, chosen, by }: Wish, version: Version, at: number): void {
    const { bus } = this.#setup;
    const { name: versionName, at: versionAt } = version;
    const news = { by, versionName, versionAt, isWhole: chosen === null, at };
    bus.publish({ type: "restored", mapId, news });
    bus.publish({ type: "changed", topic: "versions", mapId });
  }
}
