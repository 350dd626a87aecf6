// What others have written, to be said once for all that came together: at most one sentence in five seconds. Knows threads
// and time, not words.
import { Value, type Readable } from "../../map/session/Store.ts";
import type { ThreadView } from "../store/commentViews.ts";

const PAUSE_MS = 5_000;

export interface News {
  /** New comments of others since the last sentence. */
  count: number;
  /** The thread of the last one. */
  threadId: string;
  /** Who wrote it; null: it is not known. */
  by: string | null;
}

export interface Talked {
  state: Readable<"loading" | "ready" | "failed">;
  threads: Readable<ReadonlyMap<string, ThreadView>>;
}

export class TalkNews {
  /** What is to be said now. */
  readonly said = new Value<News | null>(null);
  readonly #talked: Talked;
  readonly #me: () => string | null;
  #unread = new Map<string, number>();
  #waiting: News | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;

  constructor(talked: Talked, me: () => string | null) {
    this.#talked = talked;
    this.#me = me;
  }

  /** From now on what comes is news. @returns how to stop. */
  follow(): () => void {
    this.#learn(false);
    const stop = this.#talked.threads.subscribe(() => {
      // What was there when the page came is no news.
      this.#learn(this.#talked.state.get() === "ready");
    });
    return () => {
      stop();
      if (this.#pause !== null) clearTimeout(this.#pause);
      this.#pause = null;
      this.#waiting = null;
    };
  }

  #learn(isNews: boolean): void {
    const unread = new Map<string, number>();
    let count = 0;
    let last: ThreadView | null = null;
    for (const thread of this.#talked.threads.get().values()) {
      unread.set(thread.id, thread.unread);
      const risen = thread.unread - (this.#unread.get(thread.id) ?? 0);
      if (risen <= 0) continue;
      count += risen;
      if (last === null || thread.lastNumber > last.lastNumber) last = thread;
    }
    this.#unread = unread;
    if (!isNews || last === null) return;
    const by = last.lastBy === this.#me() ? null : last.lastBy;
    this.#waiting = { count: count + (this.#waiting?.count ?? 0), threadId: last.id, by };
    if (this.#pause === null) this.#say();
  }

  #say(): void {
    this.said.set(this.#waiting);
    if (this.#waiting === null) {
      this.#pause = null;
      return;
    }
    this.#waiting = null;
    this.#pause = setTimeout(() => this.#say(), PAUSE_MS);
  }
}
