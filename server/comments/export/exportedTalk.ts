// Puts together what is exported, the same for every format: threads below what they hang on, comments in plain text.
// Pure but for the time that reading Markdown may take.
import { readMap } from "#shared/map/read.ts";
import { mapIdSchema } from "#shared/maps/api.ts";
import { titleNow } from "../../states/anchors.ts";
import { loadMap } from "../../sync/loadMap.ts";
import { exportWords, type ExportWords } from "./exportWords.ts";
import { plainText, type TokenLetters } from "./plainText.ts";
import type { CommentRead, TalkRead, ThreadRead } from "./readTalk.ts";

export interface ExportedComment {
  /** Within its thread, from 1. */
  number: number;
  /** The number of the comment it answers; null: it begins the thread. */
  replyTo: number | null;
  text: string;
  author: string;
  organisation: string;
  at: number;
}

export interface ExportedThread {
  /** The first thread that was begun on this map is 1, whatever is exported. */
  number: number;
  kind: string;
  /** Empty for the map as a whole and for places. */
  place: string;
  state: string;
  outcome: string;
  reason: string;
  comments: ExportedComment[];
}

export interface ExportedTalk {
  words: ExportWords;
  timeZone: string;
  mapTitle: string;
  only: string;
  /** Those with something to say, ordered by what they hang on: the map, places, then by title; what is gone last. */
  threads: ExportedThread[];
}

/** What is left after this is exported as it was written: nobody's Markdown keeps everybody's export waiting. */
const PARSING_MS = 15_000;
/** Letters no XML may hold. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ORDER = ["map", "place", "node", "link"];

export function exportedTalk(read: TalkRead): ExportedTalk {
  const words = exportWords(read.language);
  const { doc } = loadMap(read.journal);
  const { title, nodes } = readMap(doc);
  const called = (name: string): string => name || words.untitled;
  const byTitle = Map.groupBy(nodes.values(), (node) => node.title.trim().toLocaleLowerCase());
  const letters: TokenLetters = {
    person: (id) => read.speakers[id]?.mentioned ?? words.somebody,
    node: (target) => {
      const node = nodes.get(target);
      if (node !== undefined) return called(node.title);
      if (mapIdSchema.safeParse(target).success) return words.nodeGone;
      const [only, other] = byTitle.get(target.trim().toLocaleLowerCase()) ?? [];
      return only !== undefined && other === undefined ? called(only.title) : target;
    },
  };
  const began = performance.now();
  const plain = (text: string): string =>
    clean(plainText(text, letters, performance.now() - began < PARSING_MS));

  const said = Map.groupBy(unpacked<CommentRead>(read.comments), ({ threadId }) => threadId);
  const commentsOf = (thread: ThreadRead): ExportedComment[] =>
    (said.get(thread.id) ?? []).map(({ text, authorId, createdAt }, index) => ({
      number: index + 1,
      replyTo: index === 0 ? null : 1,
      text: plain(text),
      author: clean(read.speakers[authorId]?.called ?? words.withoutPerspective),
      organisation: clean(read.speakers[authorId]?.organisation ?? ""),
      at: createdAt,
    }));

  const threads = unpacked<ThreadRead>(read.threads).flatMap((thread, index) => {
    const { on, anchorId, resolvedAt, deletedAt, outcome } = thread;
    const isResolved = resolvedAt !== null;
    if (deletedAt !== null || read.state === (isResolved ? "open" : "resolved")) return [];
    const comments = commentsOf(thread);
    if (comments.length === 0) return [];
    const now =
      (on === "node" || on === "link") && anchorId !== null
        ? titleNow(doc, { on, id: anchorId })
        : "";
    const isOrphaned = now === null;
    const last = clean(now ?? thread.anchorTitle);
    const exported: ExportedThread = {
      number: index + 1,
      kind: isOrphaned ? `${words.on[on]} (${words.orphaned})` : words.on[on],
      place: on === "node" || on === "link" ? called(last) : "",
      state: words.state[isResolved ? "resolved" : "open"],
      outcome: isResolved && outcome !== null ? words.outcome[outcome] : "",
      reason: isResolved && outcome !== null ? clean(thread.reason) : "",
      comments,
    };
    return { order: isOrphaned ? ORDER.length : ORDER.indexOf(on), exported };
  });
  const { compare } = new Intl.Collator(words.locale, { numeric: true });
  const sorted = threads.toSorted(
    ({ order, exported: a }, { order: other, exported: b }) =>
      order - other || compare(a.place, b.place) || a.number - b.number,
  );
  return {
    words,
    timeZone: read.timeZone,
    mapTitle: clean(called(title)),
    only: words.only[read.state],
    threads: sorted.map(({ exported }) => exported),
  };
}

function unpacked<Row>(pages: readonly Uint8Array[]): Row[] {
  return pages.flatMap((page) => JSON.parse(Buffer.from(page).toString()) as Row[]);
}

function clean(text: string): string {
  return text.replace(NOT_IN_XML, "");
}
