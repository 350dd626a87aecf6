// Which of the map page's own windows is open: at most one.
import { Value } from "../map/session/Store.ts";

export const openPanel = new Value<"palette" | "keyboard" | "share" | null>(null);
