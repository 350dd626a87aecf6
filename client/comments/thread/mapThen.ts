// "Show me the map as it was when this was begun": asked for in a thread, shown by the canvas. Neither side knows the other.
import { Value } from "../../map/session/Store.ts";

export interface MapThen {
  /** Of GET /api/maps/:id/states/:stateId. */
  stateId: string;
  /** The thread that was begun on it. */
  threadId: string;
  /** When the thread was begun, milliseconds since the epoch. */
  at: number;
  /** What the thread hangs on, to be found on the old map; null: a place, or the map as a whole. */
  elementId: string | null;
}

/** null: the map as it is. Whoever shows another sets it back. */
export const mapThen = new Value<MapThen | null>(null);
