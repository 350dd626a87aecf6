// Keeps what lists show of a map (title, counts, last change) up to date in the store: some time after a change,
// written along with the journal. Knows no sockets.
import { readTitle, rootMaps } from "#shared/map/read.ts";
import type { SummaryRow } from "../store/JournalStore.ts";
import type { Journal, JournalEntry, JournalSource } from "./Journal.ts";
import type { Room } from "./Room.ts";
import type { Time } from "./Time.ts";

const DELAY_MS = 1_000;
/** Everybody's changes wait for the batch they are in. */
const MOST_A_BATCH = 20;

/** The summary of a live room as it is now; null if it has not changed since it was opened. */
export function summaryOf(room: Room): SummaryRow | null {
  if (room.changedAt === null) return null;
  const { nodes, links } = rootMaps(room.doc);
  return {
    mapId: room.mapId,
    seq: room.seq,
    title: readTitle(room.doc),
    nodeCount: nodes.size,
    linkCount: links.size,
    changedAt: room.changedAt,
    changedBy: room.lastChangedBy?.id ?? null,
  };
}

export class SummaryWriter implements JournalSource {
  readonly #journal: Journal;
  readonly #time: Time;
  /** Rooms with changes that the store's summary lacks. */
  #due = new Set<Room>();
  #timed = false;
  #flushed: (() => void)[] = [];

  constructor(journal: Journal, time: Time) {
    this.#journal = journal;
    this.#time = time;
  }

  /** Says that a room has written a row. */
  due(room: Room): void {
    this.#due.add(room);
    if (this.#timed) return;
    this.#timed = true;
    this.#time.after(DELAY_MS, () => {
      this.#timed = false;
      this.#journal.wake(this);
    });
  }

  /** Writes what is due of a room, and of all others, without waiting for the delay. */
  flush(room: Room): Promise<void> {
    if (!this.#due.has(room)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#flushed.push(resolve);
      this.#journal.wake(this);
    });
  }

  take(): JournalEntry | null {
    const due = [...this.#due].slice(0, MOST_A_BATCH);
    for (const room of due) this.#due.delete(room);
    // What is left is not for a timer to find: somebody may wait for it.
    const isAll = this.#due.size === 0;
    if (!isAll) this.#journal.wake(this);
    const flushed = isAll ? this.#flushed : [];
    if (isAll) this.#flushed = [];
    const onDurable = () => {
      for (const resolve of flushed) resolve();
    };
    if (due.length === 0) {
      onDurable();
      return null;
    }
    const summaries = due.flatMap((room) => summaryOf(room) ?? []);
    return { rows: [], summaries, onDurable };
  }
}
