// The share window of the open map.
import { useMapTitle, useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { ShareWindow } from "../share/ShareWindow.ts";
import { openPanel } from "./openPanel.ts";

export function MapShare() {
  const { mapId } = useSession();
  const title = useMapTitle();
  const isOpen = useStore(openPanel, (panel) => panel === "share");
  return (
    <ShareWindow mapId={mapId} title={title} isOpen={isOpen} onClose={() => openPanel.set(null)} />
  );
}
