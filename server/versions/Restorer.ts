// Restoring: a version is read, what differs from the live map is computed, and applied there as one change, with the state
// before kept as a version. Nobody is disconnected. Knows rooms and rows, no HTTP.
import type { Kysely } from "kysely";
import * as Y from "yjs";
import { fingerprintOf } from "#shared/map/fingerprint.ts";
import { newId } from "#shared/map/ids.ts";
import { mapToJson, type MapJson } from "#shared/map/json.ts";
import { restoreMap, type Chosen } from "#shared/map/restore.ts";
import type { Person, ProblemCode } from "#shared/maps/api.ts";
import type { Version } from "#shared/versions/api.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Bus } from "../bus/Bus.ts";
import type { MapStates } from "../states/MapStates.ts";
import type { Tables } from "../store/schema.ts";
import type { Journal } from "../sync/Journal.ts";
import { loadMap } from "../sync/loadMap.ts";
import type { RoomRegistry } from "../sync/RoomRegistry.ts";
import { insertVersion, readVersions } from "./versionRows.ts";

export interface RestorerSetup {
  db: Kysely<Tables>;
  states: MapStates;
  registry: RoomRegistry;
  journal: Journal;
  audit: AuditLog;
  bus: Bus;
  flushTouches(this: void, mapId: string): Promise<void>;
}

export interface Wish {
  mapId: string;
  versionId: string;
  requestId: string;
  /** null: all of it. */
  chosen: { title: boolean; nodes: readonly string[]; links: readonly string[] } | null;
  by: Person;
}

export interface Restored {
  /** The version of the state before. */
  keptId: string;
  /** Whether anything was different. */
  isChanged: boolean;
}

type Failed = { problem: ProblemCode };

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

  /** What a version says; null: there is no such version. */
  async content(mapId: string, versionId: string): Promise<MapJson | null> {
    const [version] = await readVersions(this.#setup.db, mapId, { id: versionId, limit: 1 });
    return version === undefined ? null : await this.#contentOf(mapId, version);
  }

  async #contentOf(mapId: string, { stateId }: Version): Promise<MapJson> {
    const bytes = await this.#setup.states.read(mapId, stateId);
    if (bytes === null) throw new Error("a version has no state");
    // As when a map is opened: a state of an older schema is brought to today's.
    const { doc } = loadMap([{ mapId, seq: 1, bytes }]);
    try {
      return mapToJson(doc);
    } finally {
      doc.destroy();
    }
  }

  async #restore(wish: Wish): Promise<Restored | Failed> {
    const { db, journal, registry } = this.#setup;
    const { mapId, requestId, by } = wish;
    const done = await this.#doneBefore(mapId, requestId);
    if (done !== null) return { keptId: done, isChanged: true };
    const [version] = await readVersions(db, mapId, { id: wish.versionId, limit: 1 });
    if (version === undefined) return { problem: "no-such-version" };
    if (!journal.state.writable) return { problem: "store-unavailable" };
    const wanted = await this.#contentOf(mapId, version);
    const keptId = await this.#keepBefore(wish, version);
    const chosen: Chosen | null = wish.chosen && {
      title: wish.chosen.title,
      nodes: new Set(wish.chosen.nodes),
      links: new Set(wish.chosen.links),
    };
    const room = await registry.open(mapId);
    let isChanged = false;
    let late: Uint8Array | null = null;
    const kept = await this.#fingerprintOf(keptId);
    await room.edit((doc, origin) => {
      // Whatever came in since the state before was kept is in the map now, and must be in what is kept too.
      if (fingerprintOf(doc) !== kept) late = Y.encodeStateAsUpdate(doc);
      const noticeChange = (): void => {
        isChanged = true;
      };
      doc.on("update", noticeChange);
      try {
        restoreMap({ doc, origin }, wanted, chosen);
      } finally {
        doc.off("update", noticeChange);
      }
    }, by);
    if (late !== null) await this.#keepInstead(mapId, keptId, late);
    await this.#done(keptId, requestId);
    if (isChanged) this.#tell(wish, version);
    return { keptId, isChanged };
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
  /** Not before the change is on disk: of what was cut short, the same request again must not hear that it is done. */
  async #done(keptId: string, requestId: string): Promise<void> {
    await this.#setup.db
      .updateTable("versions")
      .set({ request_id: requestId })
      .where("id", "=", keptId)
      .execute();
  }

  async #keepBefore({ mapId, chosen, by }: Wish, version: Version): Promise<string> {
    const { db, states, audit, flushTouches } = this.#setup;
    const stateId = await states.take(mapId);
    await flushTouches(mapId);
    const id = newId();
    await db.transaction().execute(async (transaction) => {
      await insertVersion(transaction, {
        id,
        mapId,
        stateId,
        cause: "before-restore",
        at: Date.now(),
        byId: by.id,
        name: "",
        note: "",
        restored: { versionId: version.id, name: version.name, isWhole: chosen === null },
      });
      const entry = { actorId: by.id, mapId, subjectId: version.id };
      await audit.record({ action: "version.restored", ...entry }, transaction);
    });
    return id;
  }

  async #keepInstead(mapId: string, versionId: string, state: Uint8Array): Promise<void> {
    const { db, states } = this.#setup;
    const stateId = await states.keep(mapId, state);
    await db
      .updateTable("versions")
      .set({ state_id: stateId })
      .where("id", "=", versionId)
      .execute();
  }

  async #fingerprintOf(versionId: string): Promise<string> {
    const { fingerprint } = await this.#setup.db
      .selectFrom("versions")
      .innerJoin("map_states", "map_states.id", "versions.state_id")
      .select("map_states.fingerprint")
      .where("versions.id", "=", versionId)
      .executeTakeFirstOrThrow();
    return fingerprint;
  }

  #tell({ mapId, chosen, by }: Wish, { name, at }: Version): void {
    const { bus } = this.#setup;
    const news = { by, versionName: name, versionAt: at, isWhole: chosen === null };
    bus.publish({ type: "restored", mapId, news });
    bus.publish({ type: "changed", topic: "versions", mapId });
  }
}
