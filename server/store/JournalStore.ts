// The port to whatever keeps the journals. A store knows rows of bytes; it does not know Yjs, rooms or sockets.

/** A Yjs client id of a map, and the person who alone writes under it. */
export interface ClientBinding {
  clientId: number;
  personId: string;
}

/** One durable step of a map: a Yjs update (encoding V1). */
export interface JournalRow {
  mapId: string;
  /** Rising within a map. The room numbers its rows; one room a map writes at a time. */
  seq: number;
  bytes: Uint8Array;
  /**
   * The client ids that are in the journal with this row for the first time. Written in the same commit; read by
   * `loadClientIds`, not with the row.
   */
  clientIds?: readonly ClientBinding[];
}

/** What lists show of a map, read from its document at `seq`. */
export interface SummaryRow {
  mapId: string;
  seq: number;
  title: string;
  nodeCount: number;
  linkCount: number;
  changedAt: number;
  /** Id of a person with a row of their own, or null. */
  changedBy: string | null;
}

export interface JournalBatch {
  rows: JournalRow[];
  summaries: SummaryRow[];
}

export interface JournalStore {
  /**
   * Writes the whole batch or nothing of it. Resolves when it is on disk (fsync), rejects when it is not. Writing a
   * row again with the same bytes changes nothing, so that a batch whose outcome is unknown may be tried again;
   * a row with other bytes under a taken number rejects, and so does a client id that belongs to another person.
   */
  append(batch: JournalBatch): Promise<void>;

  /** All rows of a map in the order of `seq`; none for a map that has none. */
  load(mapId: string): Promise<JournalRow[]>;

  /** Whose client ids are in a map's rows, also in those that were replaced by a state since. */
  loadClientIds(mapId: string): Promise<ClientBinding[]>;

  /**
   * Replaces exactly the rows that `state` was made from (`from` … `seq`, `count` of them) by `state`, bearing
   * `seq`, in one transaction. Resolves false, having changed nothing, if other rows are found there.
   */
  replace(state: JournalRow, rows: { from: number; count: number }): Promise<boolean>;

  /** Proves with a small durable write that the store can save; rejects with the reason if it cannot. */
  probe(): Promise<void>;

  /** Waits for what is being written, then lets go of everything. */
  close(): Promise<void>;
}
