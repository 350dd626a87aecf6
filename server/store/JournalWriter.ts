// Writes the journals: requests go over to journalThread.ts one by one, each resolves when it is on disk. While the disk
// is fast, small batches are written here instead: the hand-over would take longer than the disk does, and cost more.
import { setImmediate as otherWork } from "node:timers/promises";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { DiskPace } from "./DiskPace.ts";
import { JournalFile } from "./JournalFile.ts";
import type { JournalBatch, JournalRow } from "./JournalStore.ts";
import {
  ANSWERED,
  REQUESTED,
  type JournalAnswer,
  type JournalRequest,
  type JournalThreadData,
} from "./journalProtocol.ts";
import { BUSY_TIMEOUT_MS, isBusy } from "./sqliteFile.ts";

/** More than this takes the disk a while, however fast it is. */
const MAX_BATCH_HERE_BYTES = 65_536;
/**
 * Others hold the lock for a moment. Asking again at each turn finds it free sooner than the thread does, which sleeps for
 * longer each time it finds it taken.
 */
const LOCK_PATIENCE_MS = 50;
/** Batches written here before the thread moves the log into the file: about as often as SQLite would by itself. */
const BATCHES_A_CHECKPOINT = 500;

export class JournalWriter {
  readonly #path: string;
  readonly #pace: DiskPace;
  /** Opened when it is needed first. */
  #fileHere: JournalFile | null = null;
  #batchesHere = 0;
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

  constructor(path: string, pace: DiskPace) {
    this.#path = path;
    this.#pace = pace;
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
    this.#fileHere?.close();
    this.#fileHere = null;
    this.#ended ??= reason;
    this.#onEnded?.(this.#ended);
  }

  async append(batch: JournalBatch): Promise<void> {
    const startedAt = performance.now();
    while (this.#mayWriteHere(batch)) {
      if (this.#appendHere(batch)) return;
      if (performance.now() - startedAt > LOCK_PATIENCE_MS) break;
      await otherWork();
    }
    await this.#request({ type: "append", batch });
  }

  #mayWriteHere(batch: JournalBatch): boolean {
    const isFree = this.#underWay === 0 && this.#ended === null;
    return isFree && this.#pace.isFast && bytesOf(batch) <= MAX_BATCH_HERE_BYTES;
  }

  /** false: somebody else is writing, which this thread must not wait for. */
  #appendHere(batch: JournalBatch): boolean {
    const startedAt = performance.now();
    try {
      this.#fileHere ??= openHere(this.#path);
      this.#fileHere.append(batch);
    } catch (error) {
      // A lock in the way says nothing of the disk.
      if (isBusy(error)) return false;
      this.#pace.took(Infinity);
      throw error;
    }
    this.#pace.took(performance.now() - startedAt);
    this.#batchesHere++;
    if (this.#batchesHere % BATCHES_A_CHECKPOINT === 0) this.#checkpoint();
    return true;
  }

  #checkpoint(): void {
    // It spares time and space, no more: the next one makes up for one that failed.
    this.#request({ type: "checkpoint" }).catch(() => undefined);
  }

  /** As `JournalStore.replace`. */
  replace(state: JournalRow, { from, count }: { from: number; count: number }): Promise<boolean> {
    return this.#request({ type: "replace", state, from, count });
  }

  /** As `SqliteJournalStore.scrub`. */
  scrub(): Promise<boolean> {
    return this.#request({ type: "scrub" });
  }

  async probe(): Promise<void> {
    await this.#request({ type: "probe" });
  }

  async close(): Promise<void> {
    this.#fileHere?.close();
    this.#fileHere = null;
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
    try {
      await this.#changeOf(answered);
    } catch (reason) {
      // A thread that is asked to close answers and ends; the news of its end may come first.
      const isAnswered = Atomics.load(this.#counters, ANSWERED) !== answered;
      if (request.type === "close" && isAnswered) return true;
      throw reason;
    }
    const received = receiveMessageOnPort(this.#port);
    const answer = received?.message as JournalAnswer | undefined;
    if (answer === undefined) throw new Error("the journal's thread gave no answer");
    if ("error" in answer) {
      this.#pace.took(Infinity);
      throw new Error(answer.error);
    }
    if (request.type === "append") this.#pace.took(answer.tookMs);
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

function openHere(path: string): JournalFile {
  const file = new JournalFile(path, BUSY_TIMEOUT_MS.mainThread);
  file.leaveLog();
  return file;
}

function bytesOf({ rows }: JournalBatch): number {
  return rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
