// Sends what this device has written: each comment first on the disk, then to the server, in the order of writing and
// once, whatever happens between. Knows the box and a way to send; what a thread looks like is not its affair.
import type { ThreadAnswer } from "#shared/comments/api.ts";
import { ServerProblem } from "../../app/askServer.ts";
import { Value } from "../../map/session/Store.ts";
import type { WaitingComment } from "./commentViews.ts";
import type { WaitingBox } from "./WaitingBox.ts";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Not a refusal of this comment: who is asked must sign in, has asked too often, or was too slow. */
const LATER = new Set([401, 408, 425, 429]);

export interface CommentOutboxSetup {
  box: Pick<WaitingBox, "load" | "add" | "remove" | "setProblem" | "close">;
  send: (comment: WaitingComment) => Promise<ThreadAnswer>;
  /** Whether the server is there: otherwise nothing is tried until `send` is called again. */
  isLive: () => boolean;
  onSent: (answer: ThreadAnswer) => void;
  /** Runs the work while no other tab does the same. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** Other tabs have to look into the box. */
  tellOthers: () => void;
}

export class CommentOutbox {
  /** Everything that the server has not taken, refused ones included, in the order of writing. */
  readonly waiting = new Value<readonly WaitingComment[]>([]);
  readonly #setup: CommentOutboxSetup;
  #kept: readonly WaitingComment[] = [];
  /** Only in this page: on their way to the disk, or the disk takes nothing. */
  #unkept: WaitingComment[] = [];
  readonly #onTheirWay = new Set<string>();
  /** Taken by the server or given up, in this page: a look into the box that began before does not bring them back. */
  readonly #settled = new Set<string>();
  #looks = 0;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #pause: ReturnType<typeof setTimeout> | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #isClosed = false;

  constructor(setup: CommentOutboxSetup) {
    this.#setup = setup;
  }

  /** Takes up what an earlier page left behind. `carried`: what could not be kept there. */
  async begin(carried: readonly WaitingComment[]): Promise<void> {
    await this.look();
    for (const comment of carried) this.add(comment);
    this.send();
  }

  /** Shown at once; sent when it is on the disk, or the disk has refused. */
  add(comment: WaitingComment): void {
    this.#unkept.push({ ...comment, isKept: false });
    this.#onTheirWay.add(comment.id);
    this.#publish();
    void this.#keep(comment);
  }

  /** Sends it again although it was refused. */
  async retry(id: string): Promise<void> {
    await this.#setProblem(id, null);
    this.send();
  }

  /** Gives it up. */
  async discard(id: string): Promise<void> {
    await this.#settle(id);
  }

  /** Sends what waits now: something was written, or the server may be there again. */
  send = (): void => {
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#go();
  };

  /** What is in the box may have been changed by another tab. */
  async look(): Promise<void> {
    const look = ++this.#looks;
    try {
      const kept = await this.#setup.box.load();
      // One that began later knows more.
      if (look === this.#looks) this.#kept = kept;
    } catch {
      // Nothing can be kept here: what waits is in this page alone, and says so.
    }
    this.#publish();
  }

  /** How many are on their way; whether this device cannot keep one of them. */
  state(): { waiting: number; outboxFailing: boolean } {
    const onTheirWay = this.waiting.get().filter(({ problem }) => problem === null);
    return {
      waiting: onTheirWay.length,
      outboxFailing: onTheirWay.some(({ id, isKept }) => !isKept && !this.#onTheirWay.has(id)),
    };
  }

  /** What would be lost with this page. */
  unkept(): readonly WaitingComment[] {
    return this.#unkept;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#pause !== null) clearTimeout(this.#pause);
    await this.#running;
    await this.#setup.box.close();
  }

  async #keep(comment: WaitingComment): Promise<void> {
    try {
      await this.#setup.box.add(comment);
      await this.look();
      this.#unkept = this.#unkept.filter(({ id }) => id !== comment.id);
      this.#setup.tellOthers();
    } catch {
      // Stays in this page, not kept: `isKept` says it, and leaving the page asks.
    }
    this.#onTheirWay.delete(comment.id);
    this.#publish();
    this.send();
  }

  #go(): void {
    if (this.#isClosed) return;
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
    this.#isAskedAgain = true;
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      if (!this.#setup.isLive()) return;
      if (!this.waiting.get().some((comment) => comment.problem === null)) continue;
      await this.#setup.alone(() => this.#sendAll());
    }
  }

  async #sendAll(): Promise<void> {
    /** Threads of which one could not be sent now: what follows in them waits, other threads do not. */
    const stalled = new Set<string>();
    for (;;) {
      // Another tab may have sent some, or left more behind.
      await this.look();
      const next = this.waiting
        .get()
        .find(
          ({ id, threadId, problem }) =>
            problem === null && !stalled.has(threadId) && !this.#onTheirWay.has(id),
        );
      if (next === undefined || this.#isClosed || !this.#setup.isLive()) break;
      if (!(await this.#sendOne(next))) stalled.add(next.threadId);
    }
    if (stalled.size > 0) this.#goLater();
  }

  /** Whether it needs no more sending. */
  async #sendOne(comment: WaitingComment): Promise<boolean> {
    try {
      const answer = await this.#setup.send(comment);
      this.#pauseMs = FIRST_PAUSE_MS;
      this.#setup.onSent(answer);
      await this.#settle(comment.id);
      return true;
    } catch (error) {
      if (!isRefused(error)) return false;
      await this.#setProblem(comment.id, error.code);
      return true;
    }
  }

  #goLater(): void {
    if (this.#isClosed) return;
    this.#pause = setTimeout(() => this.#go(), this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }

  async #settle(id: string): Promise<void> {
    this.#settled.add(id);
    this.#unkept = this.#unkept.filter((comment) => comment.id !== id);
    this.#publish();
    try {
      await this.#setup.box.remove(id);
      this.#setup.tellOthers();
    } catch {
      // The next page finds it and sends it again, which the server knows.
    }
  }

  async #setProblem(id: string, problem: string | null): Promise<void> {
    const changed = (comment: WaitingComment): WaitingComment =>
      comment.id === id ? { ...comment, problem } : comment;
    this.#unkept = this.#unkept.map(changed);
    this.#kept = this.#kept.map(changed);
    // A look that began before knows nothing of it.
    this.#looks += 1;
    this.#publish();
    try {
      await this.#setup.box.setProblem(id, problem);
      this.#setup.tellOthers();
    } catch {
      // Only this page knows then; the next one is told by the server again.
    }
  }

  #publish(): void {
    const kept = new Set(this.#kept.map(({ id }) => id));
    const all = [...this.#kept, ...this.#unkept.filter(({ id }) => !kept.has(id))];
    const waiting = all.filter(({ id }) => !this.#settled.has(id));
    if (waiting.length > 0 || this.waiting.get().length > 0) this.waiting.set(waiting);
  }
}

function isRefused(error: unknown): error is ServerProblem {
  return error instanceof ServerProblem && error.status < 500 && !LATER.has(error.status);
}
