// The rows of the history as a tree: one row has the focus, arrow keys walk, only rows in view are drawn.
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Contributor, Version } from "#shared/versions/api.ts";
import { rowsBetween } from "../../comments/panel/rowUnits.ts";
import { longDate } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { stepFor } from "../../map/outline/treeKeys.ts";
import { useRowWindow } from "../../map/outline/useRowWindow.ts";
import styles from "./Timeline.module.css";
import { HeadingRow } from "./HeadingRow.tsx";
import { NOW_KEY, type TimelineRow, timelineRows } from "./timelineRows.ts";
import { VersionRow } from "./VersionRow.tsx";

export interface TimelineProps {
  mapId: string;
  /** The newest first. */
  versions: readonly Version[];
  people: ReadonlyMap<string, Contributor>;
  /** null: the map as it is. */
  shownId: string | null;
  /** null: the map as it is. */
  onOpen: (version: Version | null) => void;
  /** The last rows come into view. */
  onEnd: () => void;
}

/** A version: its picture and up to four lines. In heights of a heading. */
const VERSION_UNITS = 3;
/** A note below a name of two lines. */
const LONG_VERSION_UNITS = 4;
/** Longer names may take a second line. */
const ONE_LINE_CHARS = 24;
/** So many rows before the end the next page is asked for. */
const AHEAD_ROWS = 30;

/** Last as long as the page: the panel is drawn anew with every version that is looked at. */
let lastTurned: ReadonlySet<string> = new Set();
let lastScrollTop = 0;

export function Timeline({ mapId, versions, people, shownId, onOpen, onEnd }: TimelineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [turned, setTurned] = useState(lastTurned);
  const rows = useMemo(
    () => timelineRows(versions, { turned, shownId, dayOf: (at) => longDate(at, language) }),
    [versions, turned, shownId, language],
  );
  const units = useMemo(() => {
    const tops = [0];
    for (const row of rows) tops.push((tops.at(-1) ?? 0) + unitsOf(row));
    return { tops, total: tops.at(-1) ?? 0 };
  }, [rows]);
  const { rowHeight, first, end, attach, onScroll, show } = useRowWindow(units.total);
  const [firstRow, endRow] = rowsBetween(units, first, end);
  const [activeKey, setActiveKey] = useState(shownId ?? NOW_KEY);
  const tree = useRef<HTMLDivElement | null>(null);
  const scroller = useRef<HTMLDivElement | null>(null);
  const wantsFocus = useRef(true);

  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = found < 0 ? 0 : found;

  const bringIntoView = (index: number): void => {
    show((units.tops[index + 1] ?? 1) - 1);
    show(units.tops[index] ?? 0);
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    attach(element);
    element.scrollTop = lastScrollTop;
    return () => {
      lastScrollTop = element.scrollTop;
      attach(null);
    };
  }, [attach]);
  const wasShown = useRef(false);
  useEffect(() => {
    // Not before the window over the rows knows what it is in.
    if (wasShown.current || scroller.current === null || shownId === null) return;
    wasShown.current = true;
    bringIntoView(active);
  });
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const row = tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });
  const isEndNear = endRow >= rows.length - AHEAD_ROWS;
  useEffect(() => {
    if (isEndNear) onEnd();
  }, [isEndNear, rows, onEnd]);

  const goTo = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    wantsFocus.current = true;
    setActiveKey(row.key);
    bringIntoView(index);
  };
  const turn = (key: string): void => {
    const next = new Set(turned);
    if (!next.delete(key)) next.add(key);
    lastTurned = next;
    setTurned(next);
  };
  const choose = (row: TimelineRow): void => {
    setActiveKey(row.key);
    if (row.what === "version") onOpen(row.version);
    else if (row.what === "now") onOpen(null);
    else turn(row.key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event.key, rows, active);
    if (event.key === "Enter" || event.key === " ") choose(row);
    else if (step !== null && "to" in step) goTo(step.to);
    else if (step !== null) turn(row.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const drawn = Array.from({ length: Math.max(0, endRow - firstRow) }, (_, at) => firstRow + at);
  if (active < firstRow || active >= endRow) drawn.push(active);
  return (
    <div className={styles.scroller} ref={scroller} onScroll={onScroll}>
      <div
        ref={tree}
        role="tree"
        tabIndex={-1}
        aria-label={t("versions.tree")}
        className={styles.tree}
        style={{ height: units.total * rowHeight }}
        onKeyDown={onKeyDown}
      >
        {drawn.map((index) => {
          const row = rows[index];
          const top = units.tops[index];
          if (row === undefined || top === undefined) return null;
          const common = {
            place: { top: top * rowHeight, height: unitsOf(row) * rowHeight },
            isActive: index === active,
            isShown: row.key === (shownId ?? NOW_KEY),
            onChoose: () => choose(row),
            onFocus: () => setActiveKey(row.key),
          };
          return row.what === "version" ? (
            <VersionRow key={row.key} mapId={mapId} row={row} people={people} {...common} />
          ) : (
            <HeadingRow key={row.key} row={row} {...common} />
          );
        })}
      </div>
    </div>
  );
}

function unitsOf(row: TimelineRow): number {
  if (row.what !== "version") return 1;
  const { name, note } = row.version;
  return note !== "" && name.length > ONE_LINE_CHARS ? LONG_VERSION_UNITS : VERSION_UNITS;
}
