// The comments of one open map, for everybody who shows or writes them: threads, marks, what is opened, what waits. Made
// outside React, once a session (commentsOf.ts); the parts behind it keep, fetch and send.
import { newId } from "#shared/map/ids.ts";
import type {
  Anchor,
  Author,
  Reaction,
  Release,
  ThreadAnswer,
  ThreadState,
} from "#shared/comments/api.ts";
import { Value, type Readable } from "../../map/session/Store.ts";
import { CommentFeed } from "./CommentFeed.ts";
import { CommentOutbox, type CommentOutboxSetup } from "./CommentOutbox.ts";
import type { CommentRequests } from "./commentRequests.ts";
import type { OpenThread, PastMoment, ThreadView, WaitingComment } from "./commentViews.ts";
import type { KeptTalk } from "./KeptTalk.ts";
import type { MarkIndex } from "./MarkIndex.ts";
import { OpenThreads, type Opened } from "./OpenThreads.ts";
import { ThreadTable } from "./ThreadTable.ts";

/** As in KeptTalk.ts. */
export type KeptAnswers = Pick<KeptTalk, "list" | "dropOlder" | "forget" | "thread" | "keepThread">;

export interface CommentStoreSetup {
  content: ConstructorParameters<typeof ThreadTable>[0];
  /** Whoever writes here. */
  me: () => Author | null;
  requests: CommentRequests;
  outbox: Omit<CommentOutboxSetup, "send" | "onSent">;
  /** What this device keeps of what the server told; null: nothing. */
  kept?: KeptAnswers | null;
  /** When the map is drawn: what arrives earlier is read then. */
  drawn?: Promise<void>;
  /** Told as of a moment of the past, and only to be read; null: as it is. */
  past?: PastMoment | null;
}

const NOTHING_WAITS: readonly WaitingComment[] = [];

export class CommentStore {
  /** `failed`: nothing is known, and the last request went wrong (`problem`). */
  readonly state: Readable<"loading" | "ready" | "failed">;
  /** When the server told what is shown; null: it has told nothing. */
  readonly asOf: Readable<number | null>;
  /** Why the last request for threads went wrong; null: it did not. */
  readonly problem: Readable<unknown>;
  /** All threads, those that wait on this device included. */
  readonly threads: Readable<ReadonlyMap<string, ThreadView>>;
  /** Everybody named in them. */
  readonly authors: Readable<ReadonlyMap<string, Author>>;
  /** By node or link. */
  readonly marks: Pick<MarkIndex, "get" | "ids" | "subscribeOne" | "subscribe">;
  /** Threads on places that are open or have something unread. */
  readonly places: Readable<readonly ThreadView[]>;
  /** The one thread window. */
  readonly opened = new Value<OpenThread | null>(null);
  /** Whether marks and pins are drawn on the canvas. */
  readonly areShown = new Value(true);
  /** Everything of this device that the server has not taken, in the order of writing. */
  readonly waiting: Readable<readonly WaitingComment[]>;
  /** Under what this person's comments stand in exports; true once `refreshMine` has been answered. */
  readonly release: Readable<Release>;
  /** Told as of a moment of the past, and only to be read; null: as it is. */
  readonly past: PastMoment | null;
  readonly table: ThreadTable;
  readonly feed: CommentFeed;
  readonly outbox: CommentOutbox;
  readonly #requests: CommentRequests;
  readonly #open: OpenThreads;
  /** Threads that were read while the server was not there, and up to where. */
  readonly #unsentReads = new Map<string, number>();
  /** By thread; the same list as long as nothing changes in it. */
  #waitingIn: ReadonlyMap<string, readonly WaitingComment[]> = new Map();

  constructor(setup: CommentStoreSetup) {
    const { content, me, requests, outbox, past = null, kept = null, drawn } = setup;
    this.past = past;
    this.#requests = requests;
    this.table = new ThreadTable(content, me);
    const parts = { requests, table: this.table, kept };
    this.feed = new CommentFeed(drawn === undefined ? parts : { ...parts, drawn });
    this.#open = new OpenThreads(parts);
    this.outbox = new CommentOutbox({
      ...outbox,
      send: (comment) => requests.send(comment),
      onSent: this.#take,
    });
    this.state = this.feed.state;
    this.asOf = this.feed.asOf;
    this.problem = this.feed.problem;
    this.threads = this.table.threads;
    this.authors = this.table.authors;
    this.marks = this.table.marks;
    this.places = this.table.places;
    this.waiting = this.outbox.waiting;
    this.release = this.feed.release;
    this.waiting.subscribe(() => {
      this.#waitingIn = Map.groupBy(this.waiting.get(), ({ threadId }) => threadId);
      this.table.setWaiting(this.waiting.get());
    });
  }

  open(threadId: string, commentId?: string): void {
    this.opened.set({
      what: "thread",
      id: threadId,
      ...(commentId === undefined ? {} : { commentId }),
    });
  }

  draft(anchor: Anchor): void {
    this.opened.set({ what: "draft", anchor });
  }

  close(): void {
    this.opened.set(null);
  }

  /** Begins a thread; it is shown at once, and waits until the server has it. @returns its id. */
  begin(anchor: Anchor, text: string): string {
    const threadId = newId();
    this.#write(threadId, text, anchor);
    return threadId;
  }

  reply(threadId: string, text: string): void {
    this.#write(threadId, text, null);
  }

  /** The same list as long as nothing in it changes. */
  waitingIn(threadId: string): readonly WaitingComment[] {
    return this.#waitingIn.get(threadId) ?? NOTHING_WAITS;
  }

  /** Gives up a comment that waits. */
  discard(commentId: string): void {
    void this.outbox.discard(commentId);
  }

  /** Sends a refused comment again. */
  retry(commentId: string): void {
    void this.outbox.retry(commentId);
  }

  /** What is in a thread, kept in step until `stop`. */
  look(threadId: string): { value: Readable<Opened>; stop: () => void } {
    return this.#open.look(threadId);
  }

  /** Fetches the threads again, after it failed. */
  reload(): void {
    void this.feed.ask(true);
    this.#open.againAfterProblems();
  }

  async edit(commentId: string, text: string): Promise<void> {
    this.#take(await this.#requests.edit(commentId, text));
  }

  async remove(commentId: string): Promise<void> {
    await this.#requests.remove(commentId);
    await this.feed.ask();
  }

  async react(commentId: string, kind: Reaction, isOn: boolean): Promise<void> {
    await this.#requests.react(commentId, kind, isOn);
    await this.feed.ask();
  }

  async setState(threadId: string, state: ThreadState): Promise<void> {
    this.#take(await this.#requests.setState(threadId, state));
  }

  /** Read here at once, and on the server as soon as it is there. `upTo`: `lastNumber` of what was seen. */
  async markRead(threadId: string, upTo: number): Promise<void> {
    this.table.read([threadId], upTo);
    this.#unsentReads.set(threadId, Math.max(upTo, this.#unsentReads.get(threadId) ?? 0));
    await this.sendReads();
  }

  /** The last comment of others in it is unread again, on all of this person's devices. */
  async markUnread(threadId: string): Promise<void> {
    this.#unsentReads.delete(threadId);
    await this.#requests.unread(threadId);
    this.table.unread(threadId);
    await this.feed.ask(true);
  }

  /** Everything that is known here. */
  async readAll(): Promise<void> {
    const threads = [...this.threads.get().values()];
    const upTo = Math.max(0, ...threads.map(({ lastNumber }) => lastNumber));
    await this.#requests.readAll(upTo);
    this.table.read(this.threads.get().keys(), upTo);
  }

  async follow(threadId: string, follows: boolean): Promise<void> {
    await this.#requests.follow(threadId, follows);
    await this.feed.ask(true);
    await this.#open.again(threadId);
  }

  async setRelease(release: Release): Promise<void> {
    await this.#requests.setRelease(release);
    await this.feed.ask(true);
  }

  /** Ids of threads with a comment that has all of these words. */
  search(words: string): Promise<string[]> {
    return this.#requests.search(words);
  }

  /** The thread a link to a comment leads to. */
  threadOf(commentId: string): Promise<string> {
    return this.#requests.threadOf(commentId);
  }

  /** Marks as read what could not be marked until now. */
  async sendReads(): Promise<void> {
    for (const [threadId, upTo] of this.#unsentReads) {
      await this.#requests.read(threadId, upTo);
      if (this.#unsentReads.get(threadId) === upTo) this.#unsentReads.delete(threadId);
    }
  }

  async end(): Promise<void> {
    this.feed.close();
    this.#open.close();
    await this.outbox.close();
  }

  #write(threadId: string, text: string, begins: Anchor | null): void {
    const written = { id: newId(), threadId, text, begins, madeAt: Date.now() };
    this.outbox.add({ ...written, problem: null, isKept: false });
  }

  readonly #take = (answer: ThreadAnswer): void => {
    this.table.take({ threads: [answer.thread], authors: answer.authors });
    this.#open.take(answer);
  };
}
