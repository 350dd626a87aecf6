// The keys that open and close the comments panel, and what they do in it.

/** As `keyNames` reads them. */
export const PANEL_KEYS = "Mod+Alt+K";

export function isPanelKey(event: KeyboardEvent): boolean {
  // By its place on the keyboard: with Alt some layouts write another letter.
  return (event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyK";
}

/** On a thread of the list: unread becomes read, read unread. As screen readers are told it. */
export const UNREAD_KEYS = "Shift+U";

export function isUnreadKey(event: { key: string; shiftKey: boolean }): boolean {
  return event.shiftKey && event.key.toLowerCase() === "u";
}
