// Comments of this device that the server has not taken, on the device's disk: written before they are sent, removed
// once they are answered. All tabs of one person share it. Knows IndexedDB, not the server.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { anchorSchema } from "#shared/comments/api.ts";
import { z } from "#shared/schemaLanguage.ts";
import { DeviceDatabase } from "../../map/session/DeviceDatabase.ts";
import { mayKeepHere } from "../../people/rememberedPerson.ts";
import { COMMENTS_DATABASE, WAITING_COMMENTS } from "./commentsDatabase.ts";
import type { WaitingComment } from "./commentViews.ts";

const DATABASE_VERSION = 1;

type Stored = Omit<WaitingComment, "isKept"> & { mapId: string };

interface Schema extends DBSchema {
  [WAITING_COMMENTS]: {
    /** Rises: the order in which they were written. */
    key: number;
    value: Stored;
    indexes: { mapId: string; id: string };
  };
}

/** What a build before or after this one may have left behind is not taken on trust. */
const storedSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  text: z.string(),
  madeAt: z.number(),
  begins: anchorSchema.nullable(),
  problem: z.string().nullable(),
});

async function open(): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(COMMENTS_DATABASE, DATABASE_VERSION, {
    upgrade(db) {
      const waiting = db.createObjectStore(WAITING_COMMENTS, { autoIncrement: true });
      waiting.createIndex("mapId", "mapId");
      waiting.createIndex("id", "id", { unique: true });
    },
    // Another tab wants to delete the database: let it. The next write opens anew.
    blocking: () => database.close(),
  });
  return database;
}

export class WaitingBox {
  readonly #mapId: string;
  readonly #database = new DeviceDatabase(open);

  constructor(mapId: string) {
    this.#mapId = mapId;
  }

  /** In the order they were written. Rejects where the device can keep nothing, as all of this does. */
  async load(): Promise<WaitingComment[]> {
    const stored = await this.#database.run((db) =>
      db.getAllFromIndex(WAITING_COMMENTS, "mapId", this.#mapId),
    );
    return stored.flatMap((value) => {
      const read = storedSchema.safeParse(value);
      return read.success ? [{ ...read.data, isKept: true }] : [];
    });
  }

  /** Resolves once the comment is on this device's disk. */
  async add(comment: WaitingComment): Promise<void> {
    if (!mayKeepHere()) throw new Error("Whose comment this is has signed out.");
    const { id, threadId, text, madeAt, begins, problem } = comment;
    await this.#database.run(async (db) => {
      const transaction = db.transaction(WAITING_COMMENTS, "readwrite", { durability: "strict" });
      // A second run after a connection that broke finds what the first one wrote.
      if ((await transaction.store.index("id").getKey(id)) === undefined) {
        await transaction.store.add({
          id,
          threadId,
          text,
          madeAt,
          begins,
          problem,
          mapId: this.#mapId,
        });
      }
      await transaction.done;
    });
  }

  async remove(id: string): Promise<void> {
    await this.#database.run(async (db) => {
      const transaction = db.transaction(WAITING_COMMENTS, "readwrite");
      const key = await transaction.store.index("id").getKey(id);
      if (key !== undefined) await transaction.store.delete(key);
      await transaction.done;
    });
  }

  /** Why the server refused it; null: it is to be sent again. */
  async setProblem(id: string, problem: string | null): Promise<void> {
    await this.#database.run(async (db) => {
      const transaction = db.transaction(WAITING_COMMENTS, "readwrite");
      const cursor = await transaction.store.index("id").openCursor(id);
      if (cursor !== null) await cursor.update({ ...cursor.value, problem });
      await transaction.done;
    });
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
