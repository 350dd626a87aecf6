// Whether keys are still meant for a text that was taken away under them: somebody else has deleted its node, and the hand
// writes on for a moment. Such keys must not become commands of the canvas. Knows no canvas.

/** Whoever pauses for so long has seen that the text is gone. */
const PAUSE_MS = 1_500;
/** Keys that end the writing: what comes after them is meant as it is. */
const ENDING: ReadonlySet<string> = new Set(["Escape", "Enter", "Tab"]);

/** Of a key that was pressed. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  /** In milliseconds. */
  timeStamp: number;
}

export class WritingOn {
  #field: { readonly isConnected: boolean } | null = null;
  #at = 0;

  /** A key that went into a text. */
  typed(field: { readonly isConnected: boolean }, { key, timeStamp }: Pressed): void {
    this.#field = ENDING.has(key) ? null : field;
    this.#at = timeStamp;
  }

  /** The pointer has been used, or the focus was put elsewhere: keys are meant for that. */
  ended(): void {
    this.#field = null;
  }

  /** Whether this key, which went nowhere, was meant for the text. */
  isMeant({ ctrlKey, metaKey, timeStamp }: Pressed): boolean {
    if (this.#field === null || this.#field.isConnected || ctrlKey || metaKey) return false;
    const isMeant = timeStamp - this.#at < PAUSE_MS;
    this.#at = timeStamp;
    if (!isMeant) this.#field = null;
    return isMeant;
  }
}
