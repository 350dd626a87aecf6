// The address of a comment: its map's page, with the comment behind the #.

const PREFIX = "#kommentar=";

/** For the clipboard and for mails. */
export function commentAddress(mapId: string, commentId: string): string {
  return `${window.location.origin}${commentPath(mapId, commentId)}`;
}

/** Within this page. */
export function commentPath(mapId: string, commentId: string): string {
  return `/karte/${mapId}${PREFIX}${commentId}`;
}

/** null: this fragment points at no comment. */
export function commentIn(hash: string): string | null {
  if (!hash.startsWith(PREFIX)) return null;
  const id = hash.slice(PREFIX.length);
  return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : null;
}
