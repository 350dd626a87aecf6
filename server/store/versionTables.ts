// The tables of versions and of who changed what, as Kysely sees them.
import type { Generated } from "kysely";
import type { VersionCause } from "#shared/versions/api.ts";

export interface VersionsTable {
  id: string;
  map_id: string;
  state_id: string;
  cause: VersionCause;
  name: Generated<string>;
  note: Generated<string>;
  at: number;
  /** Who saved or named it; null: the server by itself. */
  by_id: string | null;
  /** `before-restore`: which version was restored then, how it was called, and whether wholly. */
  restored_id: Generated<string | null>;
  restored_name: Generated<string>;
  restored_whole: Generated<0 | 1 | null>;
  /** Of the request to restore: the same one again does nothing. */
  request_id: Generated<string | null>;
  /** The last number of the talk on the map when it was kept; null: kept before that was noted. */
  talk_number: Generated<number | null>;
  /** SVG; null: not drawn yet. */
  picture: Generated<string | null>;
}

/** Who changed the map since the version before. */
export interface VersionPeopleTable {
  version_id: string;
  person_id: string;
}

/** One person at one field of one element, for as long as they were at it. */
export interface TouchesTable {
  id: Generated<number>;
  map_id: string;
  /** Empty: the map itself. */
  element_id: string;
  /** `created`, `deleted`, or a field's name. */
  what: string;
  /** Of a node that was deleted: what it was called last. Empty: nothing is known of that, or it was erased. */
  title: Generated<string>;
  /** null: the server by itself. */
  person_id: string | null;
  began_at: number;
  at: number;
}

/** The record of content erased for good. */
export interface ErasuresTable {
  id: string;
  map_id: string;
  begun_at: number;
  /** null: still at it. */
  done_at: Generated<number | null>;
  by_id: string;
  /** JSON: ids. */
  nodes: string;
  links: string;
}

export interface VisitsTable {
  map_id: string;
  person_id: string;
  left_at: number;
  /** When they left before the visit that goes on, or was the last; null: that was the first. */
  since_at: number | null;
}
