// What stands to the right of the map: comments or history while they are open, otherwise the inspector.
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeNewsOf } from "../changes/ChangeNews.ts";
import { useComments } from "../comments/store/commentHooks.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { CommentsSide } from "./CommentsSide.tsx";
import { HistorySide } from "./HistorySide.tsx";
import { Inspector, LensSide } from "./mapParts.ts";
import styles from "./MapWorkspace.module.css";
import type { InspectorOpen } from "./useInspectorOpen.ts";

export interface MapSideProps {
  areCommentsShown: boolean;
  isHistoryShown: boolean;
  inspector: InspectorOpen;
}

export function MapSide({ areCommentsShown, isHistoryShown, inspector }: MapSideProps) {
  const { t } = useTranslation();
  const session = useSession();
  const lens = useStore(changeNewsOf(session).lens);
  return (
    <>
      <CommentsSide label={t("comments.title")} isShown={areCommentsShown && lens === null} />
      {lens !== null ? (
        <LensSide lens={lens} />
      ) : areCommentsShown ? null : isHistoryShown ? (
        <HistorySide mapId={session.mapId} session={session} shownId={null} />
      ) : inspector.isOpen ? (
        <InspectorSide onClose={inspector.toggle} />
      ) : null}
    </>
  );
}

function InspectorSide({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const isThreadOpen = useStore(useComments().opened, (opened) => opened !== null);
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
          onPress={onClose}
        />
      </div>
      <Inspector />
    </aside>
  );
}
