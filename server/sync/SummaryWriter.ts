// Keeps what lists show of a map (title, counts, last change) up to date in the store: some time after a change,
// written along with the journal. Knows no sockets.
import { readTitle, rootMaps } from "#shared/map/read.ts";
import type { SummaryRow } from "../store/JournalStore.ts";
import type { Journal, JournalEntry, JournalSource } from "./Journal.ts";
import type { Room } from "./Room.ts";
import type { Time } from "./Time.ts";

const DELAY_MS = 1_000;

/** The summary of a live room as it is now. */
export function summaryOf(room: Room): Omit<SummaryRow, "changedAt"> {
  const { nodes, links } = rootMaps(room.doc);
  return {
    mapId: room.mapId,
    seq: room.seq,
    title: readTitle(room.doc),
    nodeCount: nodes.size,
    linkCount: links.size,
    changedBy: room.lastChangedBy?.id ?? null,
  };
}

export class SummaryWriter implements JournalSource {
  readonly #journal: Journal;
  readonly #time: Time;
  /** Rooms with changes that lists do not show yet, and when the last one was written. */
  #due = new Map<Room, number>();
  #timed = false;
  #flushed: (() => void)[] = [];

  constructor(journal: Journal, time: Time) {
    this.#journal = journal;
    this.#time = time;
  }

  /** Says that a room has written a row. */
  due(room: Room): void {
    this.#due.set(room, Date.now());
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
    const due = this.#due;
    const flushed = this.#flushed;
    this.#due = new Map();
    this.#flushed = [];
    const onDurable = () => {
      for (const resolve of flushed) resolve();
    };
    if (due.size === 0) {
      onDurable();
      return null;
    }
    const summaries = [...due].map(([room, changedAt]) => ({ ...summaryOf(room), changedAt }));
    return { rows: [], summaries, onDurable };
  }
}
