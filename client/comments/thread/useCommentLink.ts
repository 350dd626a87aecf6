// A link to a comment leads to it: its thread opens, and the canvas moves to what it hangs on. The address loses the link
// at once, so that the same one can be followed again.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ServerProblem } from "../../app/askServer.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useSession } from "../../map/session/sessionHooks.ts";
import { toast } from "../../ui/toast.ts";
import { useComments } from "../store/commentHooks.ts";
import type { CommentStore } from "../store/CommentStore.ts";
import { revealAnchor } from "./anchorName.ts";
import { commentIn } from "./commentLink.ts";

export function useCommentLink(): void {
  const { t } = useTranslation();
  const session = useSession();
  const store = useComments();
  useEffect(() => {
    const follow = (): void => {
      const commentId = commentIn(window.location.hash);
      if (commentId === null) return;
      const { pathname, search } = window.location;
      history.replaceState(history.state, "", `${pathname}${search}`);
      open(session, store, commentId).catch((error: unknown) => {
        const isGone = error instanceof ServerProblem && error.status === 404;
        const text = isGone ? t("problems.noSuchComment") : problemSentence(error, t);
        toast({ text, tone: "danger" });
      });
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [session, store, t]);
}

async function open(session: MapSession, store: CommentStore, commentId: string): Promise<void> {
  const threadId = await store.threadOf(commentId);
  store.open(threadId, commentId);
  const anchor = await anchorOf(store, threadId);
  if (anchor !== null) revealAnchor(session, anchor);
}

/** Once it is known; null: it will not be, for now. */
function anchorOf(store: CommentStore, threadId: string) {
  const now = () => store.threads.get().get(threadId)?.anchor ?? null;
  if (now() !== null || store.state.get() !== "loading") return Promise.resolve(now());
  return new Promise<ReturnType<typeof now>>((resolve) => {
    const stop = store.state.subscribe(() => {
      if (store.state.get() === "loading") return;
      stop();
      resolve(now());
    });
  });
}
