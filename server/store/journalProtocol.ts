// What the main thread and the journal's thread say to each other.
import type { MessagePort } from "node:worker_threads";
import type { JournalBatch, JournalRow } from "./JournalStore.ts";

export interface JournalThreadData {
  path: string;
  port: MessagePort;
  /** Two 32-bit counters: requests made (`REQUESTED`), requests answered (`ANSWERED`). They may wrap around. */
  signal: SharedArrayBuffer;
}

export const REQUESTED = 0;
export const ANSWERED = 1;

export type JournalRequest =
  | { type: "append"; batch: JournalBatch }
  | { type: "replace"; state: JournalRow; from: number; count: number }
  | { type: "probe" }
  | { type: "checkpoint" }
  | { type: "scrub" }
  | { type: "close" };

/**
 * One for every request, in order. `done` is false where a replacement found other rows than it was made from, and where
 * the log could not be emptied; `tookMs` is how long the disk needed.
 */
export type JournalAnswer = { done: boolean; tookMs: number } | { error: string };
