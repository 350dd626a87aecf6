// Brings a document to the current schema version. Only the server does this, under the map's lock and before the
// first sync: two clients that migrate at once would do everything twice.
import type * as Y from "yjs";
import { readSchemaVersion, rootMaps } from "./read.ts";
import { SCHEMA_VERSION } from "./schema.ts";

/** What one version needs to become the next. The key is the version it starts from. */
const STEPS: ReadonlyMap<number, (doc: Y.Doc) => void> = new Map();

export type Migration = "current" | "migrated" | "tooNew";

/** `tooNew`: written by a later version of this program; it must not be opened for writing. */
export function migrate(doc: Y.Doc, origin: unknown): Migration {
  const from = readSchemaVersion(doc);
  if (from > SCHEMA_VERSION) return "tooNew";
  const { meta } = rootMaps(doc);
  if (from === SCHEMA_VERSION && meta.has("schemaVersion")) return "current";
  doc.transact(() => {
    for (let version = from; version < SCHEMA_VERSION; version++) {
      const step = STEPS.get(version);
      if (step === undefined) throw new Error(`no migration from schema version ${version}`);
      step(doc);
    }
    meta.set("schemaVersion", SCHEMA_VERSION);
  }, origin);
  return "migrated";
}
