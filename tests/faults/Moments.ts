// Moments in a client's life at which something can be made to happen, within the very callback. Knows nothing of what.

/** One peer's moment can be the server's last. */
export class Moments {
  #left = 0;
  #wanted: string | null = null;
  #reached: (() => void) | null = null;

  tell(moment: string): void {
    if (this.#wanted !== moment || --this.#left > 0) return;
    this.#wanted = null;
    this.#reached?.();
  }

  /** Calls `then` within the `count`th moment of this sort from now. */
  at(moment: "edit" | "saved" | "update", count: number, then: () => void): void {
    this.#wanted = moment;
    this.#left = count;
    this.#reached = then;
  }
}
