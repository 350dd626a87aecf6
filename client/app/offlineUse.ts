// Registers the service worker, so that the page opens without network. In built pages only: in development it would
// show yesterday's code.

/**
 * Where the browser refuses (a private window, a full disk), everything works but opening the page without network;
 * its reason goes to the console, as the browser's own message.
 */
export function startOfflineUse(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.register("/sw.js");
}
