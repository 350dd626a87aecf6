// What this device keeps of maps, for signing out and for the next person: how much was never sent, and all of it taken
// away. Knows the names that map/session/Outbox.ts, comments/store/WaitingBox.ts and KeptTalk.ts use; loads neither Yjs nor the map.
import { deleteDB, openDB } from "idb";
import { removeText } from "../app/choices.ts";
import {
  COMMENTS_DATABASE,
  TALK_DATABASE,
  WAITING_COMMENTS,
} from "../comments/store/commentsDatabase.ts";
import { MAPS_DATABASE } from "../map/session/mapsDatabase.ts";
import { MAPS_KEY } from "../maps/rememberedMaps.ts";

/** Where each database keeps what waits to be sent. */
const WAITING = new Map([
  [MAPS_DATABASE, "changes"],
  [COMMENTS_DATABASE, WAITING_COMMENTS],
]);
const ALL = [...WAITING.keys(), TALK_DATABASE];

/** A tab that the browser has put to sleep keeps its hold on a database; it goes as soon as that tab wakes or is closed. */
const DELETING_MS = 5_000;

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
    try {
      const database = await openDB(name);
      count += await database.count(store);
      database.close();
    } catch {
      // What cannot be read cannot be sent either.
    }
  }
  return count;
}

/** Takes every map, every waiting change and comment, and the list of maps off this device. */
export async function clearDeviceMaps(): Promise<void> {
  await clear(await databasesHere(ALL));
}

async function clear(names: readonly string[]): Promise<void> {
  removeText(MAPS_KEY);
  const tired = new Promise((resolve) => setTimeout(resolve, DELETING_MS));
  await Promise.race([Promise.all(names.map(deleteIfThere)), tired]);
}

async function deleteIfThere(name: string): Promise<void> {
  try {
    await deleteDB(name);
  } catch {
    // A browser that lets nothing be kept has nothing to delete.
  }
}
