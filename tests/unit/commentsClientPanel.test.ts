// The comments panel without a page: what it lists and in which order, how little of it is drawn, what it says aloud.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Anchor, Author } from "#shared/comments/api.ts";
import { excerptWords } from "../../client/comments/panel/excerptWords.ts";
import {
  panelCounts,
  panelRows,
  perspectivesOf,
  type PanelOptions,
} from "../../client/comments/panel/panelRows.ts";
import { rowsBetween, rowUnits } from "../../client/comments/panel/rowUnits.ts";
import { TalkNews } from "../../client/comments/panel/TalkNews.ts";
import type { ThreadView } from "../../client/comments/store/commentViews.ts";
import { Value } from "../../client/map/session/Store.ts";
import { ANIKA, BEN, threadOf } from "../fixtures/talk.ts";

function view(part: Partial<ThreadView> & { id: string }): ThreadView {
  return { ...threadOf(part), isOrphan: false, waiting: 0, ...part };
}

const on = (id: string): Anchor => ({ on: "node", id });
const PLACES: Record<string, [number, number]> = {
  left: [0, 0],
  right: [400, 10],
  below: [0, 900],
};

const known = {
  authors: new Map<string, Author>([
    [ANIKA.id, { ...ANIKA, perspective: "Verwaltung" }],
    [BEN.id, BEN],
  ]),
  me: BEN.id,
  boxOf: (anchor: Anchor) => {
    const [x, y] = (anchor.on === "node" ? PLACES[anchor.id] : undefined) ?? [];
    return x === undefined || y === undefined ? null : { x, y, width: 100, height: 50 };
  },
  textOf: ({ excerpt }: ThreadView) => excerpt,
};

const plain: PanelOptions = {
  filter: "all",
  order: "place",
  perspective: "",
  words: "",
  found: new Set(),
  folded: new Set(),
};

const listed = (threads: readonly ThreadView[], options: Partial<PanelOptions> = {}): string[] =>
  panelRows(threads, { ...plain, ...options }, known).rows.map(({ what, key, level }) =>
    what === "group" ? key : `${"·".repeat(level)}${key}`,
  );

const threads = [
  view({ id: "gone", anchor: on("deleted"), isOrphan: true, anchorTitle: "Früher", lastAt: 90 }),
  view({ id: "late", anchor: on("below"), excerpt: "Über den Übergang", lastAt: 50 }),
  view({ id: "pin2", anchor: { on: "place", x: 5, y: 300 }, lastAt: 20 }),
  view({ id: "second", anchor: on("right"), createdAt: 2_000, unread: 2, lastAt: 80 }),
  view({ id: "pin1", anchor: { on: "place", x: 9, y: 100 }, lastAt: 10 }),
  view({ id: "first", anchor: on("right"), createdAt: 1_000, mentionsMe: true, lastAt: 30 }),
  view({ id: "whole", anchor: { on: "map" }, people: [BEN.id], lastAt: 5 }),
  view({ id: "done", anchor: on("left"), resolved: { at: 1, by: BEN.id }, lastAt: 40 }),
];

describe("the comments panel", () => {
  it("CO-70: lists threads below what they hang on, as one reads the map: the whole first, what is gone last", () => {
    expect(listed(threads)).toEqual([
      "map:",
      "··whole",
      "place:",
      "··pin1",
      "··pin2",
      "node:left",
      "··done",
      "node:right",
      "··first",
      "··second",
      "node:below",
      "··late",
      "node:deleted",
      "··gone",
    ]);
  });

  it("CO-70: lists the newest first when time counts, and keeps what belongs together together", () => {
    expect(listed(threads, { order: "time" }).slice(0, 5)).toEqual([
      "node:deleted",
      "··gone",
      "node:right",
      "··second",
      "··first",
    ]);
  });

  it("CO-71: shows open ones, unread ones, those that mention me, mine, resolved ones, and counts each", () => {
    expect(panelCounts(threads, BEN.id)).toEqual({
      open: 7,
      unread: 1,
      mentions: 1,
      mine: 1,
      resolved: 1,
      all: 8,
    });
    expect(listed(threads, { filter: "resolved" })).toEqual(["node:left", "··done"]);
    expect(listed(threads, { filter: "unread" })).toEqual(["node:right", "··second"]);
    expect(listed(threads, { filter: "mentions" })).toEqual(["node:right", "··first"]);
    expect(listed(threads, { filter: "mine" })).toEqual(["map:", "··whole"]);
  });

  it("CO-71: shows threads in which somebody of a perspective has written", () => {
    expect(perspectivesOf(known.authors)).toEqual(["Verwaltung"]);
    expect(panelRows(threads, { ...plain, perspective: "Verwaltung" }, known).found).toBe(7);
  });

  it("CO-72: finds words here, whatever their accents, and what the server has found besides; found groups are unfolded", () => {
    const folded = new Set(["node:below"]);
    expect(listed(threads, { folded })).toContain("node:below");
    expect(listed(threads, { folded })).not.toContain("··late");
    expect(listed(threads, { folded, words: "ubergang den" })).toEqual(["node:below", "··late"]);
    const found = new Set(["pin1"]);
    expect(listed(threads, { words: "in einer Antwort", found })).toEqual(["place:", "··pin1"]);
  });

  it("CO-73: draws only rows in view, also of a thousand", () => {
    const many = Array.from({ length: 1_000 }, (_, at) =>
      view({ id: `t${at}`, anchor: on(`n${at % 200}`) }),
    );
    const { rows } = panelRows(many, plain, known);
    expect(rows).toHaveLength(1_200);
    const units = rowUnits(rows);
    expect(units.total).toBe(200 + 3 * 1_000);
    const [first, end] = rowsBetween(units, 1_600, 1_640);
    expect(end - first).toBeLessThan(20);
    expect(units.tops[first]).toBeLessThanOrEqual(1_600);
    expect(units.tops[end]).toBeGreaterThanOrEqual(1_640);
    expect(rowsBetween(rowUnits([]), 0, 30)).toEqual([0, 0]);
    // Every unit is some row's.
    for (let unit = 0; unit < units.total; unit += 7) {
      const [row] = rowsBetween(units, unit, unit + 1);
      expect(units.tops[row]).toBeLessThanOrEqual(unit);
      expect(units.tops[row + 1]).toBeGreaterThan(unit);
    }
  });

  it("CO-74: shows the beginning in plain words, with names and titles of today", () => {
    const names = {
      person: (id: string) => `Person ${id}`,
      node: (id: string) => `„Knoten ${id}“`,
    };
    const text =
      "## Zu [[n1]]\n- **wichtig** für @{p1}, siehe [hier](https://example.org)\n2. `so`";
    expect(excerptWords(text, names)).toBe("Zu „Knoten n1“ wichtig für @Person p1, siehe hier so");
    expect(excerptWords("2 * 3 * 4 = 24, a_b_c", names)).toBe("2 * 3 * 4 = 24, a_b_c");
    expect(excerptWords("das Thema *Beteiligung* (_neu_), 2*3*4", names)).toBe(
      "das Thema Beteiligung (neu), 2*3*4",
    );
  });
});

describe("what others write", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function listening() {
    const state = new Value<"loading" | "ready" | "failed">("loading");
    const all = new Value<ReadonlyMap<string, ThreadView>>(new Map());
    const news = new TalkNews({ state, threads: all }, () => BEN.id);
    const said: string[] = [];
    news.said.subscribe(() => {
      const now = news.said.get();
      if (now !== null) said.push(`${now.count} ${now.by ?? "?"} ${now.threadId}`);
    });
    const put = (...changed: ThreadView[]): void =>
      all.set(new Map([...all.get(), ...changed.map((thread) => [thread.id, thread] as const)]));
    return { news, state, put, said };
  }

  it("CO-75: is said at most every five seconds, together, with the last one's author and place", () => {
    const { news, state, put, said } = listening();
    const stop = news.follow();
    // What was there before is no news.
    put(view({ id: "a", unread: 7 }));
    state.set("ready");
    expect(said).toEqual([]);
    put(view({ id: "a", unread: 8, lastNumber: 2 }));
    expect(said).toEqual(["1 anika a"]);
    vi.advanceTimersByTime(1_000);
    put(view({ id: "a", unread: 9, lastNumber: 3 }), view({ id: "b", unread: 1, lastNumber: 4 }));
    put(view({ id: "a", unread: 10, lastNumber: 5 }));
    vi.advanceTimersByTime(3_999);
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(said).toEqual(["1 anika a", "3 anika a"]);
    vi.advanceTimersByTime(5_000);
    expect(said).toHaveLength(2);
    // Silence before the same sentence again, so that it is heard.
    expect(news.said.get()).toBeNull();
    put(view({ id: "b", unread: 2, lastNumber: 6 }));
    expect(said.at(-1)).toBe("1 anika b");
    stop();
    put(view({ id: "b", unread: 3, lastNumber: 7 }));
    vi.advanceTimersByTime(10_000);
    expect(said).toHaveLength(3);
  });

  it("CO-75: one's own comments and what is read meanwhile are no news", () => {
    const { news, state, put, said } = listening();
    news.follow();
    state.set("ready");
    put(view({ id: "a", unread: 0, lastBy: BEN.id, lastNumber: 2 }));
    put(view({ id: "a", unread: 0, commentCount: 2, lastNumber: 3 }));
    vi.advanceTimersByTime(10_000);
    expect(said).toEqual([]);
  });
});
