// Something that is done now and then, when the page has nothing else to do, and before it closes if it is due then. Knows
// nothing of what is done.

const IDLE_WITHIN_MS = 2_000;

export class WhenIdle {
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #idle: number | null = null;

  constructor(work: () => void) {
    this.#work = work;
    window.addEventListener("pagehide", this.#onPageHide);
  }

  get isDue(): boolean {
    return this.#timer !== null || this.#idle !== null;
  }

  /** After a pause; however often this is called meanwhile, once. */
  after(pauseMs: number): void {
    this.#timer ??= setTimeout(this.soon, pauseMs);
  }

  soon = (): void => {
    this.#timer = null;
    this.#idle ??= requestIdleCallback(this.#run, { timeout: IDLE_WITHIN_MS });
  };

  /** It has been done, or need not be. */
  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#idle !== null) cancelIdleCallback(this.#idle);
    this.#timer = null;
    this.#idle = null;
  }

  close(): void {
    this.cancel();
    window.removeEventListener("pagehide", this.#onPageHide);
  }

  readonly #run = (): void => {
    this.cancel();
    this.#work();
  };

  readonly #onPageHide = (): void => {
    if (this.isDue) this.#run();
  };
}
