// The end of an event-loop turn, when everything that has arrived is in hand: one callback for all rooms, in the order
// they asked. Knows nothing of what is done there.

export class TurnEnd {
  readonly #defer: (run: () => void) => void;
  #tasks: (() => void)[] = [];
  #last: (() => void)[] = [];
  #asked = false;

  /** `defer` runs a function after the input at hand has been taken in; simulations hand in their own. */
  constructor(defer: (run: () => void) => void = setImmediate) {
    this.#defer = defer;
  }

  /** Runs `task` at the end of this turn. */
  run(task: () => void): void {
    this.#tasks.push(task);
    this.#ask();
  }

  /** Runs `task` at the end of this turn, after everything given to `run`. */
  runLast(task: () => void): void {
    this.#last.push(task);
    this.#ask();
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#defer(() => {
      this.#asked = false;
      const tasks = this.#tasks.concat(this.#last);
      this.#tasks = [];
      this.#last = [];
      for (const task of tasks) task();
    });
  }
}
