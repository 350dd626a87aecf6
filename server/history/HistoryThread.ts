// Does the heavy work on what was in a thread of its own, with a connection of its own to the database: nobody who edits
// waits for it. The thread is started when it is needed first, and anew when it has failed. Knows no job.
import { Worker } from "node:worker_threads";
import type { History, JobInput, JobName, JobOutput } from "./History.ts";
import type { HistoryAnswer, HistoryRequest, HistoryThreadData } from "./historyProtocol.ts";

/** The main thread's own commits leave the write-ahead log to grow; most of the time others have seen to it already. */
const CHECKPOINT_EVERY_MS = 60_000;

interface Waiting {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

export class HistoryThread implements History {
  readonly #path: string;
  readonly #checkpoints: NodeJS.Timeout;
  #worker: Worker | null = null;
  #closed: Promise<void> | null = null;
  #lastNumber = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** `path`: of the database file. */
  constructor(path: string) {
    this.#path = path;
    this.#checkpoints = setInterval(() => this.#say({ type: "checkpoint" }), CHECKPOINT_EVERY_MS);
    this.#checkpoints.unref();
  }

  /** Starts the thread before it is needed: reading its code takes the processor for longer than most of its jobs. */
  warmUp(): void {
    this.#worker ??= this.#start();
  }

  ask<Name extends JobName>(name: Name, input: JobInput<Name>): Promise<JobOutput<Name>> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== null) throw new Error("the thread of the past is closed");
      const number = ++this.#lastNumber;
      this.#say({ type: "job", number, name, input });
      this.#waiting.set(number, {
        resolve: (output) => resolve(output as JobOutput<Name>),
        reject,
      });
    });
  }

  /** Resolves when everything that was asked for is done. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    clearInterval(this.#checkpoints);
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    this.#say({ type: "close" });
    await ended;
  }

  #say(request: HistoryRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const workerData: HistoryThreadData = { path: this.#path };
    const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData });
    worker.on("message", (answer: HistoryAnswer) => this.#heard(answer));
    worker.once("error", (error) => {
      this.#lost(
        worker,
        error instanceof Error ? error : new Error("the thread of the past failed"),
      );
    });
    worker.once("exit", () => this.#lost(worker, new Error("the thread of the past has ended")));
    worker.unref();
    return worker;
  }

  #heard(answer: HistoryAnswer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("error" in answer) {
      const { error, code } = answer;
      waiting?.reject(Object.assign(new Error(error), code === null ? {} : { code }));
    } else waiting?.resolve(answer.output);
  }

  /** Whatever it was asked for is not going to be answered; what comes next is asked of a new one. */
  #lost(worker: Worker, reason: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lost) waiting.reject(reason);
  }
}
