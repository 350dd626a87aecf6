// What is to be erased from the open map for good, from the question on until it is done. Outside of React: erasing begins
// the map anew, and whatever is drawn of it goes meanwhile.
import { Value } from "../../map/session/Store.ts";
import type { Chosen } from "./eraseQueries.ts";

export interface Asked {
  mapId: string;
  chosen: Chosen;
  /** Of the record, once it has begun. */
  erasureId: string | null;
}

export const eraseAsked = new Value<Asked | null>(null);

/** Asks whether these are to be erased, wherever they are kept: on the map, or in its past alone. */
export function askToErase(mapId: string, chosen: Chosen): void {
  eraseAsked.set({ mapId, chosen, erasureId: null });
}
