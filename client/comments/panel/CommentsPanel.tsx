// All comments of the map in one list beside it: filtered, searched, in the order of the map or of time. Choosing a thread
// opens it and moves the canvas there.
import { memo, useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useComments } from "../store/commentHooks.ts";
import { revealAnchor } from "../thread/anchorName.ts";
import { focusButton, useCommentsState } from "./CommentsButton.tsx";
import styles from "./CommentsPanel.module.css";
import { PanelControls, type PanelChoice } from "./PanelControls.tsx";
import { PANEL_FILTERS } from "./panelRows.ts";
import { PanelEmpty } from "./PanelEmpty.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { PanelStale } from "./PanelStale.tsx";
import { PanelWaiting } from "./PanelWaiting.tsx";
import { ThreadTree } from "./ThreadTree.tsx";
import { useFoundThreads } from "./useFoundThreads.ts";
import { usePanelRows } from "./usePanelRows.ts";
import { useThreadWords } from "./useThreadWords.ts";

export interface CommentsPanelProps {
  /** A thread was opened: what lies above the map makes room. */
  onOpened: () => void;
  onClose: () => void;
}

const AT_FIRST: PanelChoice = { filter: "open", order: "place", perspective: "", words: "" };
/** Last as long as the page: whoever comes back finds the panel as they left it. */
const lastChoices = { now: AT_FIRST, past: AT_FIRST };
/** Of what was said then nothing is unread. */
const FILTERS_THEN = PANEL_FILTERS.filter((id) => id !== "unread");

// Memoised: it is made before it is shown, and showing it changes nothing in it.
export const CommentsPanel = memo(function CommentsPanel(props: CommentsPanelProps) {
  const { onOpened, onClose } = props;
  const { t } = useTranslation();
  const session = useShownMap();
  const store = useComments();
  const when = store.past === null ? "now" : "past";
  const { unread } = useCommentsState();
  const [choice, setChoice] = useState(lastChoices[when]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const panel = useRef<HTMLDivElement | null>(null);
  const words = useDeferredValue(choice.words.trim());
  const { threads: foundThreads, isOnlyHere } = useFoundThreads(choice.words);
  // Whoever is named in what the server tells comes along with it.
  const asksForNames = useStore(store.waiting, (waiting) => waiting.length > 0);
  const threadWords = useThreadWords({ asksForNames });
  const { rows, found, counts, perspectives } = usePanelRows(
    { ...choice, words, found: foundThreads, folded },
    threadWords,
  );

  // Whoever opens the panel goes on in it: in the list, or at its head until there is one.
  const hasRows = rows.length > 0;
  useEffect(() => {
    const head = panel.current?.querySelector("h2");
    const focused = document.activeElement;
    if (focused !== head && panel.current?.contains(focused) === true) return;
    const row = panel.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    (row ?? head)?.focus();
  }, [hasRows]);
  useEffect(() => {
    const own = panel.current;
    return () => {
      // Gone with the focus in it: back to where it is opened. Hidden, it may still have it.
      const { activeElement } = document;
      if (activeElement === document.body || own?.contains(activeElement) === true) focusButton();
      // Whoever comes back finds the panel as they left it, but for what they were looking for.
      setChoice((last) => ({ ...last, words: "" }));
    };
  }, []);
  const change = (changed: Partial<PanelChoice>): void => {
    const next = { ...choice, ...changed };
    lastChoices[when] = { ...next, words: "" };
    setChoice(next);
  };
  const fold = (key: string, isFolded: boolean): void => {
    const next = new Set(folded);
    if (isFolded) next.add(key);
    else next.delete(key);
    setFolded(next);
  };
  const open = (threadId: string): void => {
    const anchor = store.threads.get().get(threadId)?.anchor;
    store.open(threadId);
    if (anchor !== undefined) revealAnchor(session, anchor);
    onOpened();
  };
  const commentMap = (): void => {
    store.draft({ on: "map" });
    onOpened();
  };
  return (
    <div ref={panel} className={styles.panel}>
      <PanelHead unread={unread} onCommentMap={commentMap} onClose={onClose} />
      {counts.all === 0 ? null : (
        <PanelControls
          choice={choice}
          filters={when === "now" ? PANEL_FILTERS : FILTERS_THEN}
          counts={counts}
          perspectives={perspectives}
          onChange={change}
        />
      )}
      {store.past === null ? <PanelWaiting /> : null}
      {counts.all === 0 ? null : <PanelStale />}
      {counts.all === 0 ? null : (
        <output className={words === "" ? "unseen" : styles.found}>
          {words === ""
            ? t("comments.filterCount", { count: found })
            : t("comments.found", { count: found })}
          {isOnlyHere ? ` ${t("comments.foundHere")}` : null}
        </output>
      )}
      {rows.length === 0 ? (
        <PanelEmpty
          filter={choice.filter}
          isSearched={words !== "" || choice.perspective !== ""}
          elsewhere={counts.all}
          onShowAll={() => change({ filter: "all" })}
          onCommentMap={commentMap}
        />
      ) : (
        <ThreadTree rows={rows} words={threadWords} onFold={fold} onOpen={open} />
      )}
    </div>
  );
});
