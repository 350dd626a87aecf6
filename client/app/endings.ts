// What each terminal close of a map means for the person, and which way on there is.
import { CLOSE } from "#shared/protocol/closeCodes.ts";

export interface Ending {
  /** Part of the keys `map.ended-<name>` and `map.ended-<name>-text`. */
  name: (typeof NAMES)[number];
  wayOn: "reload" | "maps" | "bin" | "sign-in";
  /**
   * With how much of the map around them changes that wait are offered as a file: all of it, or (no longer entitled to
   * the map) what they touched alone. `null`: a reload sends them, or signing in again does.
   */
  waiting: "map" | "touched" | null;
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
  [CLOSE.noAccess, { name: "noAccess", wayOn: "maps", waiting: "touched" }],
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
