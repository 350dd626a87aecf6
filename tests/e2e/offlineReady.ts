// What a page has on the device before the network goes, and after signing out. Knows the service worker and the databases by
// the browser's own words alone.
import type { Page } from "playwright";
import { waitFor } from "../fixtures/waitFor.ts";

const WITHIN_MS = 60_000;

/** The worker has every file, and answers from now on: a network that goes sooner breaks off what is being fetched. */
export async function workerReady(page: Page): Promise<void> {
  await waitFor(
    "the service worker is active",
    () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === "activated";
      }),
    WITHIN_MS,
  );
}

/** The worker of another build has every file of that, too, and waits for the pages of the old one to go. */
export async function nextWorkerReady(page: Page): Promise<void> {
  await waitFor(
    "the new worker has all files",
    () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.waiting?.state === "installed";
      }),
    WITHIN_MS,
  );
}

/** A map is kept here: its copy is written when the page has nothing else to do. */
export async function mapKept(page: Page): Promise<void> {
  await waitFor(
    "the map is kept on the device",
    async () => (await countOnDevice(page, "zukunftslandkarte", "bases")) > 0,
    WITHIN_MS,
  );
}

/** Whoever has signed out leaves nothing in any database. */
export async function nothingKept(page: Page): Promise<void> {
  await waitFor("nothing is kept here", async () => {
    for (const [name, stores] of await databasesOn(page)) {
      for (const store of stores) if ((await countOnDevice(page, name, store)) > 0) return false;
    }
    return true;
  });
}

/** The databases there are, with their stores. */
function databasesOn(page: Page): Promise<[name: string, stores: string[]][]> {
  return page.evaluate(async () => {
    const found: [string, string[]][] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      // Taken away in this moment.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error ?? new Error("refused"));
      });
      found.push([name, [...database.objectStoreNames]]);
      database.close();
    }
    return found;
  });
}

/** How much a database holds in one of its stores; 0 where there is none. */
export async function countOnDevice(page: Page, name: string, store: string): Promise<number> {
  return (await countsOnDevice(page))[`${name}/${store}`] ?? 0;
}

/** How much every store of every database holds, by `database/store`. */
function countsOnDevice(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("refused"));
      });
    const counts: Record<string, number> = {};
    for (const { name = "" } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      // Taken away in this moment: opened, it would be made anew, without stores.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      const database = await done(opening);
      try {
        for (const store of database.objectStoreNames) {
          counts[`${name}/${store}`] = await done(
            database.transaction(store).objectStore(store).count(),
          );
        }
      } finally {
        database.close();
      }
    }
    return counts;
  });
}

/** The changes of maps that wait to be sent, in the order they were made. */
export async function unsentOnDevice(page: Page): Promise<Uint8Array[]> {
  const updates = await page.evaluate(
    () =>
      new Promise<number[][]>((resolve, reject) => {
        const opening = indexedDB.open("zukunftslandkarte");
        opening.addEventListener("error", () => reject(new Error("not opened")));
        opening.addEventListener("success", () => {
          const asked = opening.result.transaction("changes").objectStore("changes").getAll();
          asked.addEventListener("success", () => {
            opening.result.close();
            const changes = asked.result as { update: Uint8Array }[];
            resolve(changes.map(({ update }) => [...update]));
          });
        });
      }),
  );
  return updates.map((bytes) => Uint8Array.from(bytes));
}

/** Puts a change among them, as a page would that was closed before it could send it. */
export function leaveOnDevice(page: Page, mapId: string, update: Uint8Array): Promise<void> {
  return page.evaluate(
    ({ id, bytes }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("zukunftslandkarte");
        opening.addEventListener("error", () => reject(new Error("not opened")));
        opening.addEventListener("success", () => {
          const change = { mapId: id, update: Uint8Array.from(bytes) };
          const transaction = opening.result.transaction("changes", "readwrite");
          transaction.objectStore("changes").add(change);
          transaction.addEventListener("complete", () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    { id: mapId, bytes: [...update] },
  );
}
