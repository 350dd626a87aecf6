// One line of the outline: a heading that can be folded, or a node with its title, which F2 changes in place.
import { ChevronDown, ChevronRight, Waypoints } from "lucide-react";
import { useTranslation } from "react-i18next";
import { kindIcons } from "../../ui/kindIcons.ts";
import { useNodeValue } from "../inspector/elementValue.ts";
import styles from "./Outline.module.css";
import type { OutlineRow } from "./outlineRows.ts";
import { RenameField } from "./RenameField.tsx";

export interface OutlineTreeRowProps {
  row: OutlineRow;
  top: number;
  height: number;
  isActive: boolean;
  isSelected: boolean;
  isRenaming: boolean;
  onChoose: () => void;
  onFold: () => void;
  onFocus: () => void;
  onRenamed: () => void;
}

const INDENT_REM = 1.25;

export function OutlineTreeRow(props: OutlineTreeRowProps) {
  const { row, top, height, isActive, isSelected, isRenaming, onChoose, onFold, onFocus } = props;
  const { t } = useTranslation();
  const title = useNodeValue(row.nodeId ?? "", (node) => node.title);
  if (row.nodeId !== null && title === undefined) return null;
  const Icon = kindIcons[row.kind];
  const Chevron = row.isOpen === true ? ChevronDown : ChevronRight;
  const name = row.nodeId === null ? t(`nodeKinds.${row.kind}`) : title || t("inspector.untitled");
  const count =
    row.nodeId === null
      ? t("inspector.nodeCount", { count: row.children })
      : t("inspector.linkCount", { count: row.links });
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens to the keys of all its rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.isOpen ?? undefined}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      className={row.nodeId === null ? styles.group : styles.row}
      style={{ top, height, paddingInlineStart: `${(row.level - 1) * INDENT_REM + 0.25}rem` }}
      title={isRenaming ? undefined : name}
      onClick={onChoose}
      onFocus={(event) => {
        if (event.target === event.currentTarget) onFocus();
      }}
    >
      {row.isOpen === null ? (
        <span className={styles.noChevron} />
      ) : (
        <span
          className={styles.chevron}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onFold();
          }}
        >
          <Chevron size={18} />
        </span>
      )}
      <Icon aria-hidden="true" size={18} />
      {isRenaming && row.nodeId !== null ? (
        <RenameField id={row.nodeId} onDone={props.onRenamed} />
      ) : (
        <span className={styles.name}>{name}</span>
      )}
      <span className="unseen">
        {row.nodeId === null ? `, ${count}` : `, ${t(`nodeKinds.${row.kind}`)}, ${count}`}
      </span>
      <span className={styles.count} aria-hidden="true">
        {row.nodeId === null ? (
          row.children
        ) : (
          <>
            {row.links}
            <Waypoints size={14} />
          </>
        )}
      </span>
    </div>
  );
}
