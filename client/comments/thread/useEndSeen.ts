// Whether the end of a list is before somebody's eyes: scrolled to, and the page not behind another one.
import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";

/** The last line counts as seen when it is nearly there. */
const NEARLY = "0px 0px 24px 0px";

export function useEndSeen(
  end: RefObject<Element | null>,
  scrolled: RefObject<Element | null>,
): boolean {
  const [isInView, setInView] = useState(false);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.at(-1)?.isIntersecting === true),
      { root: scrolled.current, rootMargin: NEARLY },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [end, scrolled]);
  const isPageSeen = useSyncExternalStore(
    onVisibility,
    () => document.visibilityState === "visible",
  );
  return isInView && isPageSeen;
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
