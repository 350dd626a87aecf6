// A component's hold on an open map, in the form React subscribes to: the first subscription opens the session (never
// while rendering), the end of it lets go. One that is open ahead is shown from the first drawing on.
import type { MapSession } from "../map/session/MapSession.ts";
import { openSession, sessionAhead } from "../map/session/openSession.ts";

export class SessionHold {
  readonly #mapId: string;
  #session: MapSession | null;

  constructor(mapId: string) {
    this.#mapId = mapId;
    this.#session = sessionAhead(mapId);
  }

  get = (): MapSession | null => this.#session;

  subscribe = (listener: () => void): (() => void) => {
    const { session, release } = openSession(this.#mapId, (next) => {
      this.#session = next;
      listener();
    });
    this.#session = session;
    listener();
    return () => {
      this.#session = null;
      release();
    };
  };
}
