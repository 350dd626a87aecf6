// A row of one line: the map as it is now, a day, or versions that the server kept by itself.
import { ChevronDown, ChevronRight, CircleDot } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clockTime, longDate } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { classes } from "../../ui/classes.ts";
import type { TimelineRow } from "./timelineRows.ts";
import styles from "./Timeline.module.css";

export interface RowProps<Row> {
  row: Row;
  place: { top: number; height: number };
  /** Has the keyboard. */
  isActive: boolean;
  /** Is what is looked at. */
  isShown: boolean;
  onChoose: () => void;
  onFocus: () => void;
}

export type HeadingRowProps = RowProps<Exclude<TimelineRow, { what: "version" }>>;

export function HeadingRow({ row, place, isActive, isShown, onChoose, onFocus }: HeadingRowProps) {
  const Icon = row.what === "now" ? CircleDot : row.isOpen === true ? ChevronDown : ChevronRight;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens to the keys of all its rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.isOpen ?? undefined}
      aria-selected={isShown}
      tabIndex={isActive ? 0 : -1}
      className={classes(styles.heading, styles[row.what])}
      style={place}
      onClick={onChoose}
      onFocus={onFocus}
    >
      <Icon className={styles.chevron} size={18} aria-hidden="true" />
      <Words row={row} />
    </div>
  );
}

function Words({ row }: Pick<HeadingRowProps, "row">) {
  const { t } = useTranslation();
  const language = useLanguage();
  switch (row.what) {
    case "now":
      return <span className={styles.name}>{t("versions.now")}</span>;
    case "day":
      return <span className={styles.name}>{longDate(row.at, language)}</span>;
    case "fold":
      return (
        <>
          <span className={styles.name}>{t("versions.automatic", { count: row.count })}</span>
          <span className={styles.when}>
            {[...new Set([row.from, row.until].map((at) => clockTime(at, language)))].join("–")}
          </span>
        </>
      );
  }
}
