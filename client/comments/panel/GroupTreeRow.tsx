// What threads hang on, as a heading that can be folded: its kind, its title, how many there are.
import { ChevronDown, ChevronRight, MapPin } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useAnchorName } from "../thread/anchorName.ts";
import type { GroupRow } from "./panelRows.ts";
import styles from "./ThreadTree.module.css";

export interface TreeRowProps<Row> {
  row: Row;
  /** In the list, in CSS pixels. */
  top: number;
  height: number;
  isActive: boolean;
}

export const GroupTreeRow = memo(function GroupTreeRow(props: TreeRowProps<GroupRow>) {
  const { row, top, height, isActive } = props;
  const { t } = useTranslation();
  const { icon, name } = useAnchorName(row.anchor, row.lastTitle);
  const isPlaces = row.anchor.on === "place";
  const Icon = isPlaces ? MapPin : icon;
  const Chevron = row.isOpen === true ? ChevronDown : ChevronRight;
  const title = isPlaces ? t("comments.places") : name;
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.isOpen ?? undefined}
      aria-selected={false}
      tabIndex={isActive ? 0 : -1}
      className={styles.group}
      style={{ top, height }}
      title={title}
      data-row={row.key}
    >
      <Chevron className={styles.chevron} size={18} aria-hidden="true" />
      <Icon className={styles.kind} size={18} aria-hidden="true" />
      <span className={styles.name}>{title}</span>
      {row.isOrphan ? <span className={styles.orphan}>{t("comments.orphan")}</span> : null}
      <span className={styles.count} aria-hidden="true">
        {row.threads}
      </span>
      <span className="unseen">
        {`, ${t("comments.filterCount", { count: row.threads })}`}
        {row.unread === 0 ? "" : `, ${t("comments.unread", { count: row.unread })}`}
      </span>
    </div>
  );
});
