// The changes as a list, below a heading for each kind. Entries are drawn by tens, those in view and what one has come by:
// five hundred would take longer than the comparison itself.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { LISTED_LOOKS, type ChangeEntry } from "#shared/versions/changeList.ts";
import { useStore } from "../../map/session/useStore.ts";
import { ChangeItem } from "./ChangeItem.tsx";
import styles from "./ChangeEntries.module.css";
import type { Comparing } from "./Comparing.ts";
import { useCompareWords } from "./compareContext.ts";

const CHUNK = 10;
/** What an entry takes until it is drawn. */
const ENTRY_HEIGHT_PX = 92;
/** Beyond the edge of the list, so that scrolling finds entries and not gaps. */
const AHEAD_PX = 600;

const FRAMES_TO_FOLLOW = 10;

export interface ChangeEntriesProps {
  comparing: Comparing;
  isChoosable: boolean;
  onGo: (entry: ChangeEntry) => void;
}

export function ChangeEntries({ comparing, ...rest }: ChangeEntriesProps) {
  const words = useCompareWords();
  const shown = useStore(comparing.shown);
  const current = useStore(comparing.current);
  const scroller = useRef<HTMLDivElement>(null);
  const groups = useMemo(
    () =>
      LISTED_LOOKS.flatMap((look) => {
        const entries = shown.filter((entry) => entry.look === look);
        return entries.length === 0 ? [] : [{ look, entries }];
      }),
    [shown],
  );

  useLayoutEffect(() => {
    if (current === null) return;
    let left = FRAMES_TO_FOLLOW;
    let frame = 0;
    // What comes into the list above it is drawn after it, and moves it away.
    const follow = (): void => {
      const item = scroller.current?.querySelector(`[data-change-item="${CSS.escape(current)}"]`);
      item?.scrollIntoView({ block: "nearest" });
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
    // Filtered otherwise, it may stand elsewhere.
  }, [current, shown]);

  return (
    <div ref={scroller} className={styles.scroller} data-changes>
      {groups.map(({ look, entries }) => (
        <section key={look} className={styles.group} aria-labelledby={`changes-${look}`}>
          <h3 id={`changes-${look}`} className={styles.heading}>
            {words.heading(look, entries.length)}
          </h3>
          <ul className={styles.entries}>
            {chunksOf(entries).map((chunk, index) => (
              <Chunk
                key={chunk[0]?.key ?? index}
                comparing={comparing}
                entries={chunk}
                first={index * CHUNK}
                setSize={entries.length}
                isWanted={chunk.some(({ key }) => key === current)}
                {...rest}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function chunksOf(entries: readonly ChangeEntry[]): ChangeEntry[][] {
  const chunks: ChangeEntry[][] = [];
  for (let at = 0; at < entries.length; at += CHUNK) chunks.push(entries.slice(at, at + CHUNK));
  return chunks;
}

interface ChunkProps extends ChangeEntriesProps {
  entries: readonly ChangeEntry[];
  /** Position of its first entry, from 0. */
  first: number;
  setSize: number;
  /** One is at one of them. */
  isWanted: boolean;
}

function Chunk({ entries, first, setSize, isWanted, ...rest }: ChunkProps) {
  const [isNear, setNear] = useState(false);
  const gap = useRef<HTMLLIElement>(null);
  const isDrawn = isNear || isWanted;

  useEffect(() => {
    if (isDrawn || gap.current === null) return;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { root: gap.current.closest("[data-changes]"), rootMargin: `${AHEAD_PX}px 0px` },
    );
    observer.observe(gap.current);
    return () => observer.disconnect();
  }, [isDrawn]);

  if (!isDrawn) {
    const height = `${entries.length * ENTRY_HEIGHT_PX}px`;
    return <li ref={gap} aria-hidden="true" className={styles.gap} style={{ height }} />;
  }
  return entries.map((entry, index) => (
    <ChangeItem
      key={entry.key}
      entry={entry}
      position={first + index + 1}
      setSize={setSize}
      {...rest}
    />
  ));
}
