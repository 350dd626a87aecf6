// A token bucket: so much a second, and a store for bursts. Knows nothing of what the tokens stand for.

/** What buckets have in common: one for all of a kind, since there is a bucket for every connection. */
export interface BucketSize {
  readonly perSecond: number;
  /** How many tokens a burst may take. A new bucket holds as many. */
  readonly capacity: number;
}

export class TokenBucket {
  readonly #size: BucketSize;
  #tokens: number;
  #filledAt: number;

  constructor(size: BucketSize, now: number) {
    this.#size = size;
    this.#tokens = size.capacity;
    this.#filledAt = now;
  }

  /** Takes tokens, into debt if need be. Returns after how many milliseconds the debt is paid; 0 if there is none. */
  spend(tokens: number, now: number): number {
    const perMs = this.#size.perSecond / 1_000;
    const gained = (now - this.#filledAt) * perMs;
    this.#tokens = Math.min(this.#size.capacity, this.#tokens + gained) - tokens;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : -this.#tokens / perMs;
  }
}
