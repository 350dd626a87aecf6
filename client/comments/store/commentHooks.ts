// React's view of the open map's comments.
import { useMemo, useSyncExternalStore } from "react";
import { useSession } from "../../map/session/sessionHooks.ts";
import { Value } from "../../map/session/Store.ts";
import { useStore } from "../../map/session/useStore.ts";
import { commentsOf } from "./commentsOf.ts";
import type { CommentStore } from "./CommentStore.ts";
import type { ThreadContent, ThreadView, WaitingComment } from "./commentViews.ts";

export function useComments(): CommentStore {
  return commentsOf(useSession());
}

/** undefined: there is no such thread (any more), or it is not known yet. */
export function useThreadView(threadId: string): ThreadView | undefined {
  return useStore(useComments().threads, (threads) => threads.get(threadId));
}

/** What this device has written in a thread and the server has not taken. */
export function useWaitingIn(threadId: string): readonly WaitingComment[] {
  const store = useComments();
  return useSyncExternalStore(store.waiting.subscribe, () => store.waitingIn(threadId));
}

/** A thread's comments: fetched when it is first shown, again when it has changed. */
export function useThread(threadId: string): ThreadContent {
  const store = useComments();
  const looking = useMemo(() => lookAt(store, threadId), [store, threadId]);
  const { answer, problem } = useSyncExternalStore(looking.subscribe, looking.get);
  const all = useWaitingIn(threadId);
  const waiting = useMemo(() => {
    const taken = new Set(answer?.comments.map(({ id }) => id));
    return all.some(({ id }) => taken.has(id)) ? all.filter(({ id }) => !taken.has(id)) : all;
  }, [all, answer]);
  return { answer, waiting, problem };
}

const NOTHING = new Value({ answer: null, problem: null });

/** Looks at a thread as long as somebody subscribes. */
function lookAt(store: CommentStore, threadId: string) {
  let value: ReturnType<CommentStore["look"]>["value"] = NOTHING;
  const subscribe = (listener: () => void): (() => void) => {
    const look = store.look(threadId);
    value = look.value;
    const unsubscribe = value.subscribe(listener);
    return () => {
      unsubscribe();
      look.stop();
    };
  };
  return { subscribe, get: () => value.get() };
}
