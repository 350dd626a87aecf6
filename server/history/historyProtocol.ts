// What the main thread and the thread of the past say to each other.

/** Of the thread when it starts. */
export interface HistoryThreadData {
  /** Of the database file. */
  path: string;
}

export type HistoryRequest =
  | { type: "job"; number: number; name: string; input: unknown }
  /** Moves what the write-ahead log holds into the database file. */
  | { type: "checkpoint" }
  | { type: "close" };

/** Of every job, in order. `code`: by which it is told that the disk refused; null: the error has none. */
export type HistoryAnswer =
  | { number: number; output: unknown }
  | { number: number; error: string; code: string | null };
