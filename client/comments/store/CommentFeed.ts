// Keeps the table of threads in step with the server: begins with what this device has kept, asks for what is new since
// the last number, one request at a time. Knows requests and numbers; when to ask is told from outside.
import { ServerProblem } from "../../app/askServer.ts";
import { Value } from "../../map/session/Store.ts";
import type { Release, Threads } from "#shared/comments/api.ts";
import type { CommentRequests } from "./commentRequests.ts";
import type { KeptList, KeptTalk } from "./KeptTalk.ts";
import type { ThreadTable } from "./ThreadTable.ts";

export interface FeedSetup {
  requests: CommentRequests;
  table: ThreadTable;
  /** null: this device keeps nothing. */
  kept: Pick<KeptTalk, "list" | "dropOlder" | "forget"> | null;
  /** When what arrives is read, at the earliest: the map's first picture does not wait for comments. */
  drawn?: Promise<void>;
}

export class CommentFeed {
  /** `ready`: the server has answered. */
  readonly state = new Value<"loading" | "ready" | "failed">("loading");
  /** When the server told what is in the table; null: nothing is. */
  readonly asOf = new Value<number | null>(null);
  /** Why it failed. */
  readonly problem = new Value<unknown>(null);
  readonly release = new Value<Release>("perspective");
  readonly #requests: CommentRequests;
  readonly #table: ThreadTable;
  readonly #device: FeedSetup["kept"];
  readonly #drawn: Promise<void>;
  /** What to ask since; null: everything. */
  #seq: number | null = null;
  /** What an earlier visit has left, until the server has said what came since. */
  #kept: Promise<KeptList | null> | null = null;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isMineAsked = false;
  #isClosed = false;

  constructor({ requests, table, kept, drawn = Promise.resolve() }: FeedSetup) {
    this.#requests = requests;
    this.#table = table;
    this.#device = kept;
    this.#drawn = drawn;
  }

  /** What to ask since next time; null: nothing has been told. */
  get seq(): number | null {
    return this.#seq;
  }

  /** Begins with what an earlier visit has left on this device. */
  begin(): void {
    if (this.#device === null) return;
    this.#kept = this.#device.list();
    void this.#show(this.#kept);
  }

  /**
   * Asks for what is new. While a request runs, however many ask, one more follows. `mine`: what this person has read
   * elsewhere too, which no thread's number tells. Resolves when the answer is in the table; never rejects.
   */
  ask(mine = false): Promise<void> {
    this.#isMineAsked ||= mine;
    this.#isAskedAgain = true;
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Nothing may be shown or kept here any more. */
  forget(): void {
    void this.#device?.forget();
    this.#seq = null;
    this.#kept = null;
    this.asOf.set(null);
    this.#table.clear();
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      const withMine = this.#isMineAsked;
      this.#isMineAsked = false;
      try {
        const kept = this.#kept === null ? null : await this.#kept;
        await this.#catchUp(kept);
        // What was read elsewhere since the last visit no number tells either.
        if (withMine || kept !== null) await this.#takeMine();
        if (this.#isClosed) return;
        this.problem.set(null);
        this.state.set("ready");
      } catch (error) {
        this.#isMineAsked ||= withMine;
        if (this.#isClosed) return;
        this.problem.set(error);
        // Who may not read them is shown none, not those from before.
        if (error instanceof ServerProblem && isNoRight(error)) this.forget();
        if (this.#seq === null) this.state.set("failed");
      }
    }
  }

  /** Shows what was kept, unless the server was quicker. */
  async #show(kept: Promise<KeptList | null>): Promise<void> {
    const list = await kept;
    if (list === null) return;
    await this.#drawn;
    if (this.#kept !== kept || this.#seq !== null || this.#isClosed) return;
    const told = list.read();
    if (told === null) return;
    this.#table.take(told, true);
    this.#seq = list.seq;
    this.asOf.set(list.at);
  }

  async #catchUp(kept: KeptList | null): Promise<void> {
    const wanted = { isKept: kept !== null, readAfter: this.#drawn };
    // What is new can be asked for before what is kept has been read.
    let since = this.#seq ?? kept?.seq ?? 0;
    for (;;) {
      const answer = await this.#requests.threads(since, wanted);
      if (this.#kept !== null) await this.#show(this.#kept);
      if (this.#isClosed) return;
      // The server is younger than what is known here (a backup was restored), or what was kept cannot be read, or it
      // lacks something.
      const isBehind = answer.seq < since || (since > 0 && this.#seq === null);
      if (isBehind || !this.#take(answer)) {
        await this.#reload();
        break;
      }
      if (!answer.more) break;
      since = answer.seq;
    }
    this.#kept = null;
    this.asOf.set(Date.now());
  }

  /** @returns whether all threads that the server has are known now, as far as that was asked. */
  #take(answer: Threads): boolean {
    if (answer.threads.length > 0) void this.#device?.dropOlder(answer.threads);
    this.#table.take(answer, this.#seq === null && !answer.more);
    this.#seq = answer.seq;
    return answer.more || answer.whole === undefined || this.#table.isWhole(answer.whole);
  }

  /** Everything anew, put in place at once. */
  async #reload(): Promise<void> {
    void this.#device?.forget();
    const threads = [];
    const authors = [];
    let since = 0;
    for (;;) {
      const answer = await this.#requests.threads(since);
      if (this.#isClosed) return;
      threads.push(...answer.threads);
      authors.push(...answer.authors);
      since = answer.seq;
      if (!answer.more) break;
    }
    this.#table.take({ threads, authors }, true);
    this.#seq = since;
  }

  async #takeMine(): Promise<void> {
    const mine = await this.#requests.mine();
    if (this.#isClosed) return;
    this.#table.takeMine(mine.unread, mine.follows);
    this.release.set(mine.release);
  }
}

function isNoRight({ status }: ServerProblem): boolean {
  return status === 401 || status === 403 || status === 404;
}
