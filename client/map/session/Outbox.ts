// What this device keeps of a map: changes that the server has not yet confirmed to be on its disk, and the last known
// state, so that a page opened without network shows the map. IndexedDB; one database for all maps of this origin.
import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type StoreNames,
} from "idb";
import { roleSchema, type Role } from "#shared/access/policy.ts";
import { mayKeepHere } from "../../people/rememberedPerson.ts";
import { DeviceDatabase } from "./DeviceDatabase.ts";
import { MAPS_DATABASE } from "./mapsDatabase.ts";

const DATABASE_VERSION = 1;

interface StoredChange {
  mapId: string;
  update: Uint8Array<ArrayBuffer>;
  /** See `Grant.epoch`. None: kept before there were any. */
  epoch?: number;
}

/** What the server has granted on a map that is copied, and what goes with the copy. */
export interface Granted {
  role: Role;
  /** See `Grant.epoch`. */
  epoch: number;
  /** See `Restores.knownAt`. */
  restoredAt: number | null;
}

interface StoredBase {
  mapId: string;
  state: Uint8Array<ArrayBuffer>;
  role: Role;
  epoch?: number;
  /** See `Restores.knownAt`. None: nobody had said. */
  restoredAt?: number | null;
}

interface Schema extends DBSchema {
  changes: { key: number; value: StoredChange; indexes: { mapId: string } };
  bases: { key: string; value: StoredBase };
}

/** A change with the key under which it is kept. */
export interface KeptChange {
  key: number;
  update: Uint8Array;
  epoch: number;
}

export interface Kept {
  base: Uint8Array | null;
  role: Role | null;
  /** Of the base (`Grant.epoch`), or else of the newest change; null: nothing is kept. */
  epoch: number | null;
  /** Of the base; see `Restores.knownAt`. */
  restoredAt: number | null;
  /** In the order they were made. */
  changes: KeptChange[];
}

async function open(): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(MAPS_DATABASE, DATABASE_VERSION, {
    upgrade(db) {
      const changes = db.createObjectStore("changes", { autoIncrement: true });
      changes.createIndex("mapId", "mapId");
      db.createObjectStore("bases", { keyPath: "mapId" });
    },
    // Another tab wants to upgrade or delete the database: let it. The next write opens anew.
    blocking: () => database.close(),
  });
  return database;
}

function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

export class Outbox {
  readonly #mapId: string;
  readonly #database = new DeviceDatabase(open);

  constructor(mapId: string) {
    this.#mapId = mapId;
  }

  /** Never rejects: whoever keeps something is told where that is not possible. */
  async makeReady(): Promise<void> {
    await this.#database.run(() => Promise.resolve()).catch(() => undefined);
  }

  async load(): Promise<Kept> {
    return this.#database.run(async (db) => {
      const transaction = db.transaction(["changes", "bases"], "readonly");
      const base = await transaction.objectStore("bases").get(this.#mapId);
      const changes = await this.#changesIn(transaction.objectStore("changes"));
      await transaction.done;
      const role = roleSchema.safeParse(base?.role);
      const epoch = base === undefined ? (changes.at(-1)?.epoch ?? null) : (base.epoch ?? 0);
      return {
        base: base?.state ?? null,
        role: role.success ? role.data : null,
        epoch,
        restoredAt: base?.restoredAt ?? null,
        changes,
      };
    });
  }

  /** What waits of this map, whichever tab made it, in the order it was made. */
  waiting(): Promise<KeptChange[]> {
    return this.#database.run((db) => this.#changesIn(db.transaction("changes").store));
  }

  async #changesIn(
    store: IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, "changes", IDBTransactionMode>,
  ): Promise<KeptChange[]> {
    const changes: KeptChange[] = [];
    for await (const cursor of store.index("mapId").iterate(this.#mapId)) {
      const { update, epoch = 0 } = cursor.value;
      changes.push({ key: cursor.primaryKey, update, epoch });
    }
    return changes;
  }

  /** Resolves with the key once the change is on this device's disk. */
  async add(update: Uint8Array, epoch: number): Promise<number> {
    if (!mayKeepHere()) throw new Error("Whose change this is has signed out.");
    return this.#database.run(async (db) => {
      const transaction = db.transaction("changes", "readwrite", { durability: "strict" });
      const change = { mapId: this.#mapId, update: ownBuffer(update), epoch };
      const key = await transaction.store.add(change);
      await transaction.done;
      return key;
    });
  }

  async remove(keys: readonly number[]): Promise<void> {
    await this.#database.run(async (db) => {
      const transaction = db.transaction("changes", "readwrite");
      for (const key of keys) await transaction.store.delete(key);
      await transaction.done;
    });
  }

  async saveBase(state: Uint8Array, granted: Granted): Promise<void> {
    // A page that closes after signing out must not bring the map back.
    if (!mayKeepHere()) return;
    const base = { mapId: this.#mapId, state: ownBuffer(state), ...granted };
    await this.#database.run((db) => db.put("bases", base));
  }

  /** Forgets the map's state, not the waiting changes: they belong to the person who made them. */
  async forgetBase(): Promise<void> {
    await this.#database.run((db) => db.delete("bases", this.#mapId));
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
