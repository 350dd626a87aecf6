// Reads a map's document for a moment: the live one if people are on it, else one built from the journal.
import type * as Y from "yjs";
import type { JournalStore } from "../store/JournalStore.ts";
import { loadMap } from "../sync/loadMap.ts";
import type { RoomRegistry } from "../sync/RoomRegistry.ts";

export class MapReader {
  readonly #registry: RoomRegistry;
  readonly #store: JournalStore;

  constructor(registry: RoomRegistry, store: JournalStore) {
    this.#registry = registry;
    this.#store = store;
  }

  /** What `read` makes of the document, which it must not keep or change. */
  async read<T>(mapId: string, read: (doc: Y.Doc) => T): Promise<T> {
    const room = this.#registry.get(mapId);
    if (room !== null) return read(room.doc);
    const { doc } = loadMap(await this.#store.load(mapId));
    try {
      return read(doc);
    } finally {
      doc.destroy();
    }
  }
}
