// Brings what the rooms have to write to disk: group commit for all of them. While one batch is being written the
// rooms gather the next, which starts as soon as the last is on disk. Knows no Yjs and no sockets.
import type { JournalBatch, JournalRow, JournalStore, SummaryRow } from "../store/JournalStore.ts";
import { errorFields, type Log } from "../log.ts";
import type { TurnEnd } from "./TurnEnd.ts";

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

/** What one source adds to a batch. */
export interface JournalEntry {
  rows: readonly JournalRow[];
  summaries: readonly SummaryRow[];
  /** Called once all of it is on disk, in the order in which entries were taken. */
  onDurable(): void;
}

export interface JournalSource {
  /** Hands over what is to be written now; null if there is nothing after all. Must not throw. */
  take(): JournalEntry | null;
}

/** Whether the store can be written, as far as the last attempt showed. */
export type StoreState = { writable: true } | { writable: false; reason: string };

export class Journal {
  readonly #store: JournalStore;
  readonly #turnEnd: TurnEnd;
  readonly #log: Log;
  readonly #wait: (ms: number) => Promise<void>;
  #waiting = new Set<JournalSource>();
  #writing: Promise<void> | null = null;
  #asked = false;
  #state: StoreState = { writable: true };
  readonly #listeners = new Set<(state: StoreState) => void>();

  /** `wait` is the pause between two tries at a store that fails; simulations hand in their own. */
  constructor(
    store: JournalStore,
    turnEnd: TurnEnd,
    log: Log,
    wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
  ) {
    this.#store = store;
    this.#turnEnd = turnEnd;
    this.#log = log;
    this.#wait = wait;
  }

  get state(): StoreState {
    return this.#state;
  }

  /** Tells of every change of `state`. Returns how to stop that. */
  onState(listener: (state: StoreState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks `source` for its entry as soon as the store is free: at the end of this turn at the earliest. */
  wake(source: JournalSource): void {
    this.#waiting.add(source);
    if (this.#writing !== null || this.#asked) return;
    this.#asked = true;
    this.#turnEnd.runLast(() => {
      this.#asked = false;
      this.#start();
    });
  }

  /** Resolves once everything that was woken before has been written. Never while the store fails. */
  async settled(): Promise<void> {
    while (this.#writing !== null || this.#waiting.size > 0) {
      if (this.#writing === null) this.#start();
      await this.#writing;
    }
  }

  #start(): void {
    if (this.#writing !== null) return;
    const entries = this.#collect();
    if (entries.length === 0) return;
    this.#writing = this.#write(entries);
  }

  #collect(): JournalEntry[] {
    const entries: JournalEntry[] = [];
    const sources = this.#waiting;
    this.#waiting = new Set();
    for (const source of sources) {
      const entry = source.take();
      if (entry !== null) entries.push(entry);
    }
    return entries;
  }

  /** Writes batch after batch until nobody waits. */
  async #write(first: JournalEntry[]): Promise<void> {
    let entries = first;
    let written = this.#append(batchOf(entries));
    while (entries.length > 0) {
      await written;
      const durable = entries;
      // The next batch is on its way to the disk while this one goes out to the people.
      entries = this.#collect();
      if (entries.length > 0) written = this.#append(batchOf(entries));
      else this.#writing = null;
      for (const entry of durable) entry.onDurable();
    }
  }

  /** Tries until the batch is on disk, however long that takes. */
  async #append(batch: JournalBatch): Promise<void> {
    for (let pauseMs = FIRST_RETRY_MS; ; pauseMs = Math.min(pauseMs * 2, LAST_RETRY_MS)) {
      try {
        await this.#store.append(batch);
        this.#setState({ writable: true });
        return;
      } catch (error) {
        const fields = errorFields(error);
        this.#log.error(fields, "journal not written, trying again");
        this.#setState({ writable: false, reason: fields.error });
      }
      await this.#wait(pauseMs);
    }
  }

  #setState(state: StoreState): void {
    const changed = state.writable !== this.#state.writable;
    this.#state = state;
    if (changed) for (const listener of this.#listeners) listener(state);
  }
}

function batchOf(entries: readonly JournalEntry[]): JournalBatch {
  return {
    rows: entries.flatMap(({ rows }) => rows),
    summaries: entries.flatMap(({ summaries }) => summaries),
  };
}
