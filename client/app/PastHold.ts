// A component's hold on a past state, in the form React subscribes to: the first subscription makes its document (never
// while rendering), the end of it destroys that.
import { PastMap } from "../map/session/PastMap.ts";

export class PastHold {
  readonly #mapId: string;
  readonly #update: Uint8Array;
  #past: PastMap | null = null;

  constructor(mapId: string, update: Uint8Array) {
    this.#mapId = mapId;
    this.#update = update;
  }

  get = (): PastMap | null => this.#past;

  subscribe = (listener: () => void): (() => void) => {
    const past = PastMap.of(this.#mapId, this.#update);
    this.#past = past;
    listener();
    return () => {
      this.#past = null;
      past.destroy();
    };
  };
}
