// Which of this person's changes are on the server's disk. A change waits from the moment it is made until the server
// has confirmed it; meanwhile it is kept on this device. Knows the outbox, not the socket.
import type { UnsentChange } from "./HeldChanges.ts";
import type { Outbox } from "./Outbox.ts";
import { Value } from "./Store.ts";

export interface SaveState {
  /** Changes that are not yet on the server's disk. */
  waiting: number;
  /** When the server last confirmed that everything is on its disk; milliseconds since the epoch. */
  savedAt: number | null;
  /** This device could not keep a change that waits (private window, full disk): closing the page would lose it. */
  outboxFailing: boolean;
}

interface Waiting extends UnsentChange {
  counter: number;
  lostWithPage: boolean;
}

export class SaveTracker {
  readonly state = new Value<SaveState>({ waiting: 0, savedAt: null, outboxFailing: false });
  readonly #outbox: Outbox;
  #made = 0;
  #waiting: Waiting[] = [];

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** The number of the newest change: what the server is asked to confirm. */
  get made(): number {
    return this.#made;
  }

  /** Changes from before: an earlier page on this device left them behind, or they could not be sent until now. */
  adopt(changes: readonly UnsentChange[]): void {
    for (const change of changes) {
      this.#waiting.push({ ...change, counter: ++this.#made, lostWithPage: false });
    }
    this.#publish({});
  }

  /** Hands over all that waits: it may not be sent any more. */
  release(): readonly UnsentChange[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#publish({});
    return waiting;
  }

  /** @param epoch of the map that was changed */
  add(update: Uint8Array, epoch: number): void {
    const kept = this.#outbox.add(update, epoch).catch(() => {
      change.lostWithPage = true;
      this.#publish({});
      return null;
    });
    const change: Waiting = { counter: ++this.#made, update, kept, epoch, lostWithPage: false };
    this.#waiting.push(change);
    this.#publish({});
  }

  /** The server has everything up to this counter on disk. */
  confirm(counter: number): void {
    const confirmed = this.#waiting.filter((change) => change.counter <= counter);
    this.#waiting = this.#waiting.filter((change) => change.counter > counter);
    this.#publish(this.#waiting.length === 0 ? { savedAt: Date.now() } : {});
    if (confirmed.length > 0) void this.#forget(confirmed);
  }

  /** Under which keys the waiting changes are in the outbox. */
  async keys(): Promise<ReadonlySet<number | null>> {
    return new Set(await Promise.all(this.#waiting.map(({ kept }) => kept)));
  }

  /** The waiting changes themselves, to be offered as a file when they may no longer be sent. */
  waitingUpdates(): Uint8Array[] {
    return this.#waiting.map((change) => change.update);
  }

  /** The person has taken the waiting changes as a file, or does not want them. */
  async discardWaiting(): Promise<void> {
    const discarded = this.#waiting;
    this.#waiting = [];
    this.#publish({});
    await this.#forget(discarded);
  }

  async #forget(changes: readonly Waiting[]): Promise<void> {
    const keys = await Promise.all(changes.map((change) => change.kept));
    try {
      await this.#outbox.remove(keys.filter((key) => key !== null));
    } catch {
      // They stay in the outbox and are sent once more by the next page: the same update twice changes nothing.
    }
  }

  #publish(change: Pick<Partial<SaveState>, "savedAt">): void {
    const outboxFailing = this.#waiting.some((waiting) => waiting.lostWithPage);
    const next = { ...this.state.get(), ...change, outboxFailing, waiting: this.#waiting.length };
    const before = this.state.get();
    if (
      next.waiting !== before.waiting ||
      next.savedAt !== before.savedAt ||
      next.outboxFailing !== before.outboxFailing
    ) {
      this.state.set(next);
    }
  }
}
