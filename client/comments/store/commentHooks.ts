// React's view of the comments on the map that is shown: on the open one, or on a past state of it.
import { useMemo, useSyncExternalStore } from "react";
import { MapSession } from "../../map/session/MapSession.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { Value, type Readable } from "../../map/session/Store.ts";
import { useStore } from "../../map/session/useStore.ts";
import type { CommentStore } from "./CommentStore.ts";
import type { ThreadContent, ThreadView, WaitingComment } from "./commentViews.ts";
import { shownComments } from "./shownComments.ts";

/** Throws where there are none (`shownComments`). */
export function useComments(): CommentStore {
  const store = shownComments(useShownMap());
  if (store === null) throw new Error("useComments where nothing was ever said");
  return store;
}

/** Whether the server is there; of what is past nothing is told in between. */
export function useIsTalkLive(): boolean {
  const map = useShownMap();
  const status = map instanceof MapSession ? map.status : ALWAYS_LIVE;
  return useStore(status, ({ phase }) => phase === "live");
}

const ALWAYS_LIVE: Readable<{ phase: string }> = new Value({ phase: "live" });

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
