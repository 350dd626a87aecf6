// What the main thread and the journal's thread say to each other.
import type { MessagePort } from "node:worker_threads";
import type { JournalBatch } from "./JournalStore.ts";

export interface JournalThreadData {
  path: string;
  port: MessagePort;
  /** Two 32-bit counters: requests made (`REQUESTED`), requests answered (`ANSWERED`). They may wrap around. */
  signal: SharedArrayBuffer;
}

export const REQUESTED = 0;
export const ANSWERED = 1;

export type JournalRequest = { batch: JournalBatch } | { probe: true } | { close: true };

/** One for every request, in order; null is success. */
export interface JournalAnswer {
  error: string | null;
}
