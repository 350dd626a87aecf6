// What stands to the right of the map: the comments while they are open, otherwise the inspector.
import { ChevronDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useComments } from "../comments/store/commentHooks.ts";
import { Inspector } from "../map/inspector/Inspector.tsx";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import styles from "./MapWorkspace.module.css";
import type { InspectorOpen } from "./useInspectorOpen.ts";

const CommentsPanel = lazy(async () => ({
  default: (await import("../comments/panel/CommentsPanel.tsx")).CommentsPanel,
}));

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
        <Suspense fallback={null}>
          <CommentsPanel
            onOpened={() => {
              if (isNarrow()) closeComments();
            }}
            onClose={closeComments}
          />
        </Suspense>
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
