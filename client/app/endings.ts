// What each terminal close of a map means for the person, and which way on there is.
import { CLOSE } from "#shared/protocol/closeCodes.ts";

export interface Ending {
  /** Part of the keys `map.ended-<name>` and `map.ended-<name>-text`. */
  name: (typeof NAMES)[number];
  wayOn: "reload" | "maps" | "bin" | "sign-in";
  /**
   * In which form waiting changes are offered: as a map that can be imported (the person may have all of it), or as
   * the bare changes (no longer entitled to the map). `null`: a reload sends them, or signing in again does.
   */
  waiting: "map" | "changes" | null;
}

const NAMES = [
  "badFrame",
  "signInNeeded",
  "noAccess",
  "noSuchMap",
  "mapDeleted",
  "tooLarge",
  "invalidUpdate",
  "outdated",
  "unknown",
] as const;

const ENDINGS: ReadonlyMap<number, Ending> = new Map<number, Ending>([
  [CLOSE.badFrame, { name: "badFrame", wayOn: "reload", waiting: null }],
  [CLOSE.signInNeeded, { name: "signInNeeded", wayOn: "sign-in", waiting: null }],
  [CLOSE.noAccess, { name: "noAccess", wayOn: "maps", waiting: "changes" }],
  [CLOSE.noSuchMap, { name: "noSuchMap", wayOn: "maps", waiting: "map" }],
  [CLOSE.mapDeleted, { name: "mapDeleted", wayOn: "bin", waiting: "map" }],
  [CLOSE.tooLarge, { name: "tooLarge", wayOn: "reload", waiting: "map" }],
  [CLOSE.invalidUpdate, { name: "invalidUpdate", wayOn: "reload", waiting: "map" }],
  [CLOSE.outdatedClient, { name: "outdated", wayOn: "reload", waiting: null }],
]);

const UNKNOWN: Ending = { name: "unknown", wayOn: "reload", waiting: null };

export function endingOf(code: number | null): Ending {
  return (code === null ? undefined : ENDINGS.get(code)) ?? UNKNOWN;
}
