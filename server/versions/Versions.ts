// Keeping versions of maps: by hand, by the server itself, naming and deleting them. Knows rows and states; restoring is
// Restorer's. Asks nobody for permission and knows no HTTP.
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { ProblemCode } from "#shared/maps/api.ts";
import {
  VERSIONS_PER_ANSWER,
  type Version,
  type VersionCause,
  type Versions as VersionsAnswer,
} from "#shared/versions/api.ts";
import type { AuditEntry, AuditLog } from "../audit/AuditLog.ts";
import type { Bus } from "../bus/Bus.ts";
import type { History } from "../history/History.ts";
import type { NewMap } from "../maps/MapStore.ts";
import type { MapStates } from "../states/MapStates.ts";
import type { Tables } from "../store/schema.ts";
import {
  latestVersion,
  peopleNamed,
  readVersions,
  type NewVersion,
  type Position,
} from "./versionRows.ts";

export interface VersionsSetup {
  db: Kysely<Tables>;
  states: MapStates;
  history: History;
  audit: AuditLog;
  bus: Bus;
  /** Writes what is known of who changed what and not yet stored. */
  flushTouches(this: void, mapId: string): Promise<void>;
}

type Failed = { problem: ProblemCode };

export interface Save {
  id: string;
  mapId: string;
  name: string;
  note: string;
  byId: string;
}

export class Versions {
  readonly #setup: VersionsSetup;

  constructor(setup: VersionsSetup) {
    this.#setup = setup;
  }

  /** A page of the list; `before`: where the page before ended. */
  async list(mapId: string, before: Position | null): Promise<VersionsAnswer> {
    const { db } = this.#setup;
    const versions = await readVersions(db, mapId, { before, limit: VERSIONS_PER_ANSWER });
    const last = versions.length === VERSIONS_PER_ANSWER ? versions.at(-1) : undefined;
    const named = versions.flatMap(({ byId, contributors }) => [byId, ...contributors]);
    return {
      versions,
      people: await peopleNamed(db, named),
      next: last === undefined ? null : `${last.at}_${last.id}`,
    };
  }

  async get(mapId: string, id: string): Promise<Version | Failed> {
    const [version] = await readVersions(this.#setup.db, mapId, { id, limit: 1 });
    return version ?? { problem: "no-such-version" };
  }

  /** Keeps the map as it is on disk now. The same id again, by the same person: what it made the first time. */
  async save({ id, mapId, name, note, byId }: Save): Promise<Version | Failed> {
    const made = await this.#made(id);
    if (made !== null) {
      const isSame = made.mapId === mapId && made.byId === byId;
      return isSame ? await this.get(mapId, id) : { problem: "id-taken" };
    }
    const stateId = await this.#setup.states.take(mapId);
    const version = {
      id,
      mapId,
      stateId,
      cause: "saved" as const,
      at: Date.now(),
      byId,
      name,
      note,
    };
    const entry = { action: "version.saved" as const, actorId: byId, mapId, subjectId: id };
    await this.#add(version, entry).catch(async (error: unknown) => {
      // Two of the same request at once: the other was first.
      if ((await this.#made(id)) === null) throw error;
    });
    return await this.get(mapId, id);
  }

  /** Keeps the map as it is on disk, unless the latest version says the same. Answers the version's id, or null. */
  async keep(
    mapId: string,
    cause: Exclude<VersionCause, "saved" | "before-restore">,
  ): Promise<string | null> {
    const stateId = await this.#setup.states.take(mapId);
    return await this.#keepState(mapId, stateId, cause);
  }

  /** The same of the map as it was at row `seq` of its journal, as far as that can still be told apart. */
  async keepUpTo(mapId: string, seq: number, cause: "before-mass-change"): Promise<string | null> {
    const stateId = await this.#setup.states.takeUpTo(mapId, seq);
    return stateId === null ? null : await this.#keepState(mapId, stateId, cause);
  }

  async #keepState(mapId: string, stateId: string, cause: VersionCause): Promise<string | null> {
    const { db } = this.#setup;
    const latest = await latestVersion(db, mapId);
    const state = await db
      .selectFrom("map_states")
      .select("fingerprint")
      .where("id", "=", stateId)
      .executeTakeFirstOrThrow();
    if (latest?.fingerprint === state.fingerprint) return null;
    const id = newId();
    const at = Date.now();
    await this.#add({ id, mapId, stateId, cause, at, byId: null, name: "", note: "" }, null);
    return id;
  }

  /** A new map, not stored yet, that says what a version says; null: there is no such version. */
  copy(mapId: string, versionId: string, title: string, byId: string): Promise<NewMap | null> {
    const { history } = this.#setup;
    return history.ask("copyVersion", { mapId, versionId, id: newId(), title, byId });
  }

  /** Names or describes a version; a named one stays. */
  async change(
    mapId: string,
    id: string,
    change: { name?: string | undefined; note?: string | undefined },
    byId: string,
  ): Promise<Version | Failed> {
    const { db, bus } = this.#setup;
    const set = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.note === undefined ? {} : { note: change.note }),
    };
    if (Object.keys(set).length > 0) {
      await db
        .updateTable("versions")
        .set((eb) => ({ ...set, by_id: eb.fn.coalesce("by_id", eb.val(byId)) }))
        .where("id", "=", id)
        .where("map_id", "=", mapId)
        .execute();
      bus.publish({ type: "changed", topic: "versions", mapId });
    }
    return await this.get(mapId, id);
  }

  async remove(mapId: string, id: string, byId: string): Promise<undefined | Failed> {
    const { db, audit, bus } = this.#setup;
    const isGone = await db.transaction().execute(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom("versions")
        .where("id", "=", id)
        .where("map_id", "=", mapId)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      const entry = { action: "version.deleted" as const, actorId: byId, mapId, subjectId: id };
      await audit.record(entry, transaction);
      return true;
    });
    if (!isGone) return { problem: "no-such-version" };
    bus.publish({ type: "changed", topic: "versions", mapId });
    return undefined;
  }

  /** Adds a version of a state that is kept already. */
  async #add(version: NewVersion, audit: AuditEntry | null): Promise<void> {
    const { history, bus, flushTouches } = this.#setup;
    await flushTouches(version.mapId);
    await history.ask("addVersion", { version, audit });
    bus.publish({ type: "changed", topic: "versions", mapId: version.mapId });
  }

  async #made(id: string): Promise<{ mapId: string; byId: string | null } | null> {
    const row = await this.#setup.db
      .selectFrom("versions")
      .select(["map_id as mapId", "by_id as byId"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ?? null;
  }
}
