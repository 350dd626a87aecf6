// The one store of comments of a session: made when it is first asked for, ended with the session. Here it meets the
// browser: when to fetch, when to send, and the other tabs.
import type { Author } from "#shared/comments/api.ts";
import { mayDo } from "#shared/access/policy.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { rememberedPerson } from "../../people/rememberedPerson.ts";
import { commentRequests } from "./commentRequests.ts";
import { CommentStore } from "./CommentStore.ts";
import type { WaitingComment } from "./commentViews.ts";
import { WaitingBox } from "./WaitingBox.ts";

/** The map's picture comes first; later than this, comments do not wait for a quiet moment. */
const IDLE_WITHIN_MS = 1_000;

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
  });
  tabs.addEventListener("message", () => void store.outbox.look());
  const stops = [
    follow(session, store),
    session.content.onTouched((touched) => store.table.touched(touched)),
    store.waiting.subscribe(() => {
      session.comments.set(store.outbox.state());
    }),
  ];
  session.onClose(() => {
    for (const stop of stops) stop();
    tabs.close();
    carried.set(mapId, store.outbox.unkept());
    void store.end();
  });
  return store;
}

/** Fetches and sends whenever there is a reason to. @returns how to stop. */
function follow(session: MapSession, store: CommentStore): () => void {
  let hasBegun = false;
  let isLive = false;
  // What one may do here, and whether the map is still there, is known once the connection is.
  const mayAsk = (): boolean =>
    hasBegun && session.status.get().phase === "live" && mayDo(session.role.get(), "comments.read");
  const catchUp = (): void => {
    if (!mayAsk()) return;
    store.reload();
    // What fails here is tried again at the next occasion.
    store.sendReads().catch(() => undefined);
    store.outbox.send();
  };
  const onStatus = (): void => {
    const wasLive = isLive;
    isLive = session.status.get().phase === "live";
    if (isLive && !wasLive) catchUp();
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
  const begin = (): void => {
    hasBegun = true;
    void store.outbox.begin(carried.get(session.mapId) ?? []);
    carried.delete(session.mapId);
    if (mayAsk()) void store.feed.ask();
  };
  const stops = [
    session.status.subscribe(onStatus),
    session.onChanged("comments", onNews),
    session.onChanged("notices", onOwnNews),
    afterFirstPicture(session, begin),
  ];
  document.addEventListener("visibilitychange", onFocus);
  return () => {
    for (const stop of stops) stop();
    document.removeEventListener("visibilitychange", onFocus);
  };
}

/** Calls back once the map is shown and the page has a moment. */
function afterFirstPicture(session: MapSession, begin: () => void): () => void {
  let idle: number | null = null;
  const look = (): void => {
    const { phase } = session.status.get();
    if (idle !== null || (phase !== "live" && phase !== "offline")) return;
    stop();
    // After the next picture, and when the browser has nothing better to do.
    requestAnimationFrame(() => {
      idle = requestIdleCallback(begin, { timeout: IDLE_WITHIN_MS });
    });
  };
  const stop = session.status.subscribe(look);
  look();
  return () => {
    stop();
    if (idle !== null) cancelIdleCallback(idle);
  };
}

function authorOf(session: MapSession): Author | null {
  const person = session.presence.me.get() ?? rememberedPerson();
  if (person === null) return null;
  const { id, name, colour } = person;
  const isGuest = "isGuest" in person && person.isGuest === true;
  return { id, name, colour, isGuest, perspective: "", organisation: "" };
}
