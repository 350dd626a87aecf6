// The one thread window of the canvas: a frame beside what the thread is about, with the thread in it. Takes the keyboard
// when it opens, holds it by no means, and gives it back when it closes.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { countRender } from "../../map/canvas/renderCount.ts";
import { useStore } from "../../map/session/useStore.ts";
import type { OpenThread } from "../store/commentViews.ts";
import { ThreadPanel } from "../thread/ThreadPanel.tsx";
import type { CanvasComments } from "./CanvasComments.ts";
import styles from "./ThreadWindow.module.css";
import { useWindowPlace } from "./useWindowPlace.ts";

export function ThreadWindow({ comments }: { comments: CanvasComments }) {
  const opened = useStore(comments.store.opened);
  return opened === null ? null : <Frame comments={comments} opened={opened} />;
}

function Frame({ comments, opened }: { comments: CanvasComments; opened: OpenThread }) {
  countRender("threadWindow");
  const { t } = useTranslation();
  const frame = useWindowPlace(comments, opened);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    if (!element.contains(document.activeElement)) {
      // A field that is gone has left the focus to the page as a whole: that is not where it came from.
      if (document.activeElement !== document.body) before.current = document.activeElement;
      element.focus({ preventScroll: true });
    }
  }, [frame, opened]);
  useEffect(() => {
    const { canvas } = comments;
    const element = frame.current;
    return () => {
      const { activeElement } = document;
      // Whoever has gone on elsewhere meanwhile stays there.
      if (activeElement !== document.body && element?.contains(activeElement) !== true) return;
      const back = before.current;
      if (back instanceof HTMLElement && back.isConnected && back !== document.body) {
        back.focus({ preventScroll: true });
      } else canvas.view?.focus(null);
    };
  }, [comments, frame]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from anything in it
    <section
      ref={frame}
      className={styles.window}
      tabIndex={-1}
      aria-label={t(comments.store.past === null ? "commentMarks.window" : "pastTalk.window")}
      data-thread-window
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        comments.store.close();
      }}
    >
      <ThreadPanel onClose={() => comments.store.close()} />
    </section>
  );
}
