// Keeps the list of threads on this device in step with what the page knows: when it has nothing else to do, and a last
// time when it closes.
import { WhenIdle } from "../../map/session/WhenIdle.ts";
import type { CommentStore } from "./CommentStore.ts";
import type { KeptTalk } from "./KeptTalk.ts";

const PAUSE_MS = 3_000;

export class TalkCopy {
  readonly #kept: KeptTalk;
  readonly #store: Pick<CommentStore, "feed" | "table">;
  readonly #saving = new WhenIdle(() => void this.#save());
  readonly #stops: (() => void)[];

  constructor(kept: KeptTalk, store: CommentStore) {
    this.#kept = kept;
    this.#store = store;
    const changed = (): void => this.#saving.after(PAUSE_MS);
    this.#stops = [store.threads.subscribe(changed), store.asOf.subscribe(changed)];
  }

  /** Saves a last time. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    if (this.#saving.isDue) await this.#save();
    this.#saving.close();
    await this.#kept.close();
  }

  async #save(): Promise<void> {
    this.#saving.cancel();
    const { feed, table } = this.#store;
    const { seq } = feed;
    const at = feed.asOf.get();
    // What an earlier visit has left is there already.
    if (feed.state.get() !== "ready" || seq === null || at === null) return;
    await this.#kept.keepList(seq, at, table.told());
  }
}
