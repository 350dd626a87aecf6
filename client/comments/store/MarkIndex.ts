// The mark of each node or link that has threads to be seen. Tells only those whose mark has changed. Knows threads, not
// how a mark looks.
import { KeyedListeners, Listeners } from "../../map/session/Store.ts";
import type { Mark, ThreadView } from "./commentViews.ts";

export class MarkIndex {
  readonly #marks = new Map<string, Mark>();
  readonly #one = new KeyedListeners<string>();
  readonly #any = new Listeners();

  get = (elementId: string): Mark | undefined => this.#marks.get(elementId);

  /** Of all nodes and links that have a mark. */
  ids(): Iterable<string> {
    return this.#marks.keys();
  }

  subscribeOne(elementId: string, listener: () => void): () => void {
    return this.#one.subscribe(elementId, listener);
  }

  /** Calls back after marks have changed, once for all that changed together. */
  subscribe = (listener: () => void): (() => void) => this.#any.subscribe(listener);

  /** `threadsOn`: all threads of a node or link. */
  update(elementIds: Iterable<string>, threadsOn: (elementId: string) => ThreadView[]): void {
    const changed: string[] = [];
    for (const id of elementIds) {
      const mark = markOf(threadsOn(id));
      if (isSameMark(this.#marks.get(id), mark)) continue;
      if (mark === undefined) this.#marks.delete(id);
      else this.#marks.set(id, mark);
      changed.push(id);
    }
    if (changed.length === 0) return;
    for (const id of changed) this.#one.notify(id);
    this.#any.notify();
  }
}

/** A thread to be seen on the map: open, or with something new for this person. */
export function isMarked(thread: ThreadView): boolean {
  return thread.resolved === null || thread.unread > 0;
}

function markOf(threads: readonly ThreadView[]): Mark | undefined {
  const marked = threads
    .filter((thread) => isMarked(thread) && !thread.isOrphan)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  if (marked.length === 0) return undefined;
  const mark = { open: 0, unread: 0, total: 0 };
  for (const { resolved, unread, commentCount, waiting } of marked) {
    if (resolved === null) mark.open += 1;
    mark.unread += unread;
    mark.total += commentCount + waiting;
  }
  return { ...mark, threads: marked.map(({ id }) => id) };
}

function isSameMark(a: Mark | undefined, b: Mark | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.open === b.open &&
    a.unread === b.unread &&
    a.total === b.total &&
    a.threads.length === b.threads.length &&
    a.threads.every((id, at) => id === b.threads[at])
  );
}
