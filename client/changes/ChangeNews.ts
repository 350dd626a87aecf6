// What is new on an open map since this person was there last: asked for once the map is shown, and again when somebody
// wants to know. Made once a session; knows no words.
import { panelShown } from "../comments/panel/panelShown.ts";
import type { CommentStore } from "../comments/store/CommentStore.ts";
import { commentsOf } from "../comments/store/commentsOf.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { Value } from "../map/session/Store.ts";
import { historyShown } from "../versions/panel/historyShown.ts";
import { changesSince, leftAt } from "./changeQueries.ts";
import { Lens } from "./Lens.ts";
import { newSince } from "./newSince.ts";

/** `first`: they have not been here before. */
export type Outcome = "new" | "nothing" | "first";

export class ChangeNews {
  /** What is new, until it is put away; null: nothing, or not known. */
  readonly found = new Value<Lens | null>(null);
  /** What is looked at on the map now. */
  readonly lens = new Value<Lens | null>(null);
  readonly #session: MapSession;
  readonly #comments: CommentStore;

  constructor(session: MapSession) {
    this.#session = session;
    this.#comments = commentsOf(session);
    const stop = session.status.subscribe(() => {
      if (session.status.get().phase !== "live") return;
      stop();
      void this.#askQuietly();
    });
    if (session.status.get().phase === "live") {
      stop();
      void this.#askQuietly();
    }
    session.onClose(stop);
  }

  /** Throws like `askServer`. */
  async ask(): Promise<Outcome> {
    const { mapId, presence, content } = this.#session;
    const since = await leftAt(mapId);
    if (since === null) return "first";
    const [{ touches, people, isCut }] = await Promise.all([
      changesSince(mapId, since),
      this.#commentsKnown(),
    ]);
    const entries = newSince({
      since,
      me: presence.me.get()?.id ?? null,
      touches,
      threads: this.#comments.threads.get().values(),
      kindOf: (id) =>
        content.node(id) === undefined ? (content.link(id) === undefined ? null : "link") : "node",
    });
    const authors = [...this.#comments.authors.get().values()];
    const known = new Map([...authors, ...people].map((person) => [person.id, person]));
    const setup = { since, entries, people: [...known.values()], isCut };
    this.found.set(entries.length === 0 ? null : new Lens(this.#session, setup));
    return entries.length === 0 ? "nothing" : "new";
  }

  /** Shows on the map what was found. */
  show(): void {
    const found = this.found.get();
    if (found === null) return;
    panelShown.set(false);
    historyShown.set(false);
    this.#comments.areShown.set(true);
    this.lens.set(found);
    this.found.set(null);
  }

  close(): void {
    this.lens.set(null);
  }

  putAway(): void {
    this.found.set(null);
  }

  async #askQuietly(): Promise<void> {
    try {
      await this.ask();
    } catch {
      // Nobody asked for it; whoever does is told why there is no answer.
    }
  }

  #commentsKnown(): Promise<void> {
    const { state } = this.#comments;
    return new Promise((resolve) => {
      const look = (): void => {
        if (state.get() === "loading") return;
        stop();
        resolve();
      };
      const stop = state.subscribe(look);
      look();
    });
  }
}

const bySession = new WeakMap<MapSession, ChangeNews>();

export function changeNewsOf(session: MapSession): ChangeNews {
  let news = bySession.get(session);
  if (news === undefined) {
    news = new ChangeNews(session);
    bySession.set(session, news);
  }
  return news;
}
