// Whether the disk is so fast that waiting for it costs less than handing the work to another thread and back.

/** A hand-over and its answer take about a quarter of this, while the main thread goes on. */
const FAST_COMMIT_MS = 1;
/** One slow commit may be chance, on either side; a disk that is slow now and then is slow. */
const FAST_IN_A_ROW = 30;

export class DiskPace {
  #fastInARow = 0;

  /** How long the last commit took. */
  took(ms: number): void {
    this.#fastInARow = ms <= FAST_COMMIT_MS ? this.#fastInARow + 1 : 0;
  }

  /** The last commits were all fast. Any slow one ends that at once. */
  get isFast(): boolean {
    return this.#fastInARow >= FAST_IN_A_ROW;
  }
}
