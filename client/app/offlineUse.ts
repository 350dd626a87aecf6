// Registers the service worker, so that the page opens without network. In built pages only: in development it would
// show yesterday's code.
import { afterFirstPicture } from "./firstPicture.ts";
import { mapAt } from "./MapRoute.tsx";

/**
 * The worker fetches every file of the build: who comes for a map sees it first. Where the browser refuses (a private
 * window, a full disk), everything works but opening the page without network; its reason goes to the console, as the
 * browser's own message.
 */
export async function startOfflineUse(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  if (mapAt(window.location.pathname) !== null) await afterFirstPicture();
  await navigator.serviceWorker.register("/sw.js");
}
