// A token bucket: so much a second, and a store for bursts. Knows nothing of what the tokens stand for.

export class TokenBucket {
  readonly #perMs: number;
  readonly #capacity: number;
  #tokens: number;
  #filledAt: number;

  constructor(perSecond: number, capacity: number, now: number) {
    this.#perMs = perSecond / 1_000;
    this.#capacity = capacity;
    this.#tokens = capacity;
    this.#filledAt = now;
  }

  /** Takes tokens, into debt if need be. Returns after how many milliseconds the debt is paid; 0 if there is none. */
  spend(tokens: number, now: number): number {
    const gained = (now - this.#filledAt) * this.#perMs;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained) - tokens;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : -this.#tokens / this.#perMs;
  }
}
