// Registers the service worker, so that the page opens without network. In built pages only: in development it would
// show yesterday's code.
import { firstPicture } from "./firstPicture.ts";
import { mapAt } from "./MapRoute.tsx";

/** A map that does not open: its files are kept all the same. */
const PATIENCE_MS = 3_000;
const IDLE_WITHIN_MS = 500;

/**
 * The worker fetches every file of the build: who comes for a map sees it first. Where the browser refuses (a private
 * window, a full disk), everything works but opening the page without network; its reason goes to the console, as the
 * browser's own message.
 */
export async function startOfflineUse(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  if (mapAt(window.location.pathname) !== null) {
    await Promise.race([
      firstPicture,
      new Promise((resolve) => {
        setTimeout(resolve, PATIENCE_MS);
      }),
    ]);
    await new Promise((resolve) => {
      requestIdleCallback(resolve, { timeout: IDLE_WITHIN_MS });
    });
  }
  await navigator.serviceWorker.register("/sw.js");
}
