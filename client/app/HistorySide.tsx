// The history beside the map, or beside what it was; on a narrow window a sheet above it that makes room for what is chosen.
import { useTranslation } from "react-i18next";
import type { HistoryPanelProps } from "../versions/panel/HistoryPanel.tsx";
import { historyShown } from "../versions/panel/historyShown.ts";
import { HistoryPanel } from "./mapParts.ts";
import styles from "./MapWorkspace.module.css";
import { isNarrow } from "./narrow.ts";

export function HistorySide(props: Omit<HistoryPanelProps, "onChosen">) {
  const { t } = useTranslation();
  return (
    <aside className={styles.comments} aria-label={t("versions.title")}>
      <HistoryPanel
        {...props}
        onChosen={() => {
          if (isNarrow()) historyShown.set(false);
        }}
      />
    </aside>
  );
}
