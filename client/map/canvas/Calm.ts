// Work that waits until things are calm, and then is done in small portions between the frames.

/** Nothing has happened for this long: it is calm. */
const CALM_MS = 150;
/** Where it never gets calm, the work is done after this long all the same. */
const PATIENCE_MS = 1_500;
/** Of each frame, so much is taken. */
const PORTION_MS = 4;
const FRAME_MS = 16;

export class Calm {
  readonly #prepare: () => void;
  readonly #next: () => boolean;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stirredAt = 0;
  #waitingSince: number | null = null;

  /** When it is calm `prepare` is called once, then `next` until it answers that nothing is left. */
  constructor(prepare: () => void, next: () => boolean) {
    this.#prepare = prepare;
    this.#next = next;
  }

  /** Something has happened that work follows from. */
  stir(): void {
    this.#stirredAt = performance.now();
    this.#waitingSince ??= this.#stirredAt;
    this.#timer ??= setTimeout(this.#look, CALM_MS);
  }

  /** It is calm from now on. */
  begin(): void {
    this.#waitingSince = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#prepare();
    this.#work();
  }

  readonly #look = (): void => {
    const now = performance.now();
    const rest =
      Math.min(this.#stirredAt + CALM_MS, (this.#waitingSince ?? now) + PATIENCE_MS) - now;
    if (rest > 0) this.#timer = setTimeout(this.#look, rest);
    else this.begin();
  };

  readonly #work = (): void => {
    this.#timer = null;
    const end = performance.now() + PORTION_MS;
    while (performance.now() < end) {
      if (this.#next()) continue;
      // What was stirred up meanwhile waits for its own calm.
      if (this.#waitingSince !== null) this.#timer = setTimeout(this.#look, CALM_MS);
      return;
    }
    this.#timer = setTimeout(this.#work, FRAME_MS);
  };
}
