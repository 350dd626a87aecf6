// What had been said when a past state of a map was, in the same form as what is said today: a store that only reads, made
// once for each past state and gone with it.
import type { ShownMap } from "../../map/session/ShownMap.ts";
import { CommentStore } from "./CommentStore.ts";
import type { PastMoment } from "./commentViews.ts";
import { pastRequests, readOnly } from "./pastRequests.ts";

const stores = new WeakMap<ShownMap, CommentStore>();

/** Fetches it the first time it is asked for. One past map has one moment. */
export function pastCommentsOf(past: ShownMap, moment: PastMoment): CommentStore {
  let store = stores.get(past);
  if (store === undefined) {
    store = make(past, moment);
    stores.set(past, store);
  }
  return store;
}

/** null: nobody has asked for what had been said there. */
export function pastCommentsOn(past: ShownMap): CommentStore | null {
  return stores.get(past) ?? null;
}

function make({ mapId, content, doc }: ShownMap, moment: PastMoment): CommentStore {
  const store = new CommentStore({
    content,
    me: () => null,
    requests: pastRequests(mapId, moment),
    outbox: {
      box: NO_BOX,
      isLive: () => false,
      alone: (work) => work(),
      tellOthers: () => undefined,
    },
    past: moment,
  });
  void store.feed.ask();
  doc.on("destroy", () => void store.end());
  return store;
}

/** Nothing is written here that could wait. */
const NO_BOX = {
  load: () => Promise.resolve([]),
  add: readOnly,
  remove: readOnly,
  setProblem: readOnly,
  close: () => Promise.resolve(),
};
