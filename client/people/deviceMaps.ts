// What this device keeps of maps, for signing out and for the next person: how much was never sent, and all of it taken
// away. Knows the names that map/session/Outbox.ts uses; loads neither Yjs nor the map.
import { deleteDB, openDB } from "idb";
import { removeText } from "../app/choices.ts";
import { forgetDrafts } from "../comments/thread/drafts.ts";
import { MAPS_DATABASE } from "../map/session/mapsDatabase.ts";
import { MAPS_KEY } from "../maps/rememberedMaps.ts";

/** How many changes wait on this device to be sent. 0 where nothing can be kept. */
export async function countUnsent(): Promise<number> {
  try {
    // Opening one that is not there would make it, without the outbox's stores.
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === MAPS_DATABASE)) return 0;
    const database = await openDB(MAPS_DATABASE);
    const count = await database.count("changes");
    database.close();
    return count;
  } catch {
    return 0;
  }
}

/** Takes every map, every waiting change, every begun comment and the list of maps off this device. */
export async function clearDeviceMaps(): Promise<void> {
  removeText(MAPS_KEY);
  forgetDrafts();
  try {
    await deleteDB(MAPS_DATABASE);
  } catch {
    // A browser that lets nothing be kept has nothing to delete.
  }
}
