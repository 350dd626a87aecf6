// The copy of the talk on one map on this device: the list of threads as the server told it last, and what was said in
// those that were opened last. Shown without network, and at once when the map is opened again. Knows IndexedDB, not the
// server; a copy alone, so that nothing is lost where the device can keep nothing.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { threadAnswerSchema, threadsSchema } from "#shared/comments/api.ts";
import type { ThreadAnswer, Threads } from "#shared/comments/api.ts";
import { DeviceDatabase } from "../../map/session/DeviceDatabase.ts";
import { mayKeepHere, rememberedPerson } from "../../people/rememberedPerson.ts";
import { TALK_DATABASE } from "./commentsDatabase.ts";

const DATABASE_VERSION = 1;
/** Of one map: the last ones that were opened. */
const MAX_OPENED = 50;

/** What stands in `text` is JSON: reading it can wait until there is time. */
interface StoredList {
  mapId: string;
  seq: number;
  at: number;
  text: string;
}

interface StoredThread {
  mapId: string;
  threadId: string;
  seq: number;
  openedAt: number;
  text: string;
}

interface Schema extends DBSchema {
  lists: { key: string; value: StoredList };
  threads: { key: [string, string]; value: StoredThread; indexes: { openedAt: [string, number] } };
}

export type ToldThreads = Pick<Threads, "threads" | "authors">;

export interface KeptList {
  /** As in `Threads`: what to ask since. */
  seq: number;
  /** When the server told it, by the clock of this device. */
  at: number;
  /** null: it cannot be read. */
  read: () => ToldThreads | null;
}

async function open(): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(TALK_DATABASE, DATABASE_VERSION, {
    upgrade(db) {
      db.createObjectStore("lists", { keyPath: "mapId" });
      const threads = db.createObjectStore("threads", { keyPath: ["mapId", "threadId"] });
      threads.createIndex("openedAt", ["mapId", "openedAt"]);
    },
    // Another tab wants to delete the database: let it. The next write opens anew.
    blocking: () => database.close(),
  });
  return database;
}

export class KeptTalk {
  readonly #mapId: string;
  readonly #database = new DeviceDatabase(open);

  constructor(mapId: string) {
    this.#mapId = mapId;
  }

  /** null: nothing is kept, or nothing can be. */
  async list(): Promise<KeptList | null> {
    const stored = await this.#find((db) => db.get("lists", this.#mapId));
    if (stored === undefined || !Number.isInteger(stored.seq)) return null;
    const { seq, at, text } = stored;
    return { seq, at, read: () => parsed(text, toldSchema) };
  }

  async thread(threadId: string): Promise<ThreadAnswer | null> {
    const stored = await this.#find((db) => db.get("threads", [this.#mapId, threadId]));
    return stored === undefined ? null : parsed(stored.text, threadAnswerSchema);
  }

  async keepList(seq: number, at: number, told: ToldThreads): Promise<void> {
    const list = { mapId: this.#mapId, seq, at, text: JSON.stringify(told) };
    await this.#write((db) => db.put("lists", list));
  }

  async keepThread(answer: ThreadAnswer): Promise<void> {
    const { id: threadId, seq } = answer.thread;
    const text = JSON.stringify(answer);
    const kept = { mapId: this.#mapId, threadId, seq, openedAt: Date.now(), text };
    await this.#write(async (db) => {
      const transaction = db.transaction("threads", "readwrite");
      await transaction.store.put(kept);
      const oldestFirst = transaction.store.index("openedAt");
      const ofMap = IDBKeyRange.bound([this.#mapId, 0], [this.#mapId, Number.MAX_SAFE_INTEGER]);
      let tooMany = (await oldestFirst.count(ofMap)) - MAX_OPENED;
      for await (const cursor of oldestFirst.iterate(ofMap)) {
        if (tooMany-- <= 0) break;
        await cursor.delete();
      }
      await transaction.done;
    });
  }

  /** What has changed on the server since it was kept goes: its words may have been deleted. */
  async dropOlder(changed: readonly { id: string; seq: number }[]): Promise<void> {
    await this.#write(async (db) => {
      const transaction = db.transaction("threads", "readwrite");
      for (const { id, seq } of changed) {
        const kept = await transaction.store.get([this.#mapId, id]);
        if (kept !== undefined && kept.seq < seq) {
          await transaction.store.delete([this.#mapId, id]);
        }
      }
      await transaction.done;
    });
  }

  /** Takes all of this map off the device. */
  async forget(): Promise<void> {
    await this.#write(async (db) => {
      const transaction = db.transaction(["lists", "threads"], "readwrite");
      await transaction.objectStore("lists").delete(this.#mapId);
      const ofMap = IDBKeyRange.bound([this.#mapId], [this.#mapId, []]);
      await transaction.objectStore("threads").delete(ofMap);
      await transaction.done;
    });
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #write(work: (db: IDBPDatabase<Schema>) => Promise<unknown>): Promise<void> {
    // A page that closes after signing out must not bring anything back.
    if (mayKeepHere()) await this.#find(work);
  }

  /** undefined where nothing can be kept: then the server alone knows. */
  async #find<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
    // Opening makes a database: not on a device that is nobody's any more.
    if (rememberedPerson() === null) return undefined;
    try {
      return await this.#database.run(work);
    } catch {
      return undefined;
    }
  }
}

export const toldSchema = threadsSchema.pick({ threads: true, authors: true });

/** What a build before or after this one has left behind is not taken on trust. */
function parsed<T>(text: string, schema: { safeParse(value: unknown): Read<T> }): T | null {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

type Read<T> = { success: true; data: T } | { success: false };
