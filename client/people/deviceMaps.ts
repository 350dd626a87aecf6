// What this device keeps of maps, for signing out and for the next person: how much was never sent, and all of it taken
// away. Knows the names that map/session/Outbox.ts and comments/store/WaitingBox.ts use; loads neither Yjs nor the map.
import { deleteDB, openDB } from "idb";
import { removeText } from "../app/choices.ts";
import { COMMENTS_DATABASE, WAITING_COMMENTS } from "../comments/store/commentsDatabase.ts";
import { MAPS_DATABASE } from "../map/session/mapsDatabase.ts";
import { MAPS_KEY } from "../maps/rememberedMaps.ts";

/** How many changes and comments wait on this device to be sent. 0 where nothing can be kept. */
export async function countUnsent(): Promise<number> {
  const changes = await countIn(MAPS_DATABASE, "changes");
  return changes + (await countIn(COMMENTS_DATABASE, WAITING_COMMENTS));
}

async function countIn(name: string, store: string): Promise<number> {
  try {
    // Opening one that is not there would make it, without its stores.
    const databases = await indexedDB.databases();
    if (!databases.some((database) => database.name === name)) return 0;
    const database = await openDB(name);
    const count = await database.count(store);
    database.close();
    return count;
  } catch {
    return 0;
  }
}

/** Takes every map, every waiting change and comment, and the list of maps off this device. */
export async function clearDeviceMaps(): Promise<void> {
  removeText(MAPS_KEY);
  for (const name of [MAPS_DATABASE, COMMENTS_DATABASE]) {
    try {
      await deleteDB(name);
    } catch {
      // A browser that lets nothing be kept has nothing to delete.
    }
  }
}
