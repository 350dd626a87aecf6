// Time that passes only when told to, and everything that waits for it. Two events of the same moment come in an order
// that chance decides. Knows nothing of what happens in them.
import type { SeededRandom } from "../fixtures/SeededRandom.ts";

interface Event {
  at: number;
  /** Breaks ties. */
  lot: number;
  run: () => void;
}

/** More events than this in one simulation is a loop that feeds itself. */
const MAX_EVENTS = 2_000_000;

export class Scheduler {
  readonly #random: SeededRandom;
  /** A binary heap: the next event is the first. */
  readonly #heap: Event[] = [];
  #nowMs = 0;
  #ran = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  now = (): number => this.#nowMs;

  /** Runs `run` once after `ms`. Returns how to cancel it. */
  after = (ms: number, run: () => void): (() => void) => {
    let cancelled = false;
    this.#push({
      at: this.#nowMs + Math.max(0, ms),
      lot: this.#random.fraction(),
      run: () => {
        if (!cancelled) run();
      },
    });
    return () => {
      cancelled = true;
    };
  };

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets `ms` pass, with everything that happens meanwhile. */
  async pass(ms: number): Promise<void> {
    const until = this.#nowMs + ms;
    await settle();
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      if (++this.#ran > MAX_EVENTS) throw new Error("the simulation does not come to rest");
      this.#pop();
      this.#nowMs = next.at;
      next.run();
      await settle();
    }
    this.#nowMs = until;
  }

  /** Lets time pass, in steps, until `condition` holds; false if it does not within `ms`. */
  async passUntil(condition: () => boolean, ms: number, stepMs = 20): Promise<boolean> {
    const until = this.#nowMs + ms;
    while (!condition()) {
      if (this.#nowMs >= until) return false;
      await this.pass(stepMs);
    }
    return true;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(event, heap[above])) break;
      this.#swap(at, above);
      at = above;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ;) {
      let first = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        const candidate = heap[below];
        if (candidate !== undefined && isBefore(candidate, heap[first])) first = below;
      }
      if (first === at) return;
      this.#swap(at, first);
      at = first;
    }
  }

  #swap(a: number, b: number): void {
    const [eventA, eventB] = [this.#heap[a], this.#heap[b]];
    if (eventA === undefined || eventB === undefined) throw new Error("no such event");
    this.#heap[a] = eventB;
    this.#heap[b] = eventA;
  }
}

function isBefore(event: Event, other: Event | undefined): boolean {
  if (other === undefined) return true;
  return event.at < other.at || (event.at === other.at && event.lot < other.lot);
}

/** All promises that can go on have gone on: the queue of microtasks is empty before the next turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
