// Versions that the server keeps by itself: while a map is being worked on, every so often, and when everybody has left.
// Knows when; what a version is, Versions knows.
import { errorFields, type Log } from "../log.ts";
import type { Time } from "../sync/Time.ts";
import type { Versions } from "./Versions.ts";

/** Of activity: a map that nobody changes is not kept again. */
const INTERVAL_MS = 30 * 60 * 1_000;

/** Moving a hundred nodes is many changes, one after the other. */
const ONE_CHANGE_MS = 60 * 1_000;

type Kept = Pick<Versions, "keep" | "keepUpTo">;

export class AutoVersions {
  readonly #versions: Kept;
  readonly #time: Time;
  readonly #log: Log;
  /** Maps that were changed since they were kept last; the value tells one wait from the next. */
  readonly #changed = new Map<string, symbol>();
  /** Maps whose state before a large change was kept a moment ago. */
  readonly #changing = new Set<string>();
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(versions: Kept, time: Time, log: Log) {
    this.#versions = versions;
    this.#time = time;
    this.#log = log;
  }

  /** Says that a change of a map has become durable. */
  written(mapId: string): void {
    if (this.#stopped || this.#changed.has(mapId)) return;
    const wait = Symbol("wait");
    this.#changed.set(mapId, wait);
    this.#time.after(INTERVAL_MS, () => {
      if (this.#changed.get(mapId) === wait) this.#keep(mapId, "interval");
    });
  }

  /** Says that nobody is on a map any more. */
  left(mapId: string): void {
    if (this.#changed.has(mapId)) this.#keep(mapId, "session-ended");
  }

  /** Says that much of a map is being changed at once; `seq`: the last row on disk before it. */
  beforeMassChange(mapId: string, seq: number): void {
    if (this.#stopped || this.#changing.has(mapId)) return;
    this.#changing.add(mapId);
    this.#time.after(ONE_CHANGE_MS, () => this.#changing.delete(mapId));
    this.#do(mapId, () => this.#versions.keepUpTo(mapId, seq, "before-mass-change"));
  }

  /** Resolves when nothing is being kept any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  #keep(mapId: string, cause: "interval" | "session-ended"): void {
    this.#changed.delete(mapId);
    this.#do(mapId, () => this.#versions.keep(mapId, cause));
  }

  #do(mapId: string, keep: () => Promise<unknown>): void {
    this.#working = this.#working.then(async () => {
      try {
        await keep();
      } catch (error) {
        // The next change brings the next attempt.
        this.#log.error({ map: mapId, ...errorFields(error) }, "version not kept");
      }
    });
  }
}
