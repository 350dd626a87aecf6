// What has just been said or done in a thread, told within the transaction that does it: whoever stores something because of
// it stores it along with it or not at all.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";

interface InThread {
  mapId: string;
  threadId: string;
  /** Who did it. */
  actorId: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export type TalkEvent = InThread &
  (
    | {
        type: "commented";
        commentId: string;
        /** It is the thread's first comment. */
        isFirst: boolean;
        /** As it is stored. */
        text: string;
        /** Who is mentioned in it and may open the map; never who wrote it. They follow the thread from now on. */
        mentions: readonly string[];
      }
    | {
        type: "edited";
        commentId: string;
        text: string;
        /** Who is mentioned now and was not before; as above. */
        mentions: readonly string[];
      }
    /** The thread may be gone with it (`isLast`). */
    | { type: "deleted"; commentId: string; isLast: boolean }
    | { type: "resolved" }
    | { type: "reopened" }
  );

/**
 * Hears of an event. `db` is the transaction: nothing else may be asked meanwhile, or both wait for ever. Answers what is
 * to be done once it is committed (tell people, send mail); if it throws, nothing of all this has happened.
 */
export type OnTalk = (event: TalkEvent, db: Kysely<Tables>) => Promise<() => void>;
