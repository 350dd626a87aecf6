// The main thread's end of journalThread.ts: requests go over one by one, each resolves when it is on disk.
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { JournalBatch, JournalRow } from "./JournalStore.ts";
import {
  ANSWERED,
  REQUESTED,
  type JournalAnswer,
  type JournalRequest,
  type JournalThreadData,
} from "./journalProtocol.ts";

export class JournalWriter {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #counters: Int32Array;
  /** Requests are answered in order; each waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();
  /** Requests not answered yet. */
  #underWay = 0;
  /** Why the thread is gone, once it is. */
  #ended: Error | null = null;
  #onEnded: ((reason: Error) => void) | null = null;

  constructor(path: string) {
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(8);
    const data: JournalThreadData = { path, port: port2, signal };
    this.#port = port1;
    this.#port.unref();
    this.#counters = new Int32Array(signal);
    this.#worker = new Worker(new URL("./journalThread.ts", import.meta.url), {
      workerData: data,
      transferList: [port2],
    });
    this.#worker.once("error", (error) => {
      this.#end(error instanceof Error ? error : new Error("the journal's thread failed"));
    });
    this.#worker.once("exit", () => this.#end(new Error("the journal's thread has ended")));
  }

  /** The thread is gone: every request is rejected. */
  get ended(): boolean {
    return this.#ended !== null;
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    this.#onEnded?.(this.#ended);
  }

  async append(batch: JournalBatch): Promise<void> {
    await this.#request({ type: "append", batch });
  }

  /** As `JournalStore.replace`. */
  replace(state: JournalRow, { from, count }: { from: number; count: number }): Promise<boolean> {
    return this.#request({ type: "replace", state, from, count });
  }

  async probe(): Promise<void> {
    await this.#request({ type: "probe" });
  }

  async close(): Promise<void> {
    if (this.#ended === null) await this.#request({ type: "close" });
    await this.#worker.terminate();
    this.#port.close();
  }

  #request(request: JournalRequest): Promise<boolean> {
    // The common case, nothing under way, must not cost a turn of the microtask queue.
    const perform = () => this.#perform(request);
    const result = this.#underWay === 0 ? perform() : this.#last.then(perform, perform);
    this.#underWay++;
    const settled = () => {
      this.#underWay--;
    };
    this.#last = result.then(settled, settled);
    return result;
  }

  async #perform(request: JournalRequest): Promise<boolean> {
    if (this.#ended !== null) throw this.#ended;
    const answered = Atomics.load(this.#counters, ANSWERED);
    this.#port.postMessage(request);
    Atomics.add(this.#counters, REQUESTED, 1);
    Atomics.notify(this.#counters, REQUESTED);
    await this.#changeOf(answered);
    const received = receiveMessageOnPort(this.#port);
    const answer = received?.message as JournalAnswer | undefined;
    if (answer === undefined) throw new Error("the journal's thread gave no answer");
    if ("error" in answer) throw new Error(answer.error);
    return answer.done;
  }

  #changeOf(answered: number): Promise<unknown> | null {
    const wait = Atomics.waitAsync(this.#counters, ANSWERED, answered);
    if (!wait.async) return null;
    const ended = new Promise<never>((_resolve, reject) => {
      this.#onEnded = reject;
    });
    return Promise.race([wait.value, ended]);
  }
}
