// Counts attempts, so that nobody can try passwords or have mail sent without end. Keeps neither addresses nor the places
// that requests come from: only keyed hashes, under a key that this process alone knows, and only in memory.
import { createHmac, randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";

/** So that counting cannot fill the memory. What counts longest goes first. */
const MAX_COUNTED = 100_000;

interface Count {
  attempts: number;
  endsAt: number;
}

export interface LimitSetup {
  attempts: number;
  withinMs: number;
  /** How many are counted at most. */
  most?: number;
}

/** What is counted as one place: a household has one IPv4 address, or a whole /64 of IPv6. */
export function placeOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === "" ? [] : tail.split(":");
  const missing = address.includes("::") ? 8 - groups.length - rest.length : 0;
  const whole = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...rest];
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

export class AttemptLimit {
  readonly #setup: LimitSetup;
  readonly #now: () => number;
  readonly #key = randomBytes(32);
  readonly #counts = new Map<string, Count>();

  constructor(setup: LimitSetup, now: () => number = () => performance.now()) {
    this.#setup = setup;
    this.#now = now;
  }

  /** Counts an attempt. 0: go ahead; otherwise the seconds until the next one counts again. */
  take(what: string): number {
    const key = this.#hash(what);
    const now = this.#now();
    const count = this.#counts.get(key);
    if (count === undefined || count.endsAt <= now) {
      this.#counts.delete(key);
      this.#makeRoom(now);
      this.#counts.set(key, { attempts: 1, endsAt: now + this.#setup.withinMs });
      return 0;
    }
    if (count.attempts >= this.#setup.attempts) return Math.ceil((count.endsAt - now) / 1_000);
    count.attempts += 1;
    return 0;
  }

  /** Takes an attempt back: it was no guess. */
  giveBack(what: string): void {
    const count = this.#counts.get(this.#hash(what));
    if (count !== undefined && count.attempts > 0) count.attempts -= 1;
  }

  #hash(what: string): string {
    return createHmac("sha256", this.#key).update(what).digest("base64");
  }

  #makeRoom(now: number): void {
    // Insertion order is order of ending: the first that has not ended is followed by none that has.
    for (const [key, { endsAt }] of this.#counts) {
      if (endsAt > now && this.#counts.size < (this.#setup.most ?? MAX_COUNTED)) return;
      this.#counts.delete(key);
    }
  }
}
