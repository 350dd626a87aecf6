// The tables, as Kysely sees them. Columns keep the same names in every engine; times are milliseconds since the epoch.

export interface MapsTable {
  id: string;
  /** A copy of the document's title, for lists; the document is the truth. */
  title: string;
  node_count: number;
  link_count: number;
  created_at: number;
  changed_at: number;
  /** Id of the person who changed the map last; names are looked up, never copied. */
  changed_by: string | null;
  /** Set while the map waits in the bin. */
  deleted_at: number | null;
  /** The journal's sequence number that title and counts were read at. */
  summary_seq: number;
}

export interface JournalTable {
  map_id: string;
  /** Rising within a map, without re-use. A compacted row bears the number of the last row it contains. */
  seq: number;
  /** A Yjs update, encoding V1. */
  bytes: Uint8Array;
}

export interface PeopleTable {
  id: string;
  /** SHA-256 of the cookie's token. */
  token_hash: Uint8Array;
  name: string;
  colour: number;
  created_at: number;
}

export interface FactsTable {
  key: string;
  value: string;
}

export interface Tables {
  maps: MapsTable;
  journal: JournalTable;
  people: PeopleTable;
  /** Single facts about this installation, such as that the starter map was laid out once. */
  facts: FactsTable;
}
