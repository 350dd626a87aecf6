// A component's hold on a past state, in the form React subscribes to: the first subscription makes its document (never
// while rendering), the end of it destroys that.
import type { MapSession } from "../map/session/MapSession.ts";
import { PastMap } from "../map/session/PastMap.ts";
import { leavePast, seeAtSamePlace } from "./samePlace.ts";

export class PastHold {
  readonly #mapId: string;
  readonly #update: Uint8Array;
  readonly #session: MapSession | null;
  #past: PastMap | null = null;

  /** @param session the open map that somebody came from; null: nobody came from it */
  constructor(mapId: string, update: Uint8Array, session: MapSession | null) {
    this.#mapId = mapId;
    this.#update = update;
    this.#session = session;
  }

  get = (): PastMap | null => this.#past;

  subscribe = (listener: () => void): (() => void) => {
    const past = PastMap.of(this.#mapId, this.#update);
    const session = this.#session;
    if (session !== null) seeAtSamePlace(past, session);
    this.#past = past;
    listener();
    return () => {
      this.#past = null;
      if (session !== null) leavePast(past, session);
      past.destroy();
    };
  };
}
