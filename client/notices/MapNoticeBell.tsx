// The bell on an open map: hears at once what is new, and takes for read what is told of the thread that is open.
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useComments } from "../comments/store/commentHooks.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { NoticeBell } from "./NoticeBell.tsx";
import { askForNotices, noticesQuery, useReadNotices } from "./noticeQueries.ts";

export function MapNoticeBell() {
  const client = useQueryClient();
  const session = useSession();
  useEffect(() => session.onChanged("notices", () => askForNotices(client)), [session, client]);
  useReadWithThread();
  return <NoticeBell />;
}

/** Whoever has a thread before them sees what has become of it, whether or not there is an unread comment in it. */
function useReadWithThread(): void {
  const opened = useStore(useComments().opened);
  const { data } = useInfiniteQuery({ ...noticesQuery, enabled: false });
  const { mutate } = useReadNotices();
  const told = useRef(new Set<string>());
  const threadId = opened?.what === "thread" ? opened.id : null;
  const isSeen = useSyncExternalStore(onVisibility, isVisible);
  useEffect(() => {
    if (threadId === null || !isSeen) return;
    const news = (data?.pages ?? [])
      .flatMap((page) => page.notices)
      .filter((one) => one.threadId === threadId && !one.isRead && !told.current.has(one.id))
      .map(({ id }) => id);
    if (news.length === 0) return;
    for (const id of news) told.current.add(id);
    mutate(news);
  }, [threadId, isSeen, data, mutate]);
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

function isVisible(): boolean {
  return document.visibilityState === "visible";
}
