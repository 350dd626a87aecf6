// Heavy work that nobody waits for in a room: one job, one thread, one answer. Threads end with their job.
import { Worker } from "node:worker_threads";

/**
 * Runs the module at `url`, which must post exactly one message. Rejects if it throws or ends without a message.
 * `input` is copied.
 */
export function runInThread<Input, Output>(url: URL, input: Input): Promise<Output> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: input });
    worker.once("message", (output: Output) => resolve(output));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a thread ended with code ${code}`)));
  });
}
