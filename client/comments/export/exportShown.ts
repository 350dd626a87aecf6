// Whether the question in which form comments are wanted as a file is open, for the panel, the menu and the palette alike.
import { Value } from "../../map/session/Store.ts";

export const exportShown = new Value(false);
