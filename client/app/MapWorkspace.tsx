// The open map's parts beside each other: bar, outline, canvas, inspector, and the windows above them.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommentNews } from "../comments/panel/CommentNews.tsx";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useCommentLink } from "../comments/thread/useCommentLink.ts";
import { MapCanvas } from "../map/canvas/MapCanvas.tsx";
import { Outline } from "../map/outline/Outline.tsx";
import { useMay } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { CommandPalette } from "./CommandPalette.tsx";
import { EmptyMapHint } from "./EmptyMapHint.tsx";
import { FollowNotice } from "./FollowNotice.tsx";
import { KeyboardHelp } from "./KeyboardHelp.tsx";
import { LostEditsNotice } from "./LostEditsNotice.tsx";
import { MapBar } from "./MapBar.tsx";
import { MapShare } from "./MapShare.tsx";
import { MapSide } from "./MapSide.tsx";
import styles from "./MapWorkspace.module.css";
import { ReadOnlyNote } from "./ReadOnlyNote.tsx";
import { onReveal } from "./revealRequests.ts";
import { UnsentNotice } from "./UnsentNotice.tsx";
import { useInspectorOpen } from "./useInspectorOpen.ts";
import { useMapCommands } from "./useMapCommands.tsx";
import { useMapKeys } from "./useMapKeys.ts";
import { useRoleNews } from "./useRoleNews.ts";

/** As in MapWorkspace.module.css: outline and inspector lie above the canvas. */
const NARROW = "(max-width: 48rem)";
const isNarrow = (): boolean => window.matchMedia(NARROW).matches;

export function MapWorkspace() {
  const { t } = useTranslation();
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const [toggleOutline] = useState(() => () => setOutlineOpen((isOpen) => !isOpen));
  const inspector = useInspectorOpen();
  const mayRead = useMay("comments.read");
  const areCommentsShown = useStore(panelShown) && mayRead;
  // The comments stand where the inspector does: asking for it puts them away.
  const toggleInspector = (): void => {
    panelShown.set(false);
    if (!areCommentsShown || !inspector.isOpen) inspector.toggle();
  };
  // What lies above the map makes room for what somebody wants to see of it.
  useEffect(
    () =>
      onReveal(() => {
        if (isNarrow()) setOutlineOpen(false);
      }),
    [],
  );
  useMapCommands(toggleOutline);
  useMapKeys();
  useRoleNews();
  useCommentLink();
  return (
    <div className={styles.page}>
      <MapBar
        isOutlineOpen={isOutlineOpen}
        onToggleOutline={toggleOutline}
        isInspectorOpen={inspector.isOpen && !areCommentsShown}
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
          <EmptyMapHint />
          <ReadOnlyNote />
          <FollowNotice />
          <LostEditsNotice />
          <UnsentNotice />
        </main>
        <MapSide areCommentsShown={areCommentsShown} inspector={inspector} isNarrow={isNarrow} />
      </div>
      <CommandPalette />
      <KeyboardHelp />
      <MapShare />
      <CommentNews />
    </div>
  );
}
