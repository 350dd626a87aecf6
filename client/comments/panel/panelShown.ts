// Whether the comments panel is open, for the bar, the palette and a key alike. One map is open at a time.
import { Value } from "../../map/session/Store.ts";

export const panelShown = new Value(false);

export function togglePanel(): void {
  panelShown.set(!panelShown.get());
}
