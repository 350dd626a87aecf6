// A token bucket: so much a second, and a store for bursts. Knows nothing of what the tokens stand for.

/** What buckets have in common: one for all of a kind, since there is a bucket for every connection. */
export interface BucketSize {
  readonly perSecond: number;
  /** How many tokens a burst may take. A new bucket holds as many. */
  readonly capacity: number;
}

/** Sums of fractions come out a little off. */
const ROUNDING_MS = 0.001;

/**
 * Takes tokens, into debt if need be. All that has to be kept of a bucket is when it will be full again (`fullAt`; any time
 * past if it is): returns that anew.
 */
export function fullAfter(
  { perSecond }: BucketSize,
  fullAt: number,
  tokens: number,
  now: number,
): number {
  return Math.max(fullAt, now) + (tokens * 1_000) / perSecond;
}

/** After how many milliseconds a bucket's debt is paid; 0 if there is none. */
export function debtMs({ perSecond, capacity }: BucketSize, fullAt: number, now: number): number {
  const owedMs = fullAt - now - (capacity * 1_000) / perSecond;
  return owedMs > ROUNDING_MS ? owedMs : 0;
}

export class TokenBucket {
  readonly #size: BucketSize;
  #fullAt: number;

  constructor(size: BucketSize, now: number) {
    this.#size = size;
    this.#fullAt = now;
  }

  /** Takes tokens, into debt if need be. Returns after how many milliseconds the debt is paid; 0 if there is none. */
  spend(tokens: number, now: number): number {
    this.#fullAt = fullAfter(this.#size, this.#fullAt, tokens, now);
    return debtMs(this.#size, this.#fullAt, now);
  }
}
