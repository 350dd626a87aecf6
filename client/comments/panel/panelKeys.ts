// The keys that open and close the comments panel.

/** As `keyNames` reads them. */
export const PANEL_KEYS = "Mod+Alt+K";

export function isPanelKey(event: KeyboardEvent): boolean {
  // By its place on the keyboard: with Alt some layouts write another letter.
  return (event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyK";
}
