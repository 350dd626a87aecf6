// What is compared, as the parts of the page hand it to each other.
import type { Contributor, Version } from "#shared/versions/api.ts";
import type { Comparing } from "./Comparing.ts";

export interface Compared {
  comparing: Comparing;
  before: Version;
  /** null: the map as it is. */
  after: Version | null;
  people: ReadonlyMap<string, Contributor>;
  isPeopleCut: boolean;
  /** When it was compared, milliseconds since the epoch. */
  at: number;
  /** Another number for every comparison. */
  round: number;
}

/** Which two, as their address says it. */
export interface ComparedAddress {
  mapId: string;
  versionId: string;
  /** null: the map as it is. */
  otherId: string | null;
}
