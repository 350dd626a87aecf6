// The names of the IndexedDB databases with comments on this device: those that wait to be sent (WaitingBox.ts), and
// copies of what the server has (KeptTalk.ts). Two, and apart from the maps' one: a tab with an older build could not
// open any of them any more if a newer build changed it. Alone in a file, so that signing out can take them away without
// loading the map.
export const COMMENTS_DATABASE = "zukunftslandkarte-kommentare";
export const WAITING_COMMENTS = "waiting";
export const TALK_DATABASE = "zukunftslandkarte-diskussionen";
