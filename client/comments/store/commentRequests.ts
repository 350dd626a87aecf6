// What is asked of /api/maps/:id/comments. Knows the addresses, nothing of how answers are kept.
import {
  commentPlaceSchema,
  mineSchema,
  searchAnswerSchema,
  threadAnswerSchema,
  threadsSchema,
  type Reaction,
  type Release,
  type ThreadAnswer,
  type Threads,
  type ThreadState,
} from "#shared/comments/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { askServer, tellServer } from "../../app/askServer.ts";
import type { WaitingComment } from "./commentViews.ts";

export type Mine = z.infer<typeof mineSchema>;

export interface ThreadsWanted {
  /** Also what tells whether a list from an earlier visit is still whole. */
  isKept?: boolean;
  /** The answer is read only then. */
  readAfter?: Promise<void>;
}

/** All of them throw like `askServer`. */
export interface CommentRequests {
  threads(since: number, wanted?: ThreadsWanted): Promise<Threads>;
  mine(): Promise<Mine>;
  thread(id: string): Promise<ThreadAnswer>;
  /** A comment that waited: begins its thread, or goes into one. Again is as once. */
  send(comment: WaitingComment): Promise<ThreadAnswer>;
  edit(commentId: string, text: string): Promise<ThreadAnswer>;
  remove(commentId: string): Promise<void>;
  react(commentId: string, kind: Reaction, isOn: boolean): Promise<void>;
  setState(threadId: string, state: ThreadState): Promise<ThreadAnswer>;
  read(threadId: string, upTo: number): Promise<void>;
  /** The last comment of others is unread again. */
  unread(threadId: string): Promise<void>;
  readAll(upTo: number): Promise<void>;
  follow(threadId: string, follows: boolean): Promise<void>;
  setRelease(release: Release): Promise<void>;
  /** Ids of threads. */
  search(words: string): Promise<string[]>;
  threadOf(commentId: string): Promise<string>;
}

export function commentRequests(mapId: string): CommentRequests {
  const base = `/api/maps/${mapId}/comments`;
  const at = (...parts: string[]): string =>
    [base, ...parts.map((part) => encodeURIComponent(part))].join("/");
  return {
    threads: (since, { isKept = false, readAfter = Promise.resolve() } = {}) =>
      askServer(`${base}?since=${since}${isKept ? "&whole=1" : ""}`, threadsSchema, { readAfter }),
    mine: () => askServer(at("mine"), mineSchema),
    thread: (id) => askServer(at("threads", id), threadAnswerSchema),
    send: ({ id, threadId, text, begins }) => {
      const comment = { id, text };
      return begins === null
        ? askServer(at("threads", threadId, "comments"), threadAnswerSchema, {
            method: "POST",
            body: comment,
          })
        : askServer(at("threads"), threadAnswerSchema, {
            method: "POST",
            body: { id: threadId, anchor: begins, comment },
          });
    },
    edit: (commentId, text) =>
      askServer(at(commentId), threadAnswerSchema, { method: "PATCH", body: { text } }),
    remove: (commentId) => tellServer(at(commentId), { method: "DELETE" }),
    react: (commentId, kind, isOn) =>
      tellServer(at(commentId, "reactions", kind), { method: isOn ? "PUT" : "DELETE" }),
    setState: (threadId, state) =>
      askServer(at("threads", threadId, "state"), threadAnswerSchema, {
        method: "PUT",
        body: state,
      }),
    read: (threadId, upTo) =>
      tellServer(at("threads", threadId, "read"), { method: "PUT", body: { upTo } }),
    unread: (threadId) => tellServer(at("threads", threadId, "read"), { method: "DELETE" }),
    readAll: (upTo) => tellServer(at("read-all"), { method: "POST", body: { upTo } }),
    follow: (threadId, follows) =>
      tellServer(at("threads", threadId, "following"), { method: "PUT", body: { follows } }),
    setRelease: (release) => tellServer(at("release"), { method: "PUT", body: { release } }),
    search: async (words) => {
      const found = await askServer(
        `${base}/search?q=${encodeURIComponent(words)}`,
        searchAnswerSchema,
      );
      return found.threads;
    },
    threadOf: async (commentId) => {
      const place = await askServer(at(commentId, "thread"), commentPlaceSchema);
      return place.threadId;
    },
  };
}
