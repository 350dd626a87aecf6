// Where a transaction on a room's document comes from. Every transaction bears one of these as its origin.

export type Origin =
  /** What connections sent within one turn. */
  | { type: "connections" }
  /** An edit of the server's own, on a person's request over HTTP or for a migration. */
  | { type: "server" }
  /** Rows of the journal, while a room is loaded. */
  | { type: "load" };

export const FROM_CONNECTIONS: Origin = { type: "connections" };
export const FROM_SERVER: Origin = { type: "server" };
export const FROM_JOURNAL: Origin = { type: "load" };
