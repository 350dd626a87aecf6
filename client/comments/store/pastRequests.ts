// What is asked of /api/maps/:id/comments/at: what had been said at a moment of the past. Only to be read.
import { searchAnswerSchema, threadAnswerSchema, threadsSchema } from "#shared/comments/api.ts";
import { askServer } from "../../app/askServer.ts";
import type { CommentRequests, Mine } from "./commentRequests.ts";
import type { PastMoment } from "./commentViews.ts";

/** Nothing of then is one's own to read, follow or release. */
const NOTHING_OWN: Mine = { unread: {}, follows: [], release: "perspective" };

export function pastRequests(mapId: string, { what, id }: PastMoment): CommentRequests {
  const base = `/api/maps/${mapId}/comments/at/${what}/${encodeURIComponent(id)}`;
  return {
    threads: (since) => askServer(`${base}?since=${since}`, threadsSchema),
    thread: (threadId) =>
      askServer(`${base}/threads/${encodeURIComponent(threadId)}`, threadAnswerSchema),
    search: async (words) => {
      const question = `${base}/search?q=${encodeURIComponent(words)}`;
      const { threads } = await askServer(question, searchAnswerSchema);
      return threads;
    },
    mine: () => Promise.resolve(NOTHING_OWN),
    send: readOnly,
    edit: readOnly,
    remove: readOnly,
    react: readOnly,
    setState: readOnly,
    read: readOnly,
    unread: readOnly,
    readAll: readOnly,
    follow: readOnly,
    setRelease: readOnly,
    threadOf: readOnly,
  };
}

/** Asked for by nobody: whoever looks at the past is offered nothing of it. */
export function readOnly(): Promise<never> {
  return Promise.reject(new Error("what was said then is only to be read"));
}
