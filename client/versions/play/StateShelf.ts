// The states that were looked at last, and those that will be next: each is asked for once, few are kept.

const ROOM = 6;

export class StateShelf<State> {
  readonly #fetch: (stateId: string) => Promise<State>;
  readonly #kept = new Map<string, Promise<State>>();

  constructor(fetchState: (stateId: string) => Promise<State>) {
    this.#fetch = fetchState;
  }

  /** Rejects as the asking does; what failed is asked for again the next time. */
  get(stateId: string): Promise<State> {
    const known = this.#kept.get(stateId);
    const state = known ?? this.#fetch(stateId);
    // What was used last stands last.
    this.#kept.delete(stateId);
    this.#kept.set(stateId, state);
    if (known === undefined) {
      state.catch(() => {
        if (this.#kept.get(stateId) === state) this.#kept.delete(stateId);
      });
      for (const oldest of this.#kept.keys()) {
        if (this.#kept.size <= ROOM) break;
        this.#kept.delete(oldest);
      }
    }
    return state;
  }

  /** Asks ahead of time; whoever wants it then hears of failures. */
  ahead(stateId: string): void {
    this.get(stateId).catch(() => null);
  }
}
