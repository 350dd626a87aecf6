// What has to happen when words of comments are gone: the store's files must not go on holding them.
import type { OnTalk } from "./TalkEvent.ts";

/** Like `onTalk`; `wordsGone` is called once a deletion or an edit is committed. */
export function withoutTraces(onTalk: OnTalk, wordsGone: () => void): OnTalk {
  return async (event, db) => {
    const after = await onTalk(event, db);
    if (event.type !== "deleted" && event.type !== "edited") return after;
    return () => {
      wordsGone();
      after();
    };
  };
}
