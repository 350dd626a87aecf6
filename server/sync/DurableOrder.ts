// The order of a map's rows, and what may only happen when a row is on disk. Knows numbers, not what is in the rows.

export class DurableOrder {
  #appended: number;
  #durable: number;
  /** Answers that wait for the row of that number. Rising. */
  #waiting: { seq: number; send: () => void }[] = [];

  /** `seq`: the last row that is on disk. */
  constructor(seq: number) {
    this.#appended = seq;
    this.#durable = seq;
  }

  /** The last row that is on disk. */
  get durable(): number {
    return this.#durable;
  }

  /** Every row that was handed to the journal is on disk. */
  get settled(): boolean {
    return this.#appended === this.#durable;
  }

  /** The number of a row that is handed to the journal now. */
  append(): number {
    return ++this.#appended;
  }

  /** Runs `send` once every row handed over so far is on disk: now, if they are. */
  whenDurable(send: () => void): void {
    if (this.settled) send();
    else this.#waiting.push({ seq: this.#appended, send });
  }

  /** Says that the rows up to `seq` are on disk. What others have to be told of them goes out in `tell`, before any answer. */
  reached(seq: number, tell: () => void): void {
    this.#durable = seq;
    tell();
    const stillWaiting = this.#waiting.findIndex((answer) => answer.seq > seq);
    const due = this.#waiting.splice(0, stillWaiting === -1 ? this.#waiting.length : stillWaiting);
    for (const { send } of due) send();
  }
}
