// The one store of comments of a session: made when it is first asked for, ended with the session. Here it meets the
// browser: when to fetch, when to send, and the other tabs.
import type { Author } from "#shared/comments/api.ts";
import { mayDo } from "#shared/access/policy.ts";
import { onFirstPicture } from "../../app/firstPicture.ts";
import { FORGET_AFTER, type MapSession } from "../../map/session/MapSession.ts";
import { rememberedPerson } from "../../people/rememberedPerson.ts";
import { commentRequests } from "./commentRequests.ts";
import { CommentStore } from "./CommentStore.ts";
import type { WaitingComment } from "./commentViews.ts";
import { KeptTalk } from "./KeptTalk.ts";
import { TalkCopy } from "./TalkCopy.ts";
import { WaitingBox } from "./WaitingBox.ts";

const stores = new WeakMap<MapSession, CommentStore>();
/** By map: what could not be kept on the disk, from a session whose place another one takes. */
const carried = new Map<string, readonly WaitingComment[]>();

export function commentsOf(session: MapSession): CommentStore {
  let store = stores.get(session);
  if (store === undefined) {
    store = make(session);
    stores.set(session, store);
  }
  return store;
}

function make(session: MapSession): CommentStore {
  const { mapId } = session;
  const name = `comments:${mapId}`;
  const tabs = new BroadcastChannel(name);
  const kept = new KeptTalk(mapId);
  const drawn = onFirstPicture();
  const store = new CommentStore({
    content: session.content,
    me: () => authorOf(session),
    requests: commentRequests(mapId),
    outbox: {
      box: new WaitingBox(mapId),
      isLive: () => session.status.get().phase === "live",
      alone: async (work) => {
        // Not there on a page without TLS; comments are taken once all the same, by their ids.
        if ("locks" in navigator) await navigator.locks.request(name, work);
        else await work();
      },
      tellOthers: () => tabs.postMessage("waiting"),
    },
    kept,
    drawn,
  });
  const copy = new TalkCopy(kept, store);
  tabs.addEventListener("message", () => void store.outbox.look());
  const stops = [
    follow(session, store, drawn),
    session.content.onTouched((touched) => store.table.touched(touched)),
    store.waiting.subscribe(() => {
      session.comments.set(store.outbox.state());
    }),
  ];
  session.onClose(() => {
    for (const stop of stops) stop();
    tabs.close();
    // What was carried here and not taken over yet goes on as well.
    carried.set(mapId, [...(carried.get(mapId) ?? []), ...store.outbox.unkept()]);
    void store.end();
    void copy.close();
  });
  return store;
}

/** Fetches and sends whenever there is a reason to. @returns how to stop. */
function follow(session: MapSession, store: CommentStore, drawn: Promise<void>): () => void {
  let hasAsked = false;
  let isLive = false;
  let isOver = false;
  // What one may do here, and whether the map is still there, is known once the connection is.
  const mayAsk = (): boolean =>
    session.status.get().phase === "live" && mayDo(session.role.get(), "comments.read");
  const catchUp = (): void => {
    if (!mayAsk()) return;
    // The first answer says what is one's own as well.
    if (hasAsked) store.reload();
    else void store.feed.ask();
    hasAsked = true;
    // What fails here is tried again at the next occasion.
    store.sendReads().catch(() => undefined);
    store.outbox.send();
  };
  const onStatus = (): void => {
    const wasLive = isLive;
    const { phase, ended } = session.status.get();
    isLive = phase === "live";
    if (isLive && !wasLive) catchUp();
    if (ended !== null && FORGET_AFTER.has(ended)) store.feed.forget();
  };
  const onFocus = (): void => {
    if (document.visibilityState === "visible") catchUp();
  };
  const onNews = (): void => {
    if (mayAsk()) void store.feed.ask();
  };
  const onOwnNews = (): void => {
    if (mayAsk()) void store.feed.ask(true);
  };
  const stops = [
    session.status.subscribe(onStatus),
    session.onChanged("comments", onNews),
    session.onChanged("notices", onOwnNews),
    () => (isOver = true),
  ];
  document.addEventListener("visibilitychange", onFocus);
  // What is kept from before an erasure may hold what was erased.
  if (session.begunAnew.get()) store.feed.forget();
  else store.feed.begin();
  onStatus();
  const begin = async (): Promise<void> => {
    await drawn;
    if (isOver) return;
    const left = carried.get(session.mapId) ?? [];
    carried.delete(session.mapId);
    await store.outbox.begin(left);
  };
  void begin();
  return () => {
    for (const stop of stops) stop();
    document.removeEventListener("visibilitychange", onFocus);
  };
}

function authorOf(session: MapSession): Author | null {
  const person = session.presence.me.get() ?? rememberedPerson();
  if (person === null) return null;
  const { id, name, colour } = person;
  const isGuest = "isGuest" in person && person.isGuest === true;
  return { id, name, colour, isGuest, perspective: "", organisation: "" };
}
