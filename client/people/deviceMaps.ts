// What this device keeps of maps, for signing out and for the next person: how much was never sent, and all of it taken
// away. Knows the names that map/session/Outbox.ts, comments/store/WaitingBox.ts and KeptTalk.ts use; loads neither Yjs nor the map.
import { deleteDB, openDB, type IDBPDatabase } from "idb";
import { removeText } from "../app/choices.ts";
import {
  COMMENTS_DATABASE,
  TALK_DATABASE,
  WAITING_COMMENTS,
} from "../comments/store/commentsDatabase.ts";
import { DeviceDatabase } from "../map/session/DeviceDatabase.ts";
import { MAPS_DATABASE } from "../map/session/mapsDatabase.ts";
import { MAPS_KEY } from "../maps/rememberedMaps.ts";

/** Where each database keeps what waits to be sent. */
const WAITING = new Map([
  [MAPS_DATABASE, "changes"],
  [COMMENTS_DATABASE, WAITING_COMMENTS],
]);
const ALL = [...WAITING.keys(), TALK_DATABASE];

/** A browser may keep one waiting for ever for a database, by a fault of its own or behind a tab that it has frozen. */
const PATIENCE_MS = 5_000;

/** How many changes and comments wait on this device to be sent. 0 where nothing can be kept. */
export async function countUnsent(): Promise<number> {
  return countIn(await databasesHere([]));
}

/** Takes everything off this device unless something waits to be sent; answers how much that is. */
export async function clearUnlessUnsent(): Promise<number> {
  const here = await databasesHere([]);
  const count = await countIn(here);
  if (count === 0) await clear(here);
  return count;
}

/** Opening one that is not there would make it, without its stores, and deleting it takes a while. */
async function databasesHere(otherwise: readonly string[]): Promise<readonly string[]> {
  try {
    const found = await indexedDB.databases();
    return ALL.filter((name) => found.some((database) => database.name === name));
  } catch {
    return otherwise;
  }
}

async function countIn(names: readonly string[]): Promise<number> {
  let count = 0;
  for (const name of names) {
    const store = WAITING.get(name);
    if (store === undefined) continue;
    // What cannot be read cannot be sent either.
    count += await inDatabase(name, (database) => database.count(store)).catch(() => 0);
  }
  return count;
}

/** Takes every map, every waiting change and comment, and the list of maps off this device. */
export async function clearDeviceMaps(): Promise<void> {
  await clear(await databasesHere(ALL));
}

/**
 * Emptied, not deleted: a database that another tab holds open, and be it one that sleeps, is deleted only when that tab lets
 * go, and whoever wants to open it waits until then.
 */
async function clear(names: readonly string[]): Promise<void> {
  removeText(MAPS_KEY);
  await Promise.all(names.map(emptyOrDelete));
}

async function emptyOrDelete(name: string): Promise<void> {
  try {
    await inDatabase(name, async (database) => {
      const transaction = database.transaction([...database.objectStoreNames], "readwrite");
      const stores = [...transaction.objectStoreNames].map((each) => transaction.objectStore(each));
      await Promise.all([...stores.map((store) => store.clear()), transaction.done]);
    });
  } catch {
    // One that cannot be emptied may still go as a whole, now or when the browser lets it; one that lets nothing be kept has
    // nothing to delete.
    const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([deleteDB(name).catch(() => undefined), tired]);
  }
}

/** Runs on a database that is there; rejects otherwise. */
async function inDatabase<T>(
  name: string,
  work: (database: IDBPDatabase) => Promise<T>,
): Promise<T> {
  const database = new DeviceDatabase(() => openIfThere(name), PATIENCE_MS);
  try {
    return await database.run(work);
  } finally {
    void database.close();
  }
}

function openIfThere(name: string): Promise<IDBPDatabase> {
  return openDB(name, undefined, {
    // Taken away in this moment: opened, it would be made anew, without its stores, and nobody could keep anything in it.
    upgrade(_database, _from, _to, transaction) {
      transaction.done.catch(() => undefined);
      transaction.abort();
    },
  });
}
