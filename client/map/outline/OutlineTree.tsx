// The rows of the outline as a tree: one of them has the focus, arrow keys walk, only those in view are drawn.
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { NodeId } from "#shared/map/schema.ts";
import { requestReveal } from "../../app/revealRequests.ts";
import { useMay, useSelection, useShownMap } from "../session/sessionHooks.ts";
import styles from "./Outline.module.css";
import type { OutlineRow } from "./outlineRows.ts";
import { OutlineTreeRow } from "./OutlineTreeRow.tsx";
import { rowByLetter, stepFor } from "./treeKeys.ts";
import { useRowWindow } from "./useRowWindow.ts";

export interface OutlineTreeProps {
  rows: readonly OutlineRow[];
  onFold: (key: string, isFolded: boolean) => void;
}

export function OutlineTree({ rows, onFold }: OutlineTreeProps) {
  const { t } = useTranslation();
  const { flow, content } = useShownMap();
  const mayChange = useMay("map.change");
  const selection = useSelection();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<NodeId | null>(null);
  const wantsFocus = useRef(false);
  const tree = useRef<HTMLDivElement | null>(null);
  const { rowHeight, first, end, attach, onScroll, show } = useRowWindow(rows.length);

  // A row that is gone (deleted, folded, filtered) leaves the focus to the first one.
  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = found < 0 ? 0 : found;

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
  });

  const goTo = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    wantsFocus.current = true;
    setActiveKey(row.key);
    show(index);
  };
  const choose = (row: OutlineRow) => {
    setActiveKey(row.key);
    if (row.nodeId === null) onFold(row.key, row.isOpen === true);
    else {
      flow.select({ nodes: [row.nodeId] });
      requestReveal({ nodes: [row.nodeId] });
    }
  };
  const nameOf = (row: OutlineRow): string =>
    row.nodeId === null ? t(`nodeKinds.${row.kind}`) : (content.node(row.nodeId)?.title ?? "");

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    if (row === undefined || event.target instanceof HTMLTextAreaElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event.key, rows, active);
    if (event.key === "Enter" || event.key === " ") choose(row);
    else if (event.key === "F2" && mayChange && row.nodeId !== null) setRenaming(row.nodeId);
    else if (step !== null && "to" in step) goTo(step.to);
    else if (step !== null) onFold(row.key, step.fold);
    else if (event.key.length === 1) {
      const match = rowByLetter(event.key, rows, active, nameOf);
      if (match !== null) goTo(match);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (rows.length === 0) return <p className={styles.none}>{t("outline.nothing")}</p>;
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
  if (active < first || active >= end) drawn.push(active);
  return (
    <div className={styles.scroller} ref={attach} onScroll={onScroll}>
      <div
        ref={tree}
        role="tree"
        tabIndex={-1}
        aria-label={t("outline.title")}
        aria-multiselectable="true"
        className={styles.tree}
        style={{ height: rows.length * rowHeight }}
        onKeyDown={onKeyDown}
      >
        {drawn.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <OutlineTreeRow
              key={row.key}
              row={row}
              top={index * rowHeight}
              height={rowHeight}
              isActive={index === active}
              isSelected={row.nodeId !== null && selection.nodes.has(row.nodeId)}
              isRenaming={row.nodeId !== null && row.nodeId === renaming}
              onChoose={() => choose(row)}
              onFold={() => onFold(row.key, row.isOpen === true)}
              onFocus={() => setActiveKey(row.key)}
              onRenamed={() => {
                wantsFocus.current = true;
                setRenaming(null);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
