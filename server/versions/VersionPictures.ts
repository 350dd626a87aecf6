// The small pictures of versions: drawn when they are first asked for, and kept with the version.
import type { Kysely } from "kysely";
import type { History } from "../history/History.ts";
import type { Tables } from "../store/schema.ts";

export class VersionPictures {
  readonly #db: Kysely<Tables>;
  readonly #history: History;

  constructor(db: Kysely<Tables>, history: History) {
    this.#db = db;
    this.#history = history;
  }

  /** SVG; null: there is no such version. */
  async of(mapId: string, versionId: string): Promise<string | null> {
    const version = await this.#db
      .selectFrom("versions")
      .select("picture")
      .where("id", "=", versionId)
      .where("map_id", "=", mapId)
      .executeTakeFirst();
    if (version === undefined) return null;
    if (version.picture !== null) return version.picture;
    return await this.#history.ask("drawVersion", { mapId, versionId });
  }
}
