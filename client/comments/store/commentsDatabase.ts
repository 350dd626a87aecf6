// The name of the IndexedDB database with comments that wait on this device to be sent (WaitingBox.ts). A database of
// its own: a tab with an older build could not open the maps' one any more if a newer build changed it. Alone in a
// file, so that signing out can take it away without loading the map.
export const COMMENTS_DATABASE = "zukunftslandkarte-kommentare";
export const WAITING_COMMENTS = "waiting";
