// The small pictures of versions: drawn when they are first asked for, and kept with the version.
import type { Kysely } from "kysely";
import { drawPicture } from "../maps/drawPicture.ts";
import type { MapStates } from "../states/MapStates.ts";
import type { Tables } from "../store/schema.ts";
import { loadMap } from "../sync/loadMap.ts";

export class VersionPictures {
  readonly #db: Kysely<Tables>;
  readonly #states: MapStates;

  constructor(db: Kysely<Tables>, states: MapStates) {
    this.#db = db;
    this.#states = states;
  }

  /** SVG; null: there is no such version. */
  async of(mapId: string, versionId: string): Promise<string | null> {
    const version = await this.#db
      .selectFrom("versions")
      .select(["picture", "state_id as stateId"])
      .where("id", "=", versionId)
      .where("map_id", "=", mapId)
      .executeTakeFirst();
    if (version === undefined) return null;
    if (version.picture !== null) return version.picture;
    const bytes = await this.#states.read(mapId, version.stateId);
    if (bytes === null) return null;
    const { doc } = loadMap([{ mapId, seq: 1, bytes }]);
    const picture = drawPicture(doc);
    doc.destroy();
    await this.#db
      .updateTable("versions")
      .set({ picture })
      .where("id", "=", versionId)
      .where("state_id", "=", version.stateId)
      .execute();
    return picture;
  }
}
