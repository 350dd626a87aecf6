// Moments in a client's life at which something can be made to happen, within the very callback. Knows nothing of what.

/** Of somebody who edits: an edit, an answer, a frame. Of somebody who comments: a request, its answer. */
export type Moment = "edit" | "saved" | "update" | "asked" | "answered";

/** One peer's moment can be the server's last. */
export class Moments {
  #left = 0;
  #wanted: string | null = null;
  #reached: (() => void) | null = null;

  tell(moment: Moment): void {
    if (this.#wanted !== moment || --this.#left > 0) return;
    this.#wanted = null;
    this.#reached?.();
  }

  /** Calls `then` within the `count`th moment of this sort from now. */
  at(moment: Moment, count: number, then: () => void): void {
    this.#wanted = moment;
    this.#left = count;
    this.#reached = then;
  }
}
