// What can be done with maps from outside of them: list, make, rename, duplicate, delete, bring back, import, export.
// Knows rows, rooms and documents; asks nobody for permission (routes.ts does) and knows no HTTP.
import { cleanLine } from "#shared/cleanLine.ts";
import { setMapTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { mapToJson, type MapJson } from "#shared/map/json.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import {
  MAX_MAP_TITLE_CHARS,
  type CreateMap,
  type MapSummary,
  type Person,
  type ProblemCode,
} from "#shared/maps/api.ts";
import type { Bus } from "../bus/Bus.ts";
import type { Log } from "../log.ts";
import type { Journal } from "../sync/Journal.ts";
import type { RoomRegistry } from "../sync/RoomRegistry.ts";
import { summaryOf } from "../sync/SummaryWriter.ts";
import { runInThread } from "../threads/runInThread.ts";
import { drawPicture } from "./drawPicture.ts";
import type { ImportInput } from "./importThread.ts";
import type { MapReader } from "./MapReader.ts";
import type { MapRow, MapStore, NewMap } from "./MapStore.ts";
import { newMap } from "./newMap.ts";

/** How long a deleted map can be brought back. */
const BIN_MS = 30 * 24 * 60 * 60 * 1_000;
/** An edit that takes longer to reach the disk is reported as failed, though it may still get there. */
const EDIT_TIMEOUT_MS = 10_000;
const PICTURES_KEPT = 200;

export interface LibrarySetup {
  maps: MapStore;
  reader: MapReader;
  registry: RoomRegistry;
  journal: Journal;
  bus: Bus;
  log: Log;
}

type Failed = { problem: ProblemCode };

export class MapLibrary {
  readonly #setup: LibrarySetup;
  /** Pictures by map and version; the least recently made go first. */
  readonly #pictures = new Map<string, string>();
  #importing: Promise<unknown> = Promise.resolve();

  constructor(setup: LibrarySetup) {
    this.#setup = setup;
  }

  /** The maps in use, or those in the bin, without asking whose they are. */
  async list(deleted: boolean): Promise<MapSummary[]> {
    const rows = await this.#setup.maps.list(deleted);
    return rows.map((row) => this.#summary(row)).toSorted((a, b) => b.changedAt - a.changedAt);
  }

  /** Whether there is such a map, in the bin or not. */
  async has(id: string): Promise<boolean> {
    return (await this.#setup.maps.state(id)) !== "unknown";
  }

  async get(id: string): Promise<MapSummary | Failed> {
    const row = await this.#setup.maps.get(id);
    return row === null ? { problem: "no-such-map" } : this.#summary(row);
  }

  create({ title, from, language }: CreateMap, by: Person): Promise<MapSummary | Failed> {
    const content = from === "starter" ? starterMap(language) : { nodes: [], links: [] };
    return this.insert(newMap(newId(), { ...content, title }, by.id));
  }

  /** Renames through the live document, as if somebody had typed the title. */
  async rename(id: string, title: string, by: Person): Promise<MapSummary | Failed> {
    const missing = await this.#missing(id);
    if (missing !== null) return missing;
    if (!this.#setup.journal.state.writable) return { problem: "store-unavailable" };
    const room = await this.#setup.registry.open(id);
    const written = room.edit((doc, origin) => setMapTitle({ doc, origin }, title), by);
    if (!(await isWithin(EDIT_TIMEOUT_MS, written))) return { problem: "store-unavailable" };
    this.#announce();
    return this.get(id);
  }

  /** A copy that belongs to `by` alone. `known`: ids of the maps whose titles the copy's must differ from. */
  async duplicate(
    id: string,
    by: Person,
    known: ReadonlySet<string>,
  ): Promise<MapSummary | Failed> {
    const content = await this.export(id);
    if ("problem" in content) return content;
    const maps = (await this.list(false)).filter((map) => known.has(map.id));
    const title = copyTitle(content.title, new Set(maps.map((map) => map.title)));
    return this.insert(newMap(newId(), { ...content, title }, by.id));
  }

  /** Adds a map that is made already. */
  async insert(map: NewMap): Promise<MapSummary | Failed> {
    await this.#setup.maps.insert(map);
    this.#announce();
    return this.get(map.id);
  }

  async remove(id: string): Promise<undefined | Failed> {
    const missing = await this.#missing(id);
    if (missing !== null) return missing;
    await this.#setup.maps.setDeletedAt(id, Date.now());
    this.#setup.bus.publish({ type: "mapDeleted", mapId: id });
    this.#announce();
    return undefined;
  }

  async bringBack(id: string): Promise<MapSummary | Failed> {
    const state = await this.#setup.maps.state(id);
    if (state === "unknown") return { problem: "no-such-map" };
    if (!(await this.#setup.maps.setDeletedAt(id, null))) return { problem: "not-in-bin" };
    this.#announce();
    return this.get(id);
  }

  /** Makes a map of an exported file: all of it or nothing. One import at a time. */
  importFile(bytes: Uint8Array, by: Person): Promise<MapSummary | Failed> {
    const result = this.#importing.then(async (): Promise<MapSummary | Failed> => {
      const url = new URL("./importThread.ts", import.meta.url);
      const input = { id: newId(), bytes, by: by.id };
      const map = await runInThread<ImportInput, NewMap | null>(url, input);
      return map === null ? { problem: "not-a-map-file" } : await this.insert(map);
    });
    this.#importing = result.catch(() => undefined);
    return result;
  }

  async export(id: string): Promise<MapJson | Failed> {
    const missing = await this.#missing(id);
    return missing ?? (await this.#setup.reader.read(id, mapToJson));
  }

  /** The map's picture with its version; also of a map in the bin. */
  async picture(id: string): Promise<{ svg: string; version: string } | Failed> {
    const summary = await this.get(id);
    if ("problem" in summary) return summary;
    const version = summary.pictureVersion;
    const key = `${id} ${version}`;
    let svg = this.#pictures.get(key);
    if (svg === undefined) {
      svg = await this.#setup.reader.read(id, drawPicture);
      this.#pictures.set(key, svg);
      const oldest = this.#pictures.keys().next();
      if (this.#pictures.size > PICTURES_KEPT && oldest.done !== true) {
        this.#pictures.delete(oldest.value);
      }
    }
    return { svg, version };
  }

  /** Deletes for good what has been in the bin long enough. */
  async emptyBin(): Promise<void> {
    const purged = await this.#setup.maps.purge(Date.now() - BIN_MS);
    if (purged.length > 0) this.#setup.log.info({ maps: purged.length }, "bin emptied");
  }

  async #missing(id: string): Promise<Failed | null> {
    const state = await this.#setup.maps.state(id);
    if (state === "there") return null;
    return { problem: state === "deleted" ? "map-deleted" : "no-such-map" };
  }

  #announce(): void {
    this.#setup.bus.publish({ type: "changed", topic: "maps" });
  }

  /** A row as lists show it; of a live map, as it is in its room, unless what is there cannot be written at the moment. */
  #summary(row: MapRow): MapSummary {
    const room = this.#setup.registry.get(row.id);
    const isShown = room !== null && this.#setup.journal.state.writable;
    const live = isShown ? summaryOf(room) : null;
    const lastBy = isShown ? room.lastChangedBy : null;
    const lastName = lastBy?.name ?? row.changed_by_name;
    // Erased people have no name.
    const isErased = lastName === "";
    const isGuest = lastBy === null ? row.changed_by_kind === "guest" : (lastBy.isGuest ?? false);
    return {
      id: row.id,
      title: live?.title ?? row.title,
      nodeCount: live?.nodeCount ?? row.node_count,
      linkCount: live?.linkCount ?? row.link_count,
      createdAt: row.created_at,
      changedAt: live?.changedAt ?? row.changed_at,
      changedBy: isErased ? null : lastName,
      isChangedByGuest: isGuest && !isErased,
      isChangedByErased: isErased,
      deletedAt: row.deleted_at,
      deletedForGoodAt: row.deleted_at === null ? null : row.deleted_at + BIN_MS,
      present: room?.presence.people ?? [],
      pictureVersion: String(live?.seq ?? row.summary_seq),
    };
  }
}

/** `Title (2)`, or the next number that is free. */
function copyTitle(title: string, taken: ReadonlySet<string>): string {
  const stem = cleanLine(title.replace(/ \(\d+\)$/, ""), MAX_MAP_TITLE_CHARS - 8);
  for (let number = 2; ; number++) {
    const candidate = `${stem} (${number})`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function isWithin(ms: number, work: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ms);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
