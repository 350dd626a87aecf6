// Where links in mails about notices lead: pages, whose tokens stand behind the # and reach no server before somebody clicks,
// and the one address that mail programs call by themselves.

export const CONFIRM_PAGE = "/bestaetigen";
export const UNSUBSCRIBE_PAGE = "/abbestellen";
/** POST, with the token behind it (RFC 8058). */
export const ONE_CLICK_PATH = "/api/notices/unsubscribe";

/** A comment's place: its map's page opens the thread and moves there. */
export function commentPath(mapId: string, commentId: string): string {
  return `/karte/${mapId}#kommentar=${commentId}`;
}
