// Sees to it that words which were deleted or replaced leave the store's files too, and not only its tables: soon, and many
// at once. Knows no tables.
import { errorFields, type Log } from "../log.ts";
import type { Time } from "../sync/Time.ts";

const DELAY_MS = 1_000;
const RETRY_MS = 30_000;

export interface SoonScrubbedSetup {
  /** Takes what was deleted out of the store's files. false: not possible at the moment. */
  scrub(this: void): Promise<boolean>;
  time: Time;
  log: Log;
}

export class SoonScrubbed {
  readonly #setup: SoonScrubbedSetup;
  #cancel: (() => void) | null = null;
  #working: Promise<void> = Promise.resolve();

  constructor(setup: SoonScrubbedSetup) {
    this.#setup = setup;
  }

  /** Says that something was deleted or replaced. */
  ask(): void {
    this.#after(DELAY_MS);
  }

  /** Begins nothing more. Resolves when nothing is under way; closing the store empties its files anyway. */
  async stop(): Promise<void> {
    this.#cancel?.();
    await this.#working;
  }

  #after(ms: number): void {
    this.#cancel ??= this.#setup.time.after(ms, () => {
      this.#cancel = null;
      this.#working = this.#run();
    });
  }

  async #run(): Promise<void> {
    const { scrub, log } = this.#setup;
    try {
      if (await scrub()) return;
    } catch (error) {
      log.error(errorFields(error), "deleted words are still in the write-ahead log");
    }
    this.#after(RETRY_MS);
  }
}
