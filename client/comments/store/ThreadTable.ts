// All threads of one map as this page sees them: what the server said, what waits on this device, whether what they hang
// on is still there. Pure bookkeeping: asks nobody but the map's content.
import type { Author, Thread, Threads } from "#shared/comments/api.ts";
import type { ContentStore, Touched } from "../../map/binding/ContentStore.ts";
import { Value } from "../../map/session/Store.ts";
import { elementOf, type ThreadView, type WaitingComment } from "./commentViews.ts";
import { isMarked, MarkIndex } from "./MarkIndex.ts";

export class ThreadTable {
  readonly threads = new Value<ReadonlyMap<string, ThreadView>>(new Map());
  readonly authors = new Value<ReadonlyMap<string, Author>>(new Map());
  readonly places = new Value<readonly ThreadView[]>([]);
  readonly marks = new MarkIndex();
  readonly #content: Pick<ContentStore, "node" | "link">;
  readonly #me: () => Author | null;
  readonly #server = new Map<string, Thread>();
  /** Of one thread, in the order they were written. */
  #waiting = new Map<string, WaitingComment[]>();
  /** Node or link → its threads. */
  readonly #byElement = new Map<string, Set<string>>();
  /** What was read here, by thread, up to which number: answers that were on their way do not make it unread again. */
  readonly #readUpTo = new Map<string, number>();

  constructor(content: Pick<ContentStore, "node" | "link">, me: () => Author | null) {
    this.#content = content;
    this.#me = me;
  }

  /** Takes in what has changed on the server. `isAll`: whatever is not in there is not on the server any more. */
  take({ threads, authors }: Pick<Threads, "threads" | "authors">, isAll = false): void {
    const changed = new Set(threads.map(({ id }) => id));
    if (isAll) {
      for (const id of this.#server.keys()) changed.add(id);
      this.#server.clear();
    }
    for (const thread of threads) {
      const known = this.#server.get(thread.id);
      // Answers can overtake each other.
      if (known !== undefined && known.seq > thread.seq) continue;
      if (thread.commentCount === 0) this.#server.delete(thread.id);
      else this.#server.set(thread.id, this.#asRead(thread));
    }
    this.#addAuthors(authors);
    this.#refresh(changed);
  }

  /** Everything this device has written and the server has not taken. */
  setWaiting(comments: readonly WaitingComment[]): void {
    const changed = new Set(this.#waiting.keys());
    this.#waiting = Map.groupBy(comments, ({ threadId }) => threadId);
    for (const id of this.#waiting.keys()) changed.add(id);
    const me = this.#me();
    if (me !== null && !this.authors.get().has(me.id) && comments.length > 0)
      this.#addAuthors([me]);
    this.#refresh(changed);
  }

  /** This person has read these, up to this comment. */
  read(threadIds: Iterable<string>, upTo: number): void {
    const changed: string[] = [];
    for (const id of threadIds) {
      this.#readUpTo.set(id, Math.max(upTo, this.#readUpTo.get(id) ?? 0));
      const thread = this.#server.get(id);
      if (thread === undefined || thread.unread === 0) continue;
      const read = this.#asRead(thread);
      if (read === thread) continue;
      this.#server.set(id, read);
      changed.push(id);
    }
    this.#refresh(changed);
  }

  /** This person has marked it as unread: what was read here counts no more. */
  unread(threadId: string): void {
    this.#readUpTo.delete(threadId);
  }

  /** What is one's own of all threads, as the server has it now. */
  takeMine(unread: Readonly<Record<string, number>>, follows: readonly string[]): void {
    const followed = new Set(follows);
    const changed: string[] = [];
    for (const [id, thread] of this.#server) {
      // The server knows of it: whatever it says from now on counts, also that it is unread again.
      if ((unread[id] ?? 0) === 0) this.#readUpTo.delete(id);
      const next = this.#asRead({
        ...thread,
        unread: unread[id] ?? 0,
        follows: followed.has(id),
      });
      if (next.unread === thread.unread && next.follows === thread.follows) continue;
      this.#server.set(id, next);
      changed.push(id);
    }
    this.#refresh(changed);
  }

  /** Nodes or links came, went or changed: only their own threads are looked at. */
  touched({ nodes, links }: Pick<Touched, "nodes" | "links">): void {
    if (this.#byElement.size === 0) return;
    const changed: string[] = [];
    const threads = this.threads.get();
    for (const ids of [nodes, links]) {
      for (const elementId of ids) {
        for (const id of this.#byElement.get(elementId) ?? []) {
          const view = threads.get(id);
          if (view !== undefined && this.#isOrphan(view) !== view.isOrphan) changed.push(id);
        }
      }
    }
    this.#refresh(changed);
  }

  /** What the server has told, as this page knows it now. */
  told(): Pick<Threads, "threads" | "authors"> {
    return { threads: [...this.#server.values()], authors: [...this.authors.get().values()] };
  }

  /** Whether these are all threads that the server has, as it has them (`Threads.whole`). */
  isWhole({ threads, seqs }: NonNullable<Threads["whole"]>): boolean {
    const sum = [...this.#server.values()].reduce((so, { seq }) => so + seq, 0);
    return this.#server.size === threads && sum === seqs;
  }

  /** Nothing may be shown any more. */
  clear(): void {
    const changed = [...this.#server.keys()];
    this.#server.clear();
    this.authors.set(new Map());
    this.#refresh(changed);
  }

  #asRead(thread: Thread): Thread {
    const isRead = thread.unread > 0 && thread.lastNumber <= (this.#readUpTo.get(thread.id) ?? 0);
    return isRead ? { ...thread, unread: 0 } : thread;
  }

  #addAuthors(authors: readonly Author[]): void {
    if (authors.length === 0) return;
    const all = new Map(this.authors.get());
    for (const author of authors) all.set(author.id, author);
    this.authors.set(all);
  }

  #refresh(threadIds: Iterable<string>): void {
    const all = new Map(this.threads.get());
    const elements = new Set<string>();
    let arePlacesTouched = false;
    let isChanged = false;
    for (const id of threadIds) {
      const before = all.get(id);
      const after = this.#view(id);
      if (before === undefined && after === undefined) continue;
      isChanged = true;
      for (const view of [before, after]) {
        const elementId = view === undefined ? null : elementOf(view.anchor);
        if (elementId !== null) elements.add(elementId);
        arePlacesTouched ||= view?.anchor.on === "place";
      }
      if (before !== undefined) this.#unlist(before);
      if (after === undefined) all.delete(id);
      else {
        all.set(id, after);
        this.#list(after);
      }
    }
    if (!isChanged) return;
    this.threads.set(all);
    if (arePlacesTouched) {
      const onPlaces = [...all.values()].filter((view) => view.anchor.on === "place");
      this.places.set(onPlaces.filter(isMarked));
    }
    this.marks.update(elements, (elementId) =>
      [...(this.#byElement.get(elementId) ?? [])].flatMap((id) => all.get(id) ?? []),
    );
  }

  #view(id: string): ThreadView | undefined {
    const waiting = this.#waiting.get(id) ?? [];
    const thread = this.#server.get(id) ?? this.#begun(waiting);
    if (thread === undefined) return undefined;
    return { ...thread, isOrphan: this.#isOrphan(thread), waiting: waiting.length };
  }

  /** A thread that only this device knows as yet. */
  #begun(waiting: readonly WaitingComment[]): Thread | undefined {
    const first = waiting.find(({ begins }) => begins !== null);
    if (first === undefined || first.begins === null) return undefined;
    const by = this.#me()?.id ?? "";
    return {
      id: first.threadId,
      seq: 0,
      anchor: first.begins,
      anchorTitle: "",
      createdAt: first.madeAt,
      createdBy: by,
      resolved: null,
      outcome: null,
      commentCount: 0,
      excerpt: first.text,
      lastAt: waiting.at(-1)?.madeAt ?? first.madeAt,
      lastBy: by,
      lastNumber: 0,
      people: [by],
      unread: 0,
      mentionsMe: false,
      follows: true,
      stateId: null,
    };
  }

  #isOrphan({ anchor }: Pick<Thread, "anchor">): boolean {
    if (anchor.on === "node") return this.#content.node(anchor.id) === undefined;
    if (anchor.on === "link") return this.#content.link(anchor.id) === undefined;
    return false;
  }

  #list(view: ThreadView): void {
    const elementId = elementOf(view.anchor);
    if (elementId === null) return;
    const ids = this.#byElement.get(elementId) ?? new Set();
    ids.add(view.id);
    this.#byElement.set(elementId, ids);
  }

  #unlist(view: ThreadView): void {
    const elementId = elementOf(view.anchor);
    if (elementId === null) return;
    const ids = this.#byElement.get(elementId);
    ids?.delete(view.id);
    if (ids?.size === 0) this.#byElement.delete(elementId);
  }
}
