// A histogram of milliseconds, fine where it is small (10 µs up to 100 ms, 1 ms up to 20 s): millions of deliveries
// without keeping each one.

const FINE_STEP_MS = 0.01;
const FINE_END_MS = 100;
const FINE_BUCKETS = FINE_END_MS / FINE_STEP_MS;
const COARSE_BUCKETS = 20_000;

export interface LatencySummary {
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

export class Latencies {
  count = 0;
  private readonly buckets = new Uint32Array(FINE_BUCKETS + COARSE_BUCKETS);

  add(ms: number): void {
    const bucket =
      ms < FINE_END_MS
        ? Math.floor(ms / FINE_STEP_MS)
        : Math.min(FINE_BUCKETS + Math.floor(ms - FINE_END_MS), this.buckets.length - 1);
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.count++;
  }

  addAll(other: Latencies): this {
    for (let i = 0; i < this.buckets.length; i++) {
      this.buckets[i] = (this.buckets[i] ?? 0) + (other.buckets[i] ?? 0);
    }
    this.count += other.count;
    return this;
  }

  /** Milliseconds below which `share` (0–1) of all deliveries lie; NaN without any. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    const wanted = Math.ceil(share * this.count);
    let seen = 0;
    for (let i = 0; i < this.buckets.length; i++) {
      seen += this.buckets[i] ?? 0;
      if (seen >= wanted) {
        return i < FINE_BUCKETS ? (i + 1) * FINE_STEP_MS : FINE_END_MS + (i - FINE_BUCKETS + 1);
      }
    }
    return FINE_END_MS + COARSE_BUCKETS;
  }

  summary(): LatencySummary {
    return {
      count: this.count,
      p50: this.quantile(0.5),
      p95: this.quantile(0.95),
      p99: this.quantile(0.99),
    };
  }
}
