// What stands to the right of the map: the comments while they are open, otherwise the inspector.
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CommentsPanel } from "../comments/panel/CommentsPanel.tsx";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useComments } from "../comments/store/commentHooks.ts";
import { Inspector } from "../map/inspector/Inspector.tsx";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import styles from "./MapWorkspace.module.css";
import type { InspectorOpen } from "./useInspectorOpen.ts";

export interface MapSideProps {
  areCommentsShown: boolean;
  inspector: InspectorOpen;
  /** As in MapWorkspace.module.css: what stands here lies above the map. */
  isNarrow: () => boolean;
}

export function MapSide({ areCommentsShown, inspector, isNarrow }: MapSideProps) {
  const { t } = useTranslation();
  const isThreadOpen = useStore(useComments().opened, (opened) => opened !== null);
  const closeComments = (): void => panelShown.set(false);
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
