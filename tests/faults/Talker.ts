// Somebody who comments on a map by HTTP while others edit it: with ids of their own making, each comment again and again
// until it is answered, whatever becomes of the server meanwhile. Remembers what was answered. Knows no database.
import { threadAnswerSchema, type Anchor } from "#shared/comments/api.ts";
import { commentsUrl, type Place } from "../fixtures/sayOn.ts";
import { fetchAs } from "../fixtures/people.ts";
import type { SeededRandom } from "../fixtures/SeededRandom.ts";

const ID_CHARS = 22;
const MARK_CHARS = 16;
const MOST_THREADS = 12;
const BEGIN_CHANCE = 0.2;
/** Pause between two comments, as somebody types who is in a great hurry. */
const PAUSE_MS = { from: 10, to: 60 };
const RETRY_MS = 15;

export interface Said {
  id: string;
  threadId: string;
  text: string;
  /** What begins with it, if anything does. */
  anchor: Anchor | null;
  tries: number;
  /** null: not answered yet. */
  number: number | null;
}

export interface TalkerSetup {
  at: Place;
  random: SeededRandom;
  /** Ids of nodes that are on the map at the moment. */
  nodes(): readonly string[];
  /** Called when a comment is sent, and when it is answered. */
  onMoment(moment: "asked" | "answered"): void;
}

export class Talker {
  /** In the order in which they were answered. */
  readonly answered: Said[] = [];
  /** What the server said that it must not say. */
  readonly complaints: string[] = [];
  readonly #setup: TalkerSetup;
  readonly #threads: string[] = [];
  #waiting: Said | null = null;
  #isTalking = false;
  #hasEnded = false;
  readonly #work: Promise<void>;

  constructor(setup: TalkerSetup) {
    this.#setup = setup;
    this.#work = this.#run();
  }

  get place(): Place {
    return this.#setup.at;
  }

  /** What was sent and is not answered; null: nothing. */
  get waiting(): Said | null {
    return this.#waiting;
  }

  talk(): void {
    this.#isTalking = true;
  }

  /** Says nothing new; what was not answered goes on being sent. */
  fallSilent(): void {
    this.#isTalking = false;
  }

  async leave(): Promise<void> {
    this.#hasEnded = true;
    await this.#work;
  }

  async #run(): Promise<void> {
    const { random } = this.#setup;
    while (!this.#hasEnded) {
      if (this.#waiting === null && this.#isTalking) this.#waiting = this.#next();
      const isAnswered = this.#waiting === null || (await this.#send(this.#waiting));
      if (isAnswered) this.#waiting = null;
      const pauseMs = isAnswered ? random.whole(PAUSE_MS.from, PAUSE_MS.to) : RETRY_MS;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  #next(): Said {
    const { random } = this.#setup;
    const text = random.word(MARK_CHARS);
    const comment = { id: random.word(ID_CHARS), text, tries: 0, number: null };
    const isFull = this.#threads.length >= MOST_THREADS;
    if (this.#threads.length > 0 && (isFull || !random.chance(BEGIN_CHANCE))) {
      return { ...comment, threadId: random.pick(this.#threads), anchor: null };
    }
    const nodes = this.#setup.nodes();
    const anchor: Anchor =
      nodes.length === 0 || random.chance(0.3)
        ? { on: "place", x: random.whole(-500, 500), y: 0 }
        : { on: "node", id: random.pick(nodes) };
    return { ...comment, threadId: random.word(ID_CHARS), anchor };
  }

  /** Whether it was answered; not, if the server was too busy, or ended with it. */
  async #send(said: Said): Promise<boolean> {
    const { at, onMoment } = this.#setup;
    const { id, threadId, text, anchor } = said;
    const comment = { id, text };
    said.tries++;
    let status: number;
    let answer: unknown;
    try {
      const path = anchor === null ? `/threads/${threadId}/comments` : "/threads";
      const sent = fetchAs(commentsUrl(at, path), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(anchor === null ? comment : { id: threadId, anchor, comment }),
      });
      onMoment("asked");
      const response = await sent;
      ({ status } = response);
      answer = await response.json();
    } catch {
      return false;
    }
    if (status === 429 || status >= 500) return false;
    const parsed = threadAnswerSchema.safeParse(answer);
    const mine = parsed.data?.comments.filter((one) => one.id === id) ?? [];
    if (status !== 201 || mine.length !== 1) {
      this.complaints.push(`a comment was answered with ${status}: ${JSON.stringify(answer)}`);
      return true;
    }
    said.number = mine[0]?.number ?? null;
    this.#noteOrder(said);
    if (anchor !== null) this.#threads.push(threadId);
    this.answered.push(said);
    onMoment("answered");
    return true;
  }

  /** Whatever is said later has the greater number, over all lives of the server. */
  #noteOrder({ text, number }: Said): void {
    const before = this.answered.at(-1)?.number ?? 0;
    if (number === null || number <= before) {
      this.complaints.push(`the number of ${text} is ${String(number)}, after ${before}`);
    }
  }
}
