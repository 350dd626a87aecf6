// Whether the disk is so fast that waiting for it costs less than handing the work to another thread and back.

/** While the disk is waited for, nothing else is done; a hand-over on a busy machine takes about as long. */
const FAST_MEAN_MS = 1;
/** Before it is known. */
const UNKNOWN_MS = 3;
/** No commit counts for more: a disk that stumbled once is not taken for slow for long. */
const MOST_MS = 16;
/** What each commit counts against all before it. */
const WEIGHT = 1 / 16;

export class DiskPace {
  #meanMs = UNKNOWN_MS;

  /** How long the last commit took. Infinity: it failed. */
  took(ms: number): void {
    this.#meanMs += (Math.min(ms, MOST_MS) - this.#meanMs) * WEIGHT;
  }

  /** The last commits were fast on average. A very slow one among them ends that for a while. */
  get isFast(): boolean {
    return this.#meanMs < FAST_MEAN_MS;
  }
}
