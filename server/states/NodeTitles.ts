// What nodes are called now: read from the live map, else from what is stored, which is kept in memory for the few maps
// that were asked for last. Nothing of it outlives a change: every one has a number of its own.
import type { Kysely } from "kysely";
import type * as Y from "yjs";
import { rootMaps } from "#shared/map/read.ts";
import type { TitlesNow } from "../comments/TitlesNow.ts";
import { errorFields, type Log } from "../log.ts";
import type { MapReader } from "../maps/MapReader.ts";
import type { Tables } from "../store/schema.ts";
import { titleNow } from "./anchors.ts";

const MAX_MAPS = 30;

export interface NodeTitlesSetup {
  db: Kysely<Tables>;
  reader: MapReader;
  isLive(this: void, mapId: string): boolean;
  log: Log;
}

type Titles = ReadonlyMap<string, string | null>;

export class NodeTitles {
  readonly #setup: NodeTitlesSetup;
  /** The one that was asked for last comes last. */
  readonly #known = new Map<string, { seq: number; titles: Titles }>();

  constructor(setup: NodeTitlesSetup) {
    this.#setup = setup;
  }

  readonly now: TitlesNow = async (mapId, ids) => {
    if (ids.length === 0) return new Map();
    const { reader, isLive, log } = this.#setup;
    try {
      if (isLive(mapId)) return await reader.read(mapId, (doc) => titlesIn(doc, ids));
      const titles = await this.#stored(mapId);
      return new Map(ids.map((id) => [id, titles.get(id) ?? null]));
    } catch (error) {
      // Who is told of something is not to go without it because of a title.
      log.error({ map: mapId, ...errorFields(error) }, "titles of nodes not read");
      return new Map();
    }
  };

  async #stored(mapId: string): Promise<Titles> {
    const { db, reader } = this.#setup;
    const row = await db
      .selectFrom("journal")
      .select((eb) => eb.fn.max("seq").as("seq"))
      .where("map_id", "=", mapId)
      .executeTakeFirst();
    const seq = row?.seq ?? 0;
    const known = this.#known.get(mapId);
    const titles =
      known?.seq === seq
        ? known.titles
        : await reader.read(mapId, (doc) => titlesIn(doc, rootMaps(doc).nodes.keys()));
    this.#known.delete(mapId);
    this.#known.set(mapId, { seq, titles });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_MAPS) break;
      this.#known.delete(oldest);
    }
    return titles;
  }
}

function titlesIn(doc: Y.Doc, ids: Iterable<string>): Titles {
  return new Map([...ids].map((id) => [id, titleNow(doc, { on: "node", id })]));
}
