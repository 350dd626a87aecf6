// The open map's parts beside each other: bar, outline, canvas, inspector, and the windows above them.
import { ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommentLink } from "../comments/thread/useCommentLink.ts";
import { MapCanvas } from "../map/canvas/MapCanvas.tsx";
import { Inspector } from "../map/inspector/Inspector.tsx";
import { Outline } from "../map/outline/Outline.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { EmptyMapHint } from "./EmptyMapHint.tsx";
import { FollowNotice } from "./FollowNotice.tsx";
import { KeyboardHelp } from "./KeyboardHelp.tsx";
import { LostEditsNotice } from "./LostEditsNotice.tsx";
import { MapBar } from "./MapBar.tsx";
import { MapShare } from "./MapShare.tsx";
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

export function MapWorkspace() {
  const { t } = useTranslation();
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const [toggleOutline] = useState(() => () => setOutlineOpen((isOpen) => !isOpen));
  const inspector = useInspectorOpen();
  // What lies above the map makes room for what somebody wants to see of it.
  useEffect(
    () =>
      onReveal(() => {
        if (window.matchMedia(NARROW).matches) setOutlineOpen(false);
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
        isInspectorOpen={inspector.isOpen}
        onToggleInspector={inspector.toggle}
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
        {inspector.isOpen ? (
          <aside className={styles.inspector} aria-label={t("map.inspector")}>
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
      <MapShare />
    </div>
  );
}
