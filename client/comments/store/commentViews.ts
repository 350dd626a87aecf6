// What the store of comments tells everybody who shows comments: threads as this page sees them, marks, what waits.
import type { Anchor, Comment, TalkMoment, Thread } from "#shared/comments/api.ts";

export interface ThreadView extends Thread {
  /** Its node or link is not on the map (any more). */
  isOrphan: boolean;
  /**
   * Comments of this device in it that the server has not taken yet. `commentCount` counts only what the server has: 0
   * is a thread that itself still waits.
   */
  waiting: number;
}

/** Of one node or link: its threads that are open or have something unread. Resolved ones that are read show no mark. */
export interface Mark {
  /** Open threads. */
  open: number;
  /** Unread comments. */
  unread: number;
  /** Comments in these threads, waiting ones included. */
  total: number;
  /** Their ids, the one that was begun first first. */
  threads: readonly string[];
}

/** What the one thread window shows. */
export type OpenThread =
  | { what: "thread"; id: string; commentId?: string }
  | { what: "draft"; anchor: Anchor };

/** A comment of this device that the server has not taken. */
export interface WaitingComment {
  /** The comment's id; the server knows it by the same one. */
  id: string;
  threadId: string;
  text: string;
  madeAt: number;
  /** Set when it begins its thread. */
  begins: Anchor | null;
  /** The code with which the server refused it; null: it is on its way. A refused one is sent no more by itself. */
  problem: string | null;
  /** It lies on this device's disk: closing the page does not lose it. */
  isKept: boolean;
}

/** A thread that is looked at. */
export interface ThreadContent {
  /** null: not there yet, or never (`problem`). */
  answer: { thread: Thread; comments: readonly Comment[]; anchorThen: AnchorThen } | null;
  /** What this device has written in it and the server has not taken; nothing that is in `answer` as well. */
  waiting: readonly WaitingComment[];
  /** Why the last fetch failed; an older answer may still be there. */
  problem: unknown;
}

export type AnchorThen = { nodes: unknown[]; links: unknown[] } | null;

/** A moment of the past, up to which is told what was said: of a version, a thread, a state of the map. */
export interface PastMoment {
  what: TalkMoment;
  id: string;
}

/** The node or link a thread hangs on; null: a place, or the map as a whole. */
export function elementOf(anchor: Anchor): string | null {
  return anchor.on === "node" || anchor.on === "link" ? anchor.id : null;
}

/** Whether there is something in it that this person can mark as unread: others have written, and all of it is read. */
export function isMarkableUnread({ people, unread }: ThreadView, me: string | undefined): boolean {
  return unread === 0 && people.some((id) => id !== me);
}
