// What the page makes of who changed what: sittings of one element's history, and what is new since the last visit.
import { describe, expect, it } from "vitest";
import type { Touch } from "#shared/versions/api.ts";
import { countsOf, newSince, type Done } from "../../client/changes/newSince.ts";
import { originOf, sittingsOf } from "../../client/changes/sittings.ts";
import { dayAndTime } from "../../client/i18n/times.ts";

const MINUTE = 60_000;

function touch(
  what: string,
  personId: string | null,
  at: number,
  more: Partial<Touch> = {},
): Touch {
  return { elementId: "node", what, personId, from: at, at, ...more };
}

describe("the history of one element", () => {
  it("VE-87: what one person does within a quarter of an hour is one sitting; who made it and changed it last is known", () => {
    const touches = [
      touch("place", "bela", 300 * MINUTE),
      touch("title", "anika", 100 * MINUTE, { from: 92 * MINUTE }),
      touch("kind", "bela", 95 * MINUTE),
      touch("description", "anika", 80 * MINUTE),
      touch("title", "anika", 40 * MINUTE),
      touch("created", "anika", 30 * MINUTE),
    ];
    expect(sittingsOf(touches)).toEqual([
      { personId: "bela", what: ["place"], from: 300 * MINUTE, at: 300 * MINUTE },
      {
        personId: "anika",
        what: ["title", "description"],
        from: 80 * MINUTE,
        at: 100 * MINUTE,
      },
      { personId: "bela", what: ["kind"], from: 95 * MINUTE, at: 95 * MINUTE },
      { personId: "anika", what: ["title", "created"], from: 30 * MINUTE, at: 40 * MINUTE },
    ]);
    const { created, changed } = originOf(touches);
    expect([created?.personId, created?.at]).toEqual(["anika", 30 * MINUTE]);
    expect([changed?.personId, changed?.what]).toEqual(["bela", "place"]);
    expect(originOf([])).toEqual({ created: null, changed: null });
  });
});

describe("what is new", () => {
  const kinds: Record<string, "node" | "link"> = { old: "node", made: "node", link: "link" };
  const done: Done = {
    since: 0,
    me: "me",
    touches: [],
    threads: [],
    kindOf: (id) => kinds[id] ?? null,
  };
  const on = (elementId: string, what: string, personId: string | null, at = 1): Touch =>
    touch(what, personId, at, { elementId });
  const seen = (entries: ReturnType<typeof newSince>) =>
    entries.map(({ key, looks }) => [key, ...looks]);

  it("VE-88: each element once, with who and what; not one's own, not the server's, not what came and went meanwhile", () => {
    const entries = newSince({
      ...done,
      touches: [
        on("old", "title", "bela", 9),
        on("link", "label", "anika", 8),
        on("old", "place", "anika", 7),
        on("old", "kind", "me", 6),
        on("made", "title", "me", 6),
        on("made", "created", "bela", 5),
        on("", "title", "bela", 4),
        { ...on("gone-before", "deleted", "bela", 3), title: "Steigende Mieten" },
        on("gone-too", "deleted", "bela", 3),
        on("came-and-went", "deleted", "bela", 3),
        on("came-and-went", "created", "anika", 2),
        on("mine", "deleted", "me", 2),
        on("erased", "deleted", null, 2),
        on("gone-by-me", "title", "anika", 1),
      ],
    });
    expect(seen(entries)).toEqual([
      ["node old", "changed"],
      ["link link", "changed"],
      ["node made", "added"],
      ["map ", "changed"],
      ["gone bela", "removed"],
    ]);
    expect(entries.at(-1)?.subject).toEqual({
      on: "gone",
      count: 2,
      titles: ["Steigende Mieten"],
    });
    expect(entries[0]).toMatchObject({
      people: ["bela", "anika"],
      fields: ["title", "place"],
      at: 9,
    });
    expect(countsOf(entries)).toEqual({ changes: 6, comments: 0 });
    expect(newSince(done)).toEqual([]);
  });

  it("VE-88: unread comments since then belong to their element, or stand for themselves", () => {
    const thread = (id: string, rest: object) => ({
      id,
      anchor: { on: "node", id: "old" } as const,
      unread: 2,
      lastAt: 10,
      lastBy: "bela",
      ...rest,
    });
    const entries = newSince({
      ...done,
      since: 5,
      touches: [on("old", "title", "anika", 7)],
      threads: [
        thread("a", {}),
        thread("b", { unread: 0 }),
        thread("c", { lastAt: 5 }),
        thread("d", { anchor: { on: "place", x: 1, y: 2 }, unread: 1, lastAt: 6 }),
        thread("e", { anchor: { on: "node", id: "gone" }, unread: 1, lastAt: 6 }),
      ],
    });
    expect(seen(entries)).toEqual([
      ["node old", "changed", "commented"],
      ["thread d", "commented"],
      ["thread e", "commented"],
    ]);
    expect(entries[0]?.threads).toEqual(["a"]);
    expect(countsOf(entries)).toEqual({ changes: 1, comments: 4 });
  });

  it("VE-90: the time of the last visit is said by its day", () => {
    const now = new Date(2026, 10, 22, 9, 30).getTime();
    const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 20).getTime();
    expect(dayAndTime(at(22, 8), now, "de")).toBe("heute, 08:20");
    expect(dayAndTime(at(21, 16), now, "de")).toBe("gestern, 16:20");
    expect(dayAndTime(at(21, 0), now, "en")).toBe("yesterday, 00:20");
    expect(dayAndTime(at(20, 23), now, "de")).toBe("20. November 2026, 23:20");
  });
});
