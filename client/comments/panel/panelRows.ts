// The lines of the comments panel: which threads are listed, under what they hang on, in which order. Pure, so that it can
// be tested without a page, and quick enough for hundreds of threads.
import type { Anchor, Author } from "#shared/comments/api.ts";
import { plainLetters } from "../../app/paletteSearch.ts";
import type { Box } from "../../map/canvas/box.ts";
import { readingOrder } from "../../map/canvas/focusOrder.ts";
import type { TreeRow } from "../../map/outline/treeKeys.ts";
import type { ThreadView } from "../store/commentViews.ts";

export const PANEL_FILTERS = ["open", "unread", "mentions", "mine", "resolved", "all"] as const;
export type PanelFilter = (typeof PANEL_FILTERS)[number];

export const PANEL_ORDERS = ["place", "time"] as const;
export type PanelOrder = (typeof PANEL_ORDERS)[number];

export interface PanelOptions {
  filter: PanelFilter;
  order: PanelOrder;
  /** Only threads in which somebody of this perspective has written; empty: all. */
  perspective: string;
  /** Words that title or text must have; empty: all. */
  words: string;
  /** Threads that the server has found by these words, in comments of which the page knows nothing. */
  found: ReadonlySet<string>;
  /** Keys of groups that are folded. */
  folded: ReadonlySet<string>;
}

/** What is known of the threads beside themselves. */
export interface PanelKnowledge {
  authors: ReadonlyMap<string, Author>;
  me: string | null;
  /** Where on the map a node or link lies; null: nowhere. */
  boxOf: (anchor: Anchor) => Box | null;
  /** What can be read of it: what it hangs on, and its beginning. */
  textOf: (thread: ThreadView) => string;
}

interface Row extends TreeRow {
  key: string;
  /** Place among those of the same level under the same parent, from 1, and how many they are. */
  position: number;
  setSize: number;
}

export interface GroupRow extends Row {
  what: "group";
  /** Of the group's first thread: of all of them where it is a node or link. */
  anchor: Anchor;
  lastTitle: string;
  isOrphan: boolean;
  threads: number;
  unread: number;
}

export interface ThreadRow extends Row {
  what: "thread";
  threadId: string;
}

export type PanelRow = GroupRow | ThreadRow;

function isIn(filter: PanelFilter, thread: ThreadView, me: string | null): boolean {
  switch (filter) {
    case "open":
      return thread.resolved === null;
    case "unread":
      return thread.unread > 0;
    case "mentions":
      return thread.mentionsMe;
    case "mine":
      return thread.waiting > 0 || (me !== null && thread.people.includes(me));
    case "resolved":
      return thread.resolved !== null;
    case "all":
      return true;
  }
}

/** How many threads each filter lets through. */
export function panelCounts(
  threads: Iterable<ThreadView>,
  me: string | null,
): Record<PanelFilter, number> {
  const counts = { open: 0, unread: 0, mentions: 0, mine: 0, resolved: 0, all: 0 };
  for (const thread of threads) {
    for (const filter of PANEL_FILTERS) if (isIn(filter, thread, me)) counts[filter] += 1;
  }
  return counts;
}

/** Every perspective somebody has spoken from, in order. */
export function perspectivesOf(authors: ReadonlyMap<string, Author>): string[] {
  const all = new Set([...authors.values()].map(({ perspective }) => perspective));
  all.delete("");
  return [...all].toSorted(new Intl.Collator("de").compare);
}

/** @returns the rows from top to bottom, and how many threads passed. */
export function panelRows(
  threads: Iterable<ThreadView>,
  options: PanelOptions,
  known: PanelKnowledge,
): { rows: PanelRow[]; found: number } {
  const words = plainLetters(options.words).split(/\s+/u).filter(Boolean);
  const passing = [...threads].filter(
    (thread) =>
      isIn(options.filter, thread, known.me) &&
      isFrom(options.perspective, thread, known.authors) &&
      (words.length === 0 || options.found.has(thread.id) || has(words, known.textOf(thread))),
  );
  const groups = [...Map.groupBy(passing, groupKey)].map(([key, members]) => ({
    key,
    members: members.toSorted(options.order === "time" ? byNewest : withinPlace),
  }));
  const sorted = options.order === "time" ? newestFirst(groups) : asOnTheMap(groups, known);
  const rows: PanelRow[] = [];
  sorted.forEach(({ key, members }, index) => {
    const [first] = members;
    if (first === undefined) return;
    const isOpen = words.length > 0 || !options.folded.has(key);
    rows.push({
      what: "group",
      key,
      level: 1,
      position: index + 1,
      setSize: sorted.length,
      isOpen,
      anchor: first.anchor,
      lastTitle: members.find(({ anchorTitle }) => anchorTitle !== "")?.anchorTitle ?? "",
      isOrphan: first.isOrphan,
      threads: members.length,
      unread: members.reduce((sum, { unread }) => sum + unread, 0),
    });
    if (!isOpen) return;
    members.forEach(({ id }, at) => {
      const place = { position: at + 1, setSize: members.length };
      rows.push({ what: "thread", key: id, threadId: id, level: 2, isOpen: null, ...place });
    });
  });
  return { rows, found: passing.length };
}

interface Group {
  key: string;
  members: readonly ThreadView[];
}

/** No id has a colon in front: a group's key is never a thread's. */
function groupKey({ anchor }: ThreadView): string {
  return anchor.on === "node" || anchor.on === "link"
    ? `${anchor.on}:${anchor.id}`
    : `${anchor.on}:`;
}

function isFrom(
  perspective: string,
  { people }: ThreadView,
  authors: ReadonlyMap<string, Author>,
): boolean {
  return perspective === "" || people.some((id) => authors.get(id)?.perspective === perspective);
}

function has(words: readonly string[], text: string): boolean {
  const letters = plainLetters(text);
  return words.every((word) => letters.includes(word));
}

function byNewest(a: ThreadView, b: ThreadView): number {
  return b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1);
}

/** On a node or link in the order they were begun; places as one reads. */
function withinPlace(a: ThreadView, b: ThreadView): number {
  if (a.anchor.on === "place" && b.anchor.on === "place") {
    return a.anchor.y - b.anchor.y || a.anchor.x - b.anchor.x;
  }
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}

function newestFirst(groups: readonly Group[]): Group[] {
  const newest = ({ members: [first] }: Group): number => first?.lastAt ?? 0;
  return groups.toSorted((a, b) => newest(b) - newest(a));
}

/** The map as a whole, places, then nodes and links as one reads, then what is not on the map any more. */
function asOnTheMap(groups: readonly Group[], { boxOf }: PanelKnowledge): Group[] {
  const boxes = new Map<string, Box>();
  for (const {
    key,
    members: [first],
  } of groups) {
    const box = first === undefined || first.isOrphan ? null : boxOf(first.anchor);
    if (box !== null) boxes.set(key, box);
  }
  const order = new Map(readingOrder(boxes).map((key, at) => [key, at]));
  const rank = ({ key, members: [first] }: Group): number => {
    if (key === "map:") return -2;
    if (key === "place:") return -1;
    return first?.isOrphan === true ? groups.length + 1 : (order.get(key) ?? groups.length);
  };
  return groups.toSorted((a, b) => rank(a) - rank(b));
}
