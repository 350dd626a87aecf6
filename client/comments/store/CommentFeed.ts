// Keeps the table of threads in step with the server: asks for what is new since the last number, one request at a time.
// Knows requests and numbers; when to ask is told from outside.
import { ServerProblem } from "../../app/askServer.ts";
import { Value } from "../../map/session/Store.ts";
import type { Release } from "#shared/comments/api.ts";
import type { CommentRequests } from "./commentRequests.ts";
import type { ThreadTable } from "./ThreadTable.ts";

export class CommentFeed {
  readonly state = new Value<"loading" | "ready" | "failed">("loading");
  /** Why it failed. */
  readonly problem = new Value<unknown>(null);
  readonly release = new Value<Release>("perspective");
  readonly #requests: CommentRequests;
  readonly #table: ThreadTable;
  /** What to ask since; null: everything. */
  #seq: number | null = null;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isMineAsked = false;
  #isClosed = false;

  constructor(requests: CommentRequests, table: ThreadTable) {
    this.#requests = requests;
    this.#table = table;
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

  async #run(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      const withMine = this.#isMineAsked;
      this.#isMineAsked = false;
      try {
        await this.#catchUp();
        if (withMine) await this.#takeMine();
        this.problem.set(null);
        this.state.set("ready");
      } catch (error) {
        this.#isMineAsked ||= withMine;
        if (this.#isClosed) return;
        this.problem.set(error);
        // Who may not read them is shown none, not those from before.
        if (error instanceof ServerProblem && isNoRight(error)) {
          this.#seq = null;
          this.#table.clear();
        }
        if (this.#seq === null) this.state.set("failed");
      }
    }
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const since = this.#seq ?? 0;
      const answer = await this.#requests.threads(since);
      if (this.#isClosed) return;
      if (answer.seq < since) {
        // The server is younger than what is known here: a backup was restored.
        this.#seq = null;
        await this.#reload();
        return;
      }
      const isAll = this.#seq === null && !answer.more;
      this.#table.take(answer, isAll);
      this.#seq = answer.seq;
      if (!answer.more) return;
    }
  }

  /** Everything anew, put in place at once. */
  async #reload(): Promise<void> {
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
