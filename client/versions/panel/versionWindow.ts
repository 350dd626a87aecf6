// Which question about a version is open, asked from wherever: at most one.
import type { Version } from "#shared/versions/api.ts";
import { Value } from "../../map/session/Store.ts";

export interface VersionQuestion {
  what: "edit" | "restore" | "copy" | "delete";
  version: Version;
}

export const versionWindow: Value<VersionQuestion | null> = new Value<VersionQuestion | null>(null);
