// Port: what a thread is about to hang on. Asked before a thread is stored, and outside of its transaction.
import type { Anchor } from "#shared/comments/api.ts";

export interface AnchorNow {
  /** What the node or link is called ("A → B"); empty: a place, the map, or something that is not there (any more). */
  title: string;
  /** JSON of the node or link as an export would have it; null: hangs on neither. */
  content: string | null;
  /** The kept state of the map (`map_states.id`); null: none was kept. */
  stateId: string | null;
}

/** Throws if the map cannot be read. */
export type ReadAnchorNow = (mapId: string, anchor: Anchor) => Promise<AnchorNow>;
