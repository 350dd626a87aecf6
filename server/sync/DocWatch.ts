// Port: somebody who follows the document of a live map, beside the room. Knows no people and no sockets.
import type * as Y from "yjs";

/** What an update deletes. */
export type Deletions = ReturnType<typeof Y.decodeUpdate>["ds"];

export interface DocWatch {
  /** Called before an update is applied to the document; several may be applied in one transaction. Must not throw. */
  beforeUpdate(deletions: Deletions): void;

  /** Nothing will change any more. Resolves when what the watch has to store is stored, as far as that is possible. */
  close(): Promise<void>;

  /** The document cannot be trusted any more: nothing is stored. */
  drop(): void;
}

/** Begins to follow a map's document, as it was loaded. */
export type WatchDoc = (mapId: string, doc: Y.Doc) => Promise<DocWatch>;
