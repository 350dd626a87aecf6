// Whether this server can serve and save: not whether it thinks so, but whether a small write just reached the disk.
import type { JournalStore } from "../store/JournalStore.ts";
import type { Journal } from "../sync/Journal.ts";
import { errorFields } from "../log.ts";

/** For how long an answer holds: health is asked often, and each probe is a write. */
const HOLDS_MS = 2_000;
const PROBE_TIMEOUT_MS = 3_000;

export interface Health {
  status: "ok" | "failing";
  /** What is wrong, for the operator; null when nothing is. */
  reason: string | null;
}

export class HealthProbe {
  readonly #store: JournalStore;
  readonly #journal: Journal;
  #last: { at: number; health: Promise<Health> } | null = null;

  constructor(store: JournalStore, journal: Journal) {
    this.#store = store;
    this.#journal = journal;
  }

  health(): Promise<Health> {
    const { state } = this.#journal;
    if (!state.writable) return Promise.resolve({ status: "failing", reason: state.reason });
    const now = performance.now();
    if (this.#last === null || now - this.#last.at > HOLDS_MS) {
      this.#last = { at: now, health: this.#probe() };
    }
    return this.#last.health;
  }

  async #probe(): Promise<Health> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new Error(`no write within ${PROBE_TIMEOUT_MS} ms`)),
      PROBE_TIMEOUT_MS,
    );
    try {
      await Promise.race([this.#store.probe(), late]);
      return { status: "ok", reason: null };
    } catch (error) {
      return { status: "failing", reason: errorFields(error).error };
    } finally {
      clearTimeout(timer);
    }
  }
}
