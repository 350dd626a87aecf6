// What this page knows of restores on the map: each is told once, whether it was here when it happened or comes back later.
// Knows no server: whoever asks it says what it answered.
import type { LastRestore, RestoredNews } from "#shared/versions/api.ts";
import { Value } from "./Store.ts";

export class Restores {
  /** Set when somebody has restored a version, until it has been told. */
  readonly news: Value<RestoredNews | null> = new Value<RestoredNews | null>(null);
  /** When the last restore was that is in the map as it is shown here, by the server's clock; null: nobody has said yet. */
  readonly knownAt: Value<number | null> = new Value<number | null>(null);
  readonly #onRestored: () => void;

  /** `onRestored`: the map that is shown is as somebody has restored it, for the first time. */
  constructor(onRestored: () => void) {
    this.#onRestored = onRestored;
  }

  /** It happened while this page was connected. */
  happened(news: RestoredNews): void {
    const knownAt = this.knownAt.get();
    if (knownAt === null || news.at > knownAt) this.#tell(news.at, news);
  }

  /** What the server says is the last one, to a page that is in step. */
  learn({ at, news }: LastRestore): void {
    const knownAt = this.knownAt.get();
    if (knownAt === null) this.knownAt.set(at);
    else if (at > knownAt) this.#tell(at, news);
  }

  #tell(at: number, news: RestoredNews | null): void {
    this.knownAt.set(at);
    this.#onRestored();
    if (news !== null) this.news.set(news);
  }
}
