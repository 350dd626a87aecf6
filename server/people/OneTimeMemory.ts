// What this process remembers for a short while and gives out once: challenges of passkeys, sign-ins that are under way at
// the organisation's provider. A restart forgets it; people then begin again.
import { hashOfToken } from "./tokens.ts";

const MAX_REMEMBERED = 10_000;

export class OneTimeMemory<Value> {
  readonly #holdsMs: number;
  readonly #now: () => number;
  readonly #values = new Map<string, { value: Value; endsAt: number }>();

  constructor(holdsMs: number, now: () => number = () => performance.now()) {
    this.#holdsMs = holdsMs;
    this.#now = now;
  }

  put(token: string, value: Value): void {
    const now = this.#now();
    for (const [key, { endsAt }] of this.#values) {
      if (endsAt > now && this.#values.size < MAX_REMEMBERED) break;
      this.#values.delete(key);
    }
    this.#values.set(hashOfToken(token), { value, endsAt: now + this.#holdsMs });
  }

  /** The value, this once; null: unknown, taken or too old. */
  take(token: string): Value | null {
    const key = hashOfToken(token);
    const kept = this.#values.get(key);
    this.#values.delete(key);
    return kept === undefined || kept.endsAt <= this.#now() ? null : kept.value;
  }
}
