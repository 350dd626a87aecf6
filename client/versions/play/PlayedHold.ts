// A component's hold on the document in which a map is played back, in the form React subscribes to: made with the first
// subscription (never while rendering), destroyed with the end of it.
import { encodeStateAsUpdate } from "yjs";
import type { MapSession } from "../../map/session/MapSession.ts";
import { PlayedMap } from "./PlayedMap.ts";

export class PlayedHold {
  readonly #session: MapSession;
  #played: PlayedMap | null = null;

  constructor(session: MapSession) {
    this.#session = session;
  }

  get = (): PlayedMap | null => this.#played;

  subscribe = (listener: () => void): (() => void) => {
    // Begins with the map as it is: the view is chosen for all of it, and stays.
    const played = new PlayedMap(this.#session.mapId, encodeStateAsUpdate(this.#session.doc));
    this.#played = played;
    listener();
    return () => {
      this.#played = null;
      played.destroy();
    };
  };
}
