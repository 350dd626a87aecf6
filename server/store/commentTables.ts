// The tables of comments, as Kysely sees them. Names of people and titles of nodes are looked up when they are shown; what
// is copied here is only what would be gone otherwise.
import type { Generated } from "kysely";
import type { Anchor, Outcome, Reaction, Release } from "#shared/comments/api.ts";

/** The last number given on a map: `threads.seq` and `comments.number` come from the same row. */
export interface TalkNumbersTable {
  map_id: string;
  last: number;
}

export interface ThreadsTable {
  id: string;
  map_id: string;
  /** Number of its last change. */
  seq: number;
  anchor_on: Anchor["on"];
  /** Of a node or link; null: hangs on neither. */
  anchor_id: string | null;
  x: number | null;
  y: number | null;
  /** What the node or link was called last. */
  anchor_title: string;
  /** JSON: the ids of the link's ends that it was called after; `*`: not known; null: of those in `anchor_then`. */
  anchor_ends: Generated<string | null>;
  /** JSON: the node or link as it was when the thread was begun. */
  anchor_then: string | null;
  state_id: string | null;
  created_at: number;
  created_by: string;
  resolved_at: Generated<number | null>;
  resolved_by: Generated<string | null>;
  outcome: Generated<Outcome | null>;
  outcome_reason: Generated<string>;
  /** Set when its last comment was deleted: those who know it must learn that it is gone. */
  deleted_at: Generated<number | null>;
}

/**
 * What became of a thread when, from its first resolving on. One without any rows was always open. Reasons are not kept: what
 * somebody has taken back is gone.
 */
export interface ThreadStatesTable {
  id: Generated<number>;
  thread_id: string;
  /** Of the talk; null: what was known when these rows were introduced. Of what was before it nothing is. */
  number: number | null;
  at: number;
  is_resolved: 0 | 1;
  by_id: string | null;
  outcome: Outcome | null;
}

export interface CommentsTable {
  id: string;
  map_id: string;
  thread_id: string;
  number: number;
  author_id: string;
  /** Empty once deleted. */
  text: string;
  created_at: number;
  edited_at: Generated<number | null>;
  deleted_at: Generated<number | null>;
}

export interface ReactionsTable {
  comment_id: string;
  person_id: string;
  kind: Reaction;
}

/** Who is mentioned in a comment, as far as they could open the map when it was written. */
export interface MentionsTable {
  comment_id: string;
  person_id: string;
}

export interface ThreadReadsTable {
  person_id: string;
  thread_id: string;
  /** `comments.number` up to which they have read. */
  up_to: number;
}

export interface ThreadFollowsTable {
  person_id: string;
  thread_id: string;
  /** 0: they do not want to be told, whatever else speaks for it. */
  follows: 0 | 1;
}

export interface AuthorReleasesTable {
  map_id: string;
  person_id: string;
  release: Release;
}

/** Whole states of maps, which threads (and versions) refer to. */
export interface MapStatesTable {
  id: string;
  map_id: string;
  taken_at: number;
  schema_version: number;
  /** SHA-256 of what the map says: equal for equal content, whatever the history. */
  fingerprint: string;
  node_count: number;
  link_count: number;
  /** A Yjs update (V1) of the whole, compressed. */
  bytes: Uint8Array;
}
