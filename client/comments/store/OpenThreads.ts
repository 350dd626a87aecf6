// The comments of threads that somebody looks at: fetched when the first looks, again when the thread's number has risen,
// forgotten when the last one is gone. What this device has kept of them is shown meanwhile. Knows requests and the table
// of threads.
import type { ThreadAnswer } from "#shared/comments/api.ts";
import { Value, type Readable } from "../../map/session/Store.ts";
import type { CommentRequests } from "./commentRequests.ts";
import type { KeptTalk } from "./KeptTalk.ts";
import type { ThreadTable } from "./ThreadTable.ts";

export interface Opened {
  /** null: not there yet, or never (`problem`). */
  answer: ThreadAnswer | null;
  /** Why the last fetch failed; an older answer may still be there. */
  problem: unknown;
}

interface Entry {
  readonly value: Value<Opened>;
  lookers: number;
  running: Promise<void> | null;
  /** A fetch that begins after whatever made it necessary. */
  isAskedAgain: boolean;
}

export interface OpenThreadsSetup {
  requests: CommentRequests;
  table: ThreadTable;
  /** null: nothing is kept. */
  kept: Pick<KeptTalk, "thread" | "keepThread"> | null;
}

export class OpenThreads {
  readonly #requests: CommentRequests;
  readonly #table: ThreadTable;
  readonly #kept: OpenThreadsSetup["kept"];
  readonly #entries = new Map<string, Entry>();
  readonly #stop: () => void;

  constructor({ requests, table, kept }: OpenThreadsSetup) {
    this.#requests = requests;
    this.#table = table;
    this.#kept = kept;
    this.#stop = table.threads.subscribe(() => {
      for (const [id, entry] of this.#entries) {
        const { answer } = entry.value.get();
        const seq = this.#table.threads.get().get(id)?.seq ?? 0;
        if (answer !== null ? seq > answer.thread.seq : seq > 0) void this.#fetch(id, entry);
      }
    });
  }

  /** What is in a thread, and how to stop looking. */
  look(id: string): { value: Readable<Opened>; stop: () => void } {
    const entry: Entry = this.#entries.get(id) ?? {
      value: new Value<Opened>({ answer: null, problem: null }),
      lookers: 0,
      running: null,
      isAskedAgain: false,
    };
    this.#entries.set(id, entry);
    entry.lookers += 1;
    if (entry.lookers === 1) {
      void this.#fetch(id, entry);
      void this.#showKept(id, entry);
    }
    let isLooking = true;
    const stop = (): void => {
      if (!isLooking) return;
      isLooking = false;
      entry.lookers -= 1;
      if (entry.lookers === 0) this.#entries.delete(id);
    };
    return { value: entry.value, stop };
  }

  /** What the server answered to something that was changed in a thread. */
  take(answer: ThreadAnswer): void {
    const entry = this.#entries.get(answer.thread.id);
    const before = entry?.value.get().answer ?? null;
    if (before !== null && before.thread.seq > answer.thread.seq) return;
    entry?.value.set({ answer, problem: null });
    void this.#kept?.keepThread(answer);
  }

  /** Once more, after it failed or after something that no number tells. */
  again(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    return entry === undefined ? Promise.resolve() : this.#fetch(id, entry);
  }

  /** After a break: whatever failed meanwhile is tried again. */
  againAfterProblems(): void {
    for (const [id, entry] of this.#entries) {
      if (entry.value.get().problem !== null) void this.#fetch(id, entry);
    }
  }

  close(): void {
    this.#stop();
    this.#entries.clear();
  }

  /** Until the server has answered, or in its place. */
  async #showKept(id: string, entry: Entry): Promise<void> {
    const answer = (await this.#kept?.thread(id)) ?? null;
    const { answer: told, problem } = entry.value.get();
    if (answer === null || told !== null) return;
    // What has changed since, or is gone, is not shown as it was.
    if ((this.#table.threads.get().get(id)?.seq ?? Infinity) > answer.thread.seq) return;
    entry.value.set({ answer, problem });
  }

  #fetch(id: string, entry: Entry): Promise<void> {
    entry.isAskedAgain = true;
    entry.running ??= this.#run(id, entry).finally(() => (entry.running = null));
    return entry.running;
  }

  async #run(id: string, entry: Entry): Promise<void> {
    while (entry.isAskedAgain && this.#entries.get(id) === entry) {
      entry.isAskedAgain = false;
      // One that only this device knows as yet is nowhere to be asked for.
      if (this.#table.threads.get().get(id)?.seq === 0) return;
      try {
        const answer = await this.#requests.thread(id);
        this.#table.take({ threads: [answer.thread], authors: answer.authors });
        this.take(answer);
      } catch (problem) {
        entry.value.set({ answer: entry.value.get().answer, problem });
      }
    }
  }
}
