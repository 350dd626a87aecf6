// Keeps journals short: replaces many rows of a map by one, one map at a time, while the map is in use. Knows rows and
// counts; the work is done in compactionThread.ts, and the store sees to it that exactly the rows read are replaced.
import { errorFields, type Log } from "../log.ts";
import type { JournalRow, JournalStore } from "../store/JournalStore.ts";
import { runInThread } from "../threads/runInThread.ts";

/** Rows a live map may gather. Reading 1,000 small rows takes about as long as reading one large one. */
const LIVE_ROWS = 1_000;
/** Rows a map may keep when nobody is on it: opening it reads them all. */
const RESTING_ROWS = 50;

/** Makes one state of a map's rows. */
export type Compact = (rows: readonly JournalRow[]) => Promise<Uint8Array>;

const inThread: Compact = (rows) =>
  runInThread<readonly JournalRow[], Uint8Array>(
    new URL("./compactionThread.ts", import.meta.url),
    rows,
  );

export class Compactor {
  readonly #store: JournalStore;
  readonly #log: Log;
  readonly #compact: Compact;
  readonly #live = new Map<string, { rows: number; durableSeq: number }>();
  /** Maps that wait for their turn, and the one at work. */
  readonly #wanted = new Set<string>();
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(store: JournalStore, log: Log, compact: Compact = inThread) {
    this.#store = store;
    this.#log = log;
    this.#compact = compact;
  }

  /** Says how many rows a map had when it was opened, and the last one's number. */
  loaded(mapId: string, rows: number, seq: number): void {
    this.#live.set(mapId, { rows, durableSeq: seq });
    if (rows > LIVE_ROWS) this.#want(mapId);
  }

  /** Says that the row `seq` of a live map has become durable. */
  written(mapId: string, seq: number): void {
    const rows = (this.#live.get(mapId)?.rows ?? 0) + 1;
    this.#live.set(mapId, { rows, durableSeq: seq });
    if (rows > LIVE_ROWS) this.#want(mapId);
  }

  /** Says that nobody is on the map any more, and nothing of it is being written. */
  closed(mapId: string): void {
    const rows = this.#live.get(mapId)?.rows ?? 0;
    this.#live.delete(mapId);
    if (rows > RESTING_ROWS) this.#want(mapId);
  }

  /**
   * Makes one row of what a map has on disk now, however little that is. Throws if it could not: rows are where they
   * were.
   */
  async compactNow(mapId: string): Promise<void> {
    const compacting = this.#working.then(() => this.#compactAll(mapId, 1));
    this.#working = compacting.then(
      () => undefined,
      () => undefined,
    );
    if (!(await compacting)) throw new Error("rows changed while they were compacted");
  }

  /** Resolves when nothing is being compacted any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  #want(mapId: string): void {
    if (this.#stopped || this.#wanted.has(mapId)) return;
    this.#wanted.add(mapId);
    this.#working = this.#working.then(() => this.#run(mapId));
  }

  async #run(mapId: string): Promise<void> {
    try {
      if (!this.#stopped) await this.#compactAll(mapId, 2);
    } catch (error) {
      // The rows are as they were: the next opening or closing tries again.
      this.#log.error({ map: mapId, ...errorFields(error) }, "journal not compacted");
    } finally {
      this.#wanted.delete(mapId);
    }
  }

  /** false: nothing was replaced, since the rows were others by then. */
  async #compactAll(mapId: string, leastRows: number): Promise<boolean> {
    const stored = await this.#store.load(mapId);
    // A row that is stored but not known to be may be written again, with the same number and bytes: it must stay.
    const durableSeq = this.#live.get(mapId)?.durableSeq ?? Infinity;
    const rows = stored.filter((row) => row.seq <= durableSeq);
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined || rows.length < leastRows) return true;
    const bytes = await this.#compact(rows);
    const { seq } = last;
    const count = rows.length;
    if (!(await this.#store.replace({ mapId, seq, bytes }, { from: first.seq, count }))) {
      this.#log.warn({ map: mapId }, "rows changed while they were compacted; nothing replaced");
      return false;
    }
    const live = this.#live.get(mapId);
    if (live !== undefined) live.rows -= count - 1;
    this.#log.info({ map: mapId, rows: count, bytes: bytes.length }, "journal compacted");
    return true;
  }
}
