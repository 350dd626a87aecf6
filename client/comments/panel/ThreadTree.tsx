// The threads as a tree: what they hang on, and below it the threads. One row has the focus, arrow keys walk, only rows in
// view are drawn.
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { rowByLetter, stepFor } from "../../map/outline/treeKeys.ts";
import { useRowWindow } from "../../map/outline/useRowWindow.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useMe } from "../../people/session.ts";
import { useComments } from "../store/commentHooks.ts";
import { isMarkableUnread, type ThreadView } from "../store/commentViews.ts";
import { act } from "../thread/act.ts";
import { GroupTreeRow } from "./GroupTreeRow.tsx";
import { isUnreadKey } from "./panelKeys.ts";
import type { PanelRow } from "./panelRows.ts";
import { rowsBetween, rowUnits } from "./rowUnits.ts";
import { ThreadTreeRow } from "./ThreadTreeRow.tsx";
import styles from "./ThreadTree.module.css";
import type { ThreadWords } from "./useThreadWords.ts";

export interface ThreadTreeProps {
  rows: readonly PanelRow[];
  words: ThreadWords;
  onFold: (key: string, isFolded: boolean) => void;
  onOpen: (threadId: string) => void;
}

export function ThreadTree({ rows, words, onFold, onOpen }: ThreadTreeProps) {
  const { t } = useTranslation();
  const store = useComments();
  const opened = useStore(store.opened, (window) => (window?.what === "thread" ? window.id : null));
  const me = useMe()?.id;
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const tree = useRef<HTMLDivElement | null>(null);
  const units = useMemo(() => rowUnits(rows), [rows]);
  const { rowHeight, first, end, attach, onScroll, show } = useRowWindow(units.total);
  const [firstRow, endRow] = rowsBetween(units, first, end);

  // A row that is gone (resolved, folded, filtered) leaves the focus to the first one.
  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = found < 0 ? 0 : found;

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const row = tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const goTo = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    wantsFocus.current = true;
    setActiveKey(row.key);
    // First its end, then its beginning: of a row that is higher than the view the beginning counts.
    show((units.tops[index + 1] ?? 1) - 1);
    show(units.tops[index] ?? 0);
  };
  const choose = (row: PanelRow): void => {
    setActiveKey(row.key);
    if (row.what === "group") onFold(row.key, row.isOpen === true);
    else onOpen(row.threadId);
  };
  const turnUnread = (thread: ThreadView): void => {
    if (thread.unread > 0) void act(store.markRead(thread.id, thread.lastNumber), t);
    else if (isMarkableUnread(thread, me)) {
      // While it is looked at, it would be read at once.
      if (thread.id === opened) store.close();
      void act(store.markUnread(thread.id), t);
    }
  };
  const lettersOf = (row: PanelRow): string => {
    const threads = store.threads.get();
    if (row.what === "group") {
      const thread = [...threads.values()].find(({ anchor }) => anchor === row.anchor);
      return thread === undefined ? "" : words.title(thread);
    }
    const thread = threads.get(row.threadId);
    return thread === undefined ? "" : words.name(thread.createdBy);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event.key, rows, active);
    const thread = row.what === "thread" ? store.threads.get().get(row.threadId) : undefined;
    if (event.key === "Enter" || event.key === " ") choose(row);
    else if (isUnreadKey(event) && store.past === null && thread !== undefined) turnUnread(thread);
    else if (step !== null && "to" in step) goTo(step.to);
    else if (step !== null) onFold(row.key, step.fold);
    else if (event.key.length === 1) {
      const match = rowByLetter(event.key, rows, active, lettersOf);
      if (match !== null) goTo(match);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const rowAt = (target: EventTarget): PanelRow | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    return rows.find(({ key }) => key === element?.dataset["row"]);
  };

  const drawn = Array.from({ length: Math.max(0, endRow - firstRow) }, (_, at) => firstRow + at);
  if (rows.length > 0 && (active < firstRow || active >= endRow)) drawn.push(active);
  return (
    <div className={styles.scroller} ref={attach} onScroll={onScroll}>
      <div
        ref={tree}
        role="tree"
        tabIndex={-1}
        aria-label={t("comments.tree")}
        className={styles.tree}
        style={{ height: units.total * rowHeight }}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          const row = rowAt(target);
          if (row === undefined) return;
          const thread = row.what === "thread" ? store.threads.get().get(row.threadId) : undefined;
          const isTurn = target instanceof Element && target.closest("[data-turn-unread]") !== null;
          if (isTurn && thread !== undefined) turnUnread(thread);
          else choose(row);
        }}
        onFocus={({ target }) => {
          const row = rowAt(target);
          if (row !== undefined) setActiveKey(row.key);
        }}
      >
        {drawn.map((index) => {
          const row = rows[index];
          const top = units.tops[index];
          const below = units.tops[index + 1];
          if (row === undefined || top === undefined || below === undefined) return null;
          const place = { top: top * rowHeight, height: (below - top) * rowHeight };
          const isActive = index === active;
          return row.what === "group" ? (
            <GroupTreeRow key={row.key} row={row} {...place} isActive={isActive} />
          ) : (
            <ThreadTreeRow
              key={row.key}
              row={row}
              {...place}
              isActive={isActive}
              isOpened={row.threadId === opened}
              words={words}
            />
          );
        })}
      </div>
    </div>
  );
}
