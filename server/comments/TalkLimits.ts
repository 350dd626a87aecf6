// How much one person may say and do in a while: far more than people do, far less than a program could. In memory alone.
import { TokenBucket, type BucketSize } from "../sync/TokenBucket.ts";

/** New threads, replies and edits. Whoever comes back from a day without network sends what they wrote at once. */
const SAYING: BucketSize = { perSecond: 2, capacity: 120 };
/** Reactions, resolving, deleting, marks of what was read. */
const DOING: BucketSize = { perSecond: 10, capacity: 600 };
/** Keeping, restoring and copying states of maps: each may be some hundred kilobytes for good. */
const KEEPING: BucketSize = { perSecond: 1 / 30, capacity: 120 };
const SIZES = { say: SAYING, do: DOING, keep: KEEPING };
const MAX_PEOPLE = 20_000;

export type Doing = keyof typeof SIZES;

export class TalkLimits {
  readonly #now: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts one. 0: go ahead; otherwise the seconds after which the next one is taken. */
  take(personId: string, doing: Doing): number {
    const key = `${doing} ${personId}`;
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? new TokenBucket(SIZES[doing], now);
    // Whoever was here last goes last when room is made.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= MAX_PEOPLE) break;
      this.#buckets.delete(oldest);
    }
    const waitMs = bucket.spend(1, now);
    if (waitMs === 0) return 0;
    // What is refused is not counted: whoever goes on trying is not shut out for longer.
    bucket.spend(-1, now);
    return Math.ceil(waitMs / 1_000);
  }
}
