// The maps by size and activity. What is on them is not asked for.
import { useQuery } from "@tanstack/react-query";
import { Map as MapIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TimeAgo } from "../app/TimeAgo.tsx";
import { byteSize } from "../i18n/sizes.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Awaited } from "../ui/Awaited.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import styles from "./AdminPage.module.css";
import { adminMapsQuery } from "./adminQueries.ts";

/** The table scrolls sideways in a narrow window, and must then be reachable by keyboard. */
const REACHABLE = { tabIndex: 0 };

export function MapSizes() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: maps, error, refetch } = useQuery(adminMapsQuery);
  if (maps === undefined) return <Awaited error={error} onRetry={() => void refetch()} />;
  if (maps.length === 0) {
    return (
      <EmptyState icon={<MapIcon />} title={t("admin.noMaps")}>
        <p>{t("admin.noMapsText")}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.part}>
      <p className={styles.soft}>{t("admin.mapsText")}</p>
      <div className={styles.scroll} role="region" aria-label={t("admin.maps")} {...REACHABLE}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("admin.map")}</th>
              <th scope="col" className={styles.number}>
                {t("admin.nodes")}
              </th>
              <th scope="col" className={styles.number}>
                {t("admin.size")}
              </th>
              <th scope="col">{t("admin.changed")}</th>
              <th scope="col" className={styles.number}>
                {t("admin.named")}
              </th>
              <th scope="col" className={styles.number}>
                {t("admin.present")}
              </th>
            </tr>
          </thead>
          <tbody>
            {maps.map((map) => (
              <tr key={map.id}>
                <th scope="row">{map.title.trim() === "" ? t("maps.untitled") : map.title}</th>
                <td className={styles.number}>{map.nodeCount.toLocaleString(language)}</td>
                <td className={styles.number}>{byteSize(map.bytes, language)}</td>
                <td>
                  <TimeAgo at={map.changedAt} />
                </td>
                <td className={styles.number}>{map.memberCount}</td>
                <td className={styles.number}>{map.presentCount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
