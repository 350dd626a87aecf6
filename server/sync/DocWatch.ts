// Port: somebody who follows the document of a live map, beside the room. Knows no sockets.
import type * as Y from "yjs";

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;
/** What an update deletes. */
export type Deletions = DecodedUpdate["ds"];

export interface DocWatch {
  /**
   * Called before an update of this person is applied to the document, and right after it; several may be applied in one
   * transaction. Must not throw, as the others must not.
   */
  beforeUpdate(update: DecodedUpdate, personId: string): void;
  afterUpdate(): void;

  /** Called after an edit of the server's own, on behalf of this person (null: nobody). */
  edited(transaction: Y.Transaction, personId: string | null): void;

  /** Nothing will change any more. Resolves when what the watch has to store is stored, as far as that is possible. */
  close(): Promise<void>;

  /** The document cannot be trusted any more: nothing is stored. */
  drop(): void;
}

/** Begins to follow a map's document, as it was loaded. */
export type WatchDoc = (mapId: string, doc: Y.Doc) => Promise<DocWatch>;
