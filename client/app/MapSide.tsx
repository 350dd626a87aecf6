// What stands to the right of the map: comments or history while they are open, otherwise the inspector.
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeNewsOf } from "../changes/ChangeNews.ts";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useComments } from "../comments/store/commentHooks.ts";
import { Inspector } from "../map/inspector/Inspector.tsx";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { HistorySide } from "./HistorySide.tsx";
import { CommentsPanel, LensSide } from "./mapParts.ts";
import styles from "./MapWorkspace.module.css";
import { isNarrow } from "./narrow.ts";
import type { InspectorOpen } from "./useInspectorOpen.ts";

export interface MapSideProps {
  areCommentsShown: boolean;
  isHistoryShown: boolean;
  inspector: InspectorOpen;
}

export function MapSide({ areCommentsShown, isHistoryShown, inspector }: MapSideProps) {
  const { t } = useTranslation();
  const session = useSession();
  const isThreadOpen = useStore(useComments().opened, (opened) => opened !== null);
  const lens = useStore(changeNewsOf(session).lens);
  const closeComments = (): void => panelShown.set(false);
  if (lens !== null) return <LensSide lens={lens} />;
  if (areCommentsShown) {
    return (
      <aside className={styles.comments} aria-label={t("comments.title")}>
        <CommentsPanel
          onOpened={() => {
            if (isNarrow()) closeComments();
          }}
          onClose={closeComments}
        />
      </aside>
    );
  }
  if (isHistoryShown) {
    return <HistorySide mapId={session.mapId} session={session} shownId={null} />;
  }
  if (!inspector.isOpen) return null;
  return (
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
  );
}
