// What has to happen when words of comments are gone: the store's files must not go on holding them.
import type { OnTalk } from "./TalkEvent.ts";

/** Like `onTalk`; `wordsGone` is called once something is committed that deletes or replaces words, reasons included. */
export function withoutTraces(onTalk: OnTalk, wordsGone: () => void): OnTalk {
  return async (event, db) => {
    const after = await onTalk(event, db);
    if (event.type === "commented") return after;
    return () => {
      wordsGone();
      after();
    };
  };
}
