// The thread that writes the journals of all maps: one transaction, and so one fsync, a batch. It sleeps in
// Atomics.wait between batches: waking it so, and the main thread by Atomics.waitAsync, took 0.27 ms for a whole
// durable round trip where postMessage events took 0.33 ms, and a fifth less CPU.
import { receiveMessageOnPort, workerData } from "node:worker_threads";
import { JournalFile } from "./JournalFile.ts";
import {
  ANSWERED,
  REQUESTED,
  type JournalAnswer,
  type JournalRequest,
  type JournalThreadData,
} from "./journalProtocol.ts";
import { BUSY_TIMEOUT_MS } from "./sqliteFile.ts";

const { path, port, signal } = workerData as JournalThreadData;
const counters = new Int32Array(signal);
const file = new JournalFile(path, BUSY_TIMEOUT_MS.journalThread);
file.reserveLog();

/** Returns what `JournalAnswer.done` says. */
function perform(request: JournalRequest): boolean {
  switch (request.type) {
    case "append":
      file.append(request.batch);
      return true;
    case "replace":
      return file.replace(request.state, request.from, request.count);
    case "probe":
      file.probe();
      return true;
    case "checkpoint":
      file.checkpoint();
      return true;
    case "scrub":
      return file.scrub();
    case "close":
      file.close();
      return true;
  }
}

function answerTo(request: JournalRequest): JournalAnswer {
  const startedAt = performance.now();
  try {
    return { done: perform(request), tookMs: performance.now() - startedAt };
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : "unknown" };
  }
}

let seen = 0;
for (let open = true; open;) {
  Atomics.wait(counters, REQUESTED, seen);
  seen = Atomics.load(counters, REQUESTED);
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    const request = next.message as JournalRequest;
    if (request.type === "close") open = false;
    port.postMessage(answerTo(request));
    Atomics.add(counters, ANSWERED, 1);
    Atomics.notify(counters, ANSWERED);
  }
}
