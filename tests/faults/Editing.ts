// Load: everybody edits, until told to stop. Knows peers, not what becomes of their edits.
import type { SeededRandom } from "../fixtures/SeededRandom.ts";
import type { Peer } from "../fixtures/ledger/Peer.ts";

/** Pause between two edits of a peer: 0 to this. */
const MAX_PAUSE_MS = 12;

/** Every peer edits at its own irregular pace. */
export class Editing {
  readonly #peers: readonly Peer[];
  readonly #random: SeededRandom;
  readonly #timers = new Map<Peer, ReturnType<typeof setTimeout>>();

  constructor(peers: readonly Peer[], random: SeededRandom) {
    this.#peers = peers;
    this.#random = random;
  }

  start(): void {
    for (const peer of this.#peers) this.#next(peer);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #next(peer: Peer): void {
    const pauseMs = this.#random.whole(0, MAX_PAUSE_MS);
    this.#timers.set(
      peer,
      setTimeout(() => {
        this.#next(peer);
        peer.edit(this.#random);
      }, pauseMs),
    );
  }
}
