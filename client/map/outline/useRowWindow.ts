// Which rows of a long list are drawn: those in view and some around them, since thousands would take seconds.
import { useCallback, useEffect, useState } from "react";

/** Rows above and below what is in view, so that scrolling and screen readers find the next ones. */
const MARGIN_ROWS = 12;
const ROW_HEIGHT_REM = 2.25;

export interface RowWindow {
  /** In CSS pixels; follows the size of type that the person has chosen. */
  rowHeight: number;
  first: number;
  /** Exclusive. */
  end: number;
  attach: (element: HTMLElement | null) => void;
  onScroll: () => void;
  /** Scrolls so that the row is in view. */
  show: (index: number) => void;
}

export function useRowWindow(count: number): RowWindow {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [rowHeight, setRowHeight] = useState(36);
  const [view, setView] = useState({ first: 0, rows: 30 });

  const measure = useCallback(() => {
    if (scroller === null) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = Math.round(rem * ROW_HEIGHT_REM);
    const first = Math.floor(scroller.scrollTop / height);
    const rows = Math.ceil(scroller.clientHeight / height) + 1;
    setRowHeight(height);
    setView((before) =>
      before.first === first && before.rows === rows ? before : { first, rows },
    );
  }, [scroller]);

  useEffect(() => {
    if (scroller === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller, measure]);

  const show = useCallback(
    (index: number) => {
      if (scroller === null) return;
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < scroller.scrollTop) scroller.scrollTo({ top });
      else if (bottom > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTo({ top: bottom - scroller.clientHeight });
      }
    },
    [scroller, rowHeight],
  );
  return {
    rowHeight,
    first: Math.max(0, view.first - MARGIN_ROWS),
    end: Math.min(count, view.first + view.rows + MARGIN_ROWS),
    attach: setScroller,
    onScroll: measure,
    show,
  };
}
