// A past state of a map with everything one can look at it with: outline, canvas, inspector; above them, unmistakably,
// that it is not the map as it is now, and the way back to that.
import { ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useComments } from "../comments/store/commentHooks.ts";
import { canvasOf } from "../map/canvas/canvasOf.ts";
import { MapCanvas } from "../map/canvas/MapCanvas.tsx";
import type { MapSession } from "../map/session/MapSession.ts";
import { useMapTitle, useShownMap } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { historyShown } from "../versions/panel/historyShown.ts";
import { useVersion } from "../versions/panel/versionQueries.ts";
import { useVersionKeys } from "../versions/panel/useVersionKeys.ts";
import { VersionWindows } from "../versions/panel/VersionWindows.tsx";
import { RestoredNews } from "../versions/restored/RestoredNews.tsx";
import { CommentsSide } from "./CommentsSide.tsx";
import { HistorySide } from "./HistorySide.tsx";
import { CommandPalette, Inspector, KeyboardHelp, Outline } from "./mapParts.ts";
import styles from "./MapWorkspace.module.css";
import { PastBanner } from "./PastBanner.tsx";
import { requestReveal } from "./revealRequests.ts";
import { useInspectorOpen } from "./useInspectorOpen.ts";
import { useMapKeys } from "./useMapKeys.ts";

export interface PastWorkspaceProps {
  /** When the map was like this, milliseconds since the epoch; null: not known. */
  at: number | null;
  /** A node or link that is looked for. */
  elementId: string | null;
  /** The map as it is now; null: nobody came from it. */
  session: MapSession | null;
  /** As which version this state is looked at; null: as none. */
  versionId: string | null;
}

/** As which the history marks a state that is looked at as no version. */
const NO_VERSION = "";

export function PastWorkspace({ at, elementId, session, versionId }: PastWorkspaceProps) {
  const { t } = useTranslation();
  const { mapId } = useShownMap();
  const title = useMapTitle();
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const inspector = useInspectorOpen();
  const isHistoryShown = useStore(historyShown);
  const areCommentsShown = useStore(panelShown);
  const isThreadOpen = useStore(useComments().opened, (opened) => opened !== null);
  const isCovered = isHistoryShown || areCommentsShown;
  const toggleOutline = (): void => setOutlineOpen((isOpen) => !isOpen);
  // History and comments stand where the inspector does: asking for it puts them away.
  const toggleInspector = (): void => {
    historyShown.set(false);
    panelShown.set(false);
    if (!isCovered || !inspector.isOpen) inspector.toggle();
  };
  const { data: version = null } = useVersion(mapId, versionId);
  useMapKeys();
  useVersionKeys(session, false);
  useFound(elementId);
  return (
    <div className={styles.page} data-past>
      <PastBanner
        at={at}
        session={session}
        version={version}
        isOutlineOpen={isOutlineOpen}
        onToggleOutline={toggleOutline}
        isInspectorOpen={inspector.isOpen && !isCovered}
        onToggleInspector={toggleInspector}
      />
      <div className={styles.work}>
        {isOutlineOpen ? (
          <aside className={styles.outline} aria-label={t("map.outline")}>
            <Outline onClose={toggleOutline} />
          </aside>
        ) : null}
        <main className={styles.canvas} aria-label={t("map.canvas")}>
          <MapCanvas />
        </main>
        {areCommentsShown ? (
          <CommentsSide label={t("pastTalk.title")} isShown />
        ) : isHistoryShown ? (
          <HistorySide mapId={mapId} session={session} shownId={versionId ?? NO_VERSION} />
        ) : inspector.isOpen ? (
          <aside
            className={styles.inspector}
            aria-label={t("map.inspector")}
            data-yields={isThreadOpen || undefined}
          >
            <div className={styles.grip}>
              <IconButton
                size="small"
                label={t("map.closeInspector")}
                icon={<ChevronDown />}
                hintPlacement="top"
                onPress={inspector.toggle}
              />
            </div>
            <Inspector />
          </aside>
        ) : null}
      </div>
      <CommandPalette />
      <KeyboardHelp />
      <VersionWindows mapId={mapId} title={title} />
      {session === null ? null : <RestoredNews session={session} />}
    </div>
  );
}

/** Selects what was looked for, and goes there once the canvas is drawn. */
function useFound(elementId: string | null): void {
  const map = useShownMap();
  useEffect(() => {
    if (elementId === null) return;
    const isNode = map.content.node(elementId) !== undefined;
    if (!isNode && map.content.link(elementId) === undefined) return;
    const found = isNode ? { nodes: [elementId] } : { links: [elementId] };
    map.flow.select(found);
    let frame: number | null = null;
    const go = (): void => {
      frame = null;
      if (!canvasOf(map).isPlaced) frame = requestAnimationFrame(go);
      else requestReveal(found);
    };
    go();
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [map, elementId]);
}
