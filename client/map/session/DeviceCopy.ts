// The copy of the map on this device, from which a page opened without network shows it. Only a copy of what the server
// has: waiting changes are kept on their own (SaveTracker). Made when the page has nothing else to do, since encoding a
// large map takes longer than a frame.
import * as Y from "yjs";
import type { Granted, Outbox } from "./Outbox.ts";
import { WhenIdle } from "./WhenIdle.ts";

const PAUSE_MS = 3_000;
/** The pause is this many times as long as the last encoding took: at most a hundredth of the page's time. */
const PAUSE_FACTOR = 100;

export class DeviceCopy {
  readonly #doc: Y.Doc;
  readonly #outbox: Outbox;
  readonly #granted: () => Granted | null;
  #allowed = false;
  #pauseMs = PAUSE_MS;
  readonly #saving = new WhenIdle(() => void this.saveNow());

  constructor(doc: Y.Doc, outbox: Outbox, granted: () => Granted | null) {
    this.#doc = doc;
    this.#outbox = outbox;
    this.#granted = granted;
  }

  /** The document is in step with the server for the first time: who closes the page now finds the map here. */
  begin(): void {
    this.#allowed = true;
    this.#saving.soon();
  }

  /** The document has changed. */
  changed(): void {
    this.#saving.after(this.#pauseMs);
  }

  /** Takes the copy off this device, and makes no other. */
  forget(): void {
    this.#allowed = false;
    this.#saving.cancel();
    // Where nothing can be kept, nothing is.
    this.#outbox.forgetBase().catch(() => undefined);
  }

  async saveNow(): Promise<void> {
    this.#saving.cancel();
    const granted = this.#granted();
    if (!this.#allowed || granted === null) return;
    const startedAt = performance.now();
    const state = Y.encodeStateAsUpdate(this.#doc);
    this.#pauseMs = Math.max(PAUSE_MS, PAUSE_FACTOR * (performance.now() - startedAt));
    try {
      await this.#outbox.saveBase(state, granted);
    } catch {
      // Without it the map needs the network to open; that changes cannot be kept is SaveTracker's to say.
    }
  }

  /** Saves a last time. */
  async close(): Promise<void> {
    await this.saveNow();
    this.#saving.close();
  }
}
