// How long edits are on their way from one person to another, measured in a thread of its own.
import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface EditingJob {
  url: string;
  map: string;
  cookie: string;
}

/** Milliseconds, one for each edit. */
export interface OnTheWay {
  ways: number[];
  /** By how much the thread itself woke too late. */
  late: number[];
  /** Edits that did not come within seconds. */
  lost: number;
}

export class Editing {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async begin({ url, map, cookie }: EditingJob): Promise<Editing> {
    const job: EditingJob = { url, map, cookie };
    const worker = new Worker(new URL("./editing.ts", import.meta.url), { workerData: job });
    await once(worker, "message");
    return new Editing(worker);
  }

  /** Edits for so long. */
  async edit(ms: number): Promise<OnTheWay> {
    this.#worker.postMessage(ms);
    const [answer] = (await once(this.#worker, "message")) as [OnTheWay];
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
