// Whether the history of versions is open, for the bar, the palette and a key alike. It stands where the comments do: only
// one of both is open.
import { panelShown } from "../../comments/panel/panelShown.ts";
import { Value } from "../../map/session/Store.ts";

export const historyShown = new Value(false);

/** As `keyNames` reads them. */
export const HISTORY_KEYS = "Mod+Alt+V";
export const SAVE_KEYS = "Mod+S";

historyShown.subscribe(() => {
  if (historyShown.get()) panelShown.set(false);
});
panelShown.subscribe(() => {
  if (panelShown.get()) historyShown.set(false);
});

export function toggleHistory(): void {
  historyShown.set(!historyShown.get());
}

export function isHistoryKey(event: KeyboardEvent): boolean {
  // By its place on the keyboard: with Alt some layouts write another letter.
  return (event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyV";
}
