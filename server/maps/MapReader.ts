// Reads a map's document for a moment: the live one if people are on it, else one built from the journal. While the store
// cannot be written it is the journal's in any case: what is not on disk is shown to nobody.
import type * as Y from "yjs";
import type { JournalStore } from "../store/JournalStore.ts";
import type { Journal } from "../sync/Journal.ts";
import { loadMap } from "../sync/loadMap.ts";
import type { RoomRegistry } from "../sync/RoomRegistry.ts";

export class MapReader {
  readonly #registry: RoomRegistry;
  readonly #store: JournalStore;
  readonly #journal: Journal;

  constructor(registry: RoomRegistry, store: JournalStore, journal: Journal) {
    this.#registry = registry;
    this.#journal = journal;
    this.#store = store;
  }

  /** What `read` makes of the document, which it must not keep or change. */
  async read<T>(mapId: string, read: (doc: Y.Doc) => T): Promise<T> {
    const room = this.#journal.state.writable ? this.#registry.get(mapId) : null;
    if (room !== null) return read(room.doc);
    const { doc } = loadMap(await this.#store.load(mapId));
    try {
      return read(doc);
    } finally {
      doc.destroy();
    }
  }
}
