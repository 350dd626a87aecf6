// What was erased from a map for good, by whom and when: the record, which holds no content.
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { listOf, longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { countsOf } from "./EraseContentDialog.tsx";
import styles from "./ErasureRecords.module.css";
import { erasuresQuery } from "./eraseQueries.ts";

export interface ErasureRecordsProps {
  mapId: string;
  /** Of people that are still known, by id. */
  names: Readonly<Record<string, string>>;
}

export function ErasureRecords({ mapId, names }: ErasureRecordsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const heading = useId();
  const { data = [] } = useQuery(erasuresQuery(mapId));
  if (data.length === 0) return null;
  return (
    <section className={styles.records} aria-labelledby={heading}>
      <h3 id={heading} className={styles.heading}>
        {t("erase.records")}
      </h3>
      <ul className={styles.list} data-erasures>
        {data.map(({ id, byId, begunAt, doneAt, ...chosen }) => (
          <li key={id}>
            {t("erase.record", {
              who: names[byId] ?? t("audit.somebody"),
              what: listOf(countsOf(chosen, t), language),
              when: longDateTime(begunAt, language),
            })}{" "}
            <span className={styles.state}>
              {doneAt === null ? t("erase.recordBegun") : t("erase.recordDone")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
