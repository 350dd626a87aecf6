// The open map's parts beside each other: bar, outline, canvas, inspector, and the windows above them.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ExportDialog } from "../comments/export/ExportDialog.tsx";
import { changeNewsOf } from "../changes/ChangeNews.ts";
import { ChangesLayer } from "../changes/ChangesLayer.tsx";
import { ChangesNotice } from "../changes/ChangesNotice.tsx";
import { CommentNews } from "../comments/panel/CommentNews.tsx";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useCommentLink } from "../comments/thread/useCommentLink.ts";
import { MapCanvas } from "../map/canvas/MapCanvas.tsx";
import { useMapTitle, useMay, useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { historyShown } from "../versions/panel/historyShown.ts";
import { useVersionKeys } from "../versions/panel/useVersionKeys.ts";
import { VersionWindows } from "../versions/panel/VersionWindows.tsx";
import { RestoredNews } from "../versions/restored/RestoredNews.tsx";
import { EmptyMapHint } from "./EmptyMapHint.tsx";
import { useIsMapFirst } from "./firstPicture.ts";
import { FollowNotice } from "./FollowNotice.tsx";
import { LostEditsNotice } from "./LostEditsNotice.tsx";
import { MapBar } from "./MapBar.tsx";
import barStyles from "./MapBar.module.css";
import { CommandPalette, KeyboardHelp, Outline } from "./mapParts.ts";
import { MapShare } from "./MapShare.tsx";
import { MapSide } from "./MapSide.tsx";
import styles from "./MapWorkspace.module.css";
import { isNarrow } from "./narrow.ts";
import { ReadOnlyNote } from "./ReadOnlyNote.tsx";
import { onReveal } from "./revealRequests.ts";
import { backAtMap } from "./samePlace.ts";
import { UnsentNotice } from "./UnsentNotice.tsx";
import { useInspectorOpen } from "./useInspectorOpen.ts";
import { useMapCommands } from "./useMapCommands.tsx";
import { useMapKeys } from "./useMapKeys.ts";
import { useRoleNews } from "./useRoleNews.ts";
import { EraseContentDialog } from "../versions/erase/EraseContentDialog.tsx";
import { useErasureNews } from "../versions/erase/useErasureNews.ts";

export function MapWorkspace() {
  const { t } = useTranslation();
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const [toggleOutline] = useState(() => () => setOutlineOpen((isOpen) => !isOpen));
  const inspector = useInspectorOpen();
  const mayRead = useMay("comments.read");
  const areCommentsShown = useStore(panelShown) && mayRead;
  const session = useSession();
  const title = useMapTitle();
  const mayReadVersions = useMay("versions.read");
  const isHistoryShown = useStore(historyShown) && mayReadVersions;
  const isMapFirst = useIsMapFirst(session.flow.nodes.get().length);
  // Comments and history stand where the inspector does: asking for it puts them away.
  const news = changeNewsOf(session);
  const isLooking = useStore(news.lens, (lens) => lens !== null);
  const isCovered = areCommentsShown || isHistoryShown || isLooking;
  const toggleInspector = (): void => {
    panelShown.set(false);
    historyShown.set(false);
    news.close();
    if (!isCovered || !inspector.isOpen) inspector.toggle();
  };
  // What lies above the map makes room for what somebody wants to see of it.
  useEffect(
    () =>
      onReveal(() => {
        if (isNarrow()) setOutlineOpen(false);
      }),
    [],
  );
  useEffect(() => backAtMap(session), [session]);
  useMapCommands(toggleOutline);
  useMapKeys();
  useVersionKeys(session, true);
  useRoleNews();
  useErasureNews(session);
  useCommentLink();
  return (
    <div className={styles.page}>
      {isMapFirst ? (
        <header className={barStyles.bar} />
      ) : (
        <MapBar
          isOutlineOpen={isOutlineOpen}
          onToggleOutline={toggleOutline}
          isInspectorOpen={inspector.isOpen && !isCovered}
          onToggleInspector={toggleInspector}
        />
      )}
      <div className={styles.work}>
        {isOutlineOpen ? (
          <aside className={styles.outline} aria-label={t("map.outline")}>
            <Outline onClose={toggleOutline} />
          </aside>
        ) : null}
        <main className={styles.canvas} aria-label={t("map.canvas")}>
          <MapCanvas>
            <ChangesLayer />
          </MapCanvas>
          <EmptyMapHint />
          <ReadOnlyNote />
          <ChangesNotice />
          <FollowNotice />
          <LostEditsNotice />
          <UnsentNotice />
        </main>
        <MapSide
          areCommentsShown={areCommentsShown}
          isHistoryShown={isHistoryShown}
          inspector={inspector}
        />
      </div>
      {isMapFirst ? null : (
        <>
          <CommandPalette />
          <KeyboardHelp />
          <MapShare />
          <EraseContentDialog session={session} />
          <CommentNews />
          <ExportDialog />
          <VersionWindows mapId={session.mapId} title={title} />
          <RestoredNews session={session} />
        </>
      )}
    </div>
  );
}
