// The parts of the map's page that are not there from the beginning: windows, panels, the outline.
import { useStore } from "../map/session/useStore.ts";
import { onDemand } from "./onDemand.tsx";
import { openPanel } from "./openPanel.ts";

export const CommandPalette = onDemand(
  async () => (await import("./CommandPalette.tsx")).CommandPalette,
  () => useStore(openPanel) === "palette",
);
export const KeyboardHelp = onDemand(
  async () => (await import("./KeyboardHelp.tsx")).KeyboardHelp,
  () => useStore(openPanel) === "keyboard",
);
export const Inspector = onDemand(
  async () => (await import("../map/inspector/Inspector.tsx")).Inspector,
);
export const Outline = onDemand(async () => (await import("../map/outline/Outline.tsx")).Outline);
export const CommentsPanel = onDemand(
  async () => (await import("../comments/panel/CommentsPanel.tsx")).CommentsPanel,
);
export const HistoryPanel = onDemand(
  async () => (await import("../versions/panel/HistoryPanel.tsx")).HistoryPanel,
);
export const LensSide = onDemand(async () => (await import("../changes/LensPanel.tsx")).LensSide);
