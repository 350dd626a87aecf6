// What to do on a map without any node. Lies above the canvas and lets every click through to it.
import { useTranslation } from "react-i18next";
import { useMay, useShownMap } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import styles from "./EmptyMapHint.module.css";

export function EmptyMapHint() {
  const { t } = useTranslation();
  const { flow } = useShownMap();
  const mayChange = useMay("map.change");
  // Not `content.all`: that copies the whole map for every change.
  const isEmpty = useStore(flow.nodes, (nodes) => nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <div className={styles.hint}>
      <p className={styles.title}>{t("map.emptyTitle")}</p>
      {mayChange ? (
        <ul className={styles.ways}>
          <li>{t("map.emptyDoubleClick")}</li>
          <li className={styles.key}>{t("map.emptyKey")}</li>
          <li>{t("map.emptyPalette")}</li>
        </ul>
      ) : (
        <p>{t("map.emptyReadOnly")}</p>
      )}
    </div>
  );
}
