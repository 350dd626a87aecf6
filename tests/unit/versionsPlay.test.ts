// The logic of playing back: the course through a map's life, what is kept of it, and what differs from step to step.
import { beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, deleteElements, moveNodes, setNodeTitle } from "#shared/map/edit.ts";
import type { Activity, Version } from "#shared/versions/api.ts";
import { longDateTime, shortSpan } from "../../client/i18n/times.ts";
import { saysItsDate } from "../../client/versions/panel/versionWords.ts";
import {
  courseOf,
  neighbour,
  placeOf,
  shownAt,
  shownKeyAt,
  stayMs,
} from "../../client/versions/play/course.ts";
import { PlayedMap, readState } from "../../client/versions/play/PlayedMap.ts";
import { StateShelf } from "../../client/versions/play/StateShelf.ts";
import { stepBetween } from "../../client/versions/play/stepMarks.ts";

const SPAN_MS = 15 * 60_000;
const START = Date.UTC(2026, 10, 22, 12);

function version(id: string, spansIn: number): Version {
  return {
    id,
    cause: "saved",
    name: id,
    note: "",
    at: START + spansIn * SPAN_MS,
    byId: null,
    contributors: [],
    stateId: `state of ${id}`,
    fingerprint: id,
    nodeCount: 0,
    linkCount: 0,
    restored: null,
  };
}

function span(number: number, personId: string | null, touches: number): Activity["spans"][number] {
  const from = START + number * SPAN_MS;
  return { from, until: from + SPAN_MS, personId, touches };
}

beforeAll(() => {
  // What is shown is drawn at once: no frame is waited for.
  globalThis.requestAnimationFrame = () => 1;
  globalThis.cancelAnimationFrame = () => undefined;
});

describe("the course", () => {
  it("VE-100: goes from the first version over what was done to now; what several people did at once is one stop", () => {
    const spans = [
      span(0, "anika", 4),
      span(3, "anika", 2),
      span(3, "ben", 5),
      span(5, null, 1),
      span(9, "ben", 7),
    ];
    const course = courseOf([version("second", 8.5), version("first", 2)], spans);
    expect(course.stops.map(({ key }) => key)).toEqual([
      "first",
      `activity ${START + 3 * SPAN_MS}`,
      `activity ${START + 5 * SPAN_MS}`,
      "second",
      `activity ${START + 9 * SPAN_MS}`,
      "now",
    ]);
    expect(course.shown).toEqual([0, 3, 5]);
    const [, together] = course.stops;
    expect(together).toMatchObject({
      moment: {
        touches: 7,
        by: [
          { personId: "ben", touches: 5 },
          { personId: "anika", touches: 2 },
        ],
      },
    });
    expect(courseOf([], spans).stops).toEqual([]);
  });

  it("VE-100: a long time between two versions is a handful of stops in which nobody's part is lost", () => {
    const spans = Array.from({ length: 500 }, (_, at) =>
      span(at + 1, at % 2 === 0 ? "anika" : "ben", 3),
    );
    const { stops } = courseOf([version("last", 600), version("first", 0)], spans);
    const between = stops.slice(
      1,
      stops.findIndex(({ key }) => key === "last"),
    );
    expect(between.length).toBeGreaterThan(3);
    expect(between.length).toBeLessThan(10);
    const moments = between.flatMap((stop) => (stop.what === "activity" ? [stop.moment] : []));
    expect(moments.reduce((sum, { touches }) => sum + touches, 0)).toBe(1_500);
    expect(moments[0]?.from).toBe(START + SPAN_MS);
    expect(moments.at(-1)?.until).toBe(START + 501 * SPAN_MS);
    moments.slice(1).forEach(({ from }, at) => expect(moments[at]?.until).toBe(from));
  });

  it("VE-101: shows the version before an activity, steps from version to version, and takes the same time for each", () => {
    const course = courseOf(
      [version("second", 8), version("first", 0)],
      [span(1, "anika", 1), span(2, "anika", 1)],
    );
    // first, two activities, second, now
    expect([0, 1, 2, 3, 4].map((at) => shownAt(course, at))).toEqual([0, 0, 0, 1, 2]);
    expect(shownKeyAt(course, 2)).toBe("first");
    expect([0, 2, 3, 4].map((at) => neighbour(course, at, 1))).toEqual([3, 3, 4, 4]);
    expect([4, 3, 2, 0].map((at) => neighbour(course, at, -1))).toEqual([3, 0, 0, 0]);
    expect([0, 1, 2].reduce((sum, at) => sum + stayMs(course, at, 1), 0)).toBeCloseTo(1_500);
    expect(stayMs(course, 3, 1)).toBe(1_500);
    expect(stayMs(course, 3, 2)).toBe(750);
    expect(stayMs(course, 3, 0.5)).toBe(3_000);
  });

  it("VE-101: a version that is kept or goes meanwhile moves nobody elsewhere", () => {
    const before = courseOf([version("second", 8), version("first", 0)], []);
    const after = courseOf([version("third", 9), version("second", 8), version("first", 0)], []);
    expect(placeOf(before, "now", 2)).toBe(2);
    expect(placeOf(after, "now", 2)).toBe(3);
    expect(placeOf(after, "second", 1)).toBe(1);
    expect(placeOf(before, "third", 9)).toBe(2);
  });
});

describe("states", () => {
  it("VE-102: are asked for once while they are kept, few are kept, and what failed is asked for again", async () => {
    const asked: string[] = [];
    let isBroken = false;
    const shelf = new StateShelf((id) => {
      asked.push(id);
      return isBroken ? Promise.reject(new Error("no server")) : Promise.resolve(`${id}!`);
    });
    shelf.ahead("a");
    expect(await shelf.get("a")).toBe("a!");
    expect(asked).toEqual(["a"]);
    for (const id of ["b", "c", "d", "e", "f"]) await shelf.get(id);
    await shelf.get("a");
    await shelf.get("g");
    expect(asked).toHaveLength(7);
    // "a" was used since, "b" was not.
    await shelf.get("a");
    expect(asked).toHaveLength(7);
    await shelf.get("b");
    expect(asked).toHaveLength(8);
    isBroken = true;
    await expect(shelf.get("x")).rejects.toThrow("no server");
    isBroken = false;
    expect(await shelf.get("x")).toBe("x!");
  });
});

describe("a step", () => {
  function docOf(change: (doc: Y.Doc) => void = () => undefined): Y.Doc {
    const doc = new Y.Doc();
    const edit = { doc, origin: null };
    const at = (x: number, parentId: string | null = null) => ({ parentId, x, y: 0 });
    createNode(edit, { id: "region-001", kind: "region", title: "Bremen", place: at(1_000) });
    createNode(edit, {
      id: "inner-0001",
      kind: "note",
      title: "Innen",
      place: at(40, "region-001"),
    });
    createNode(edit, { id: "moved-0001", kind: "note", title: "Wandert", place: at(0) });
    createNode(edit, { id: "named-0001", kind: "note", title: "Alt", place: at(300) });
    createNode(edit, { id: "gone-00001", kind: "note", title: "Geht", place: at(600) });
    change(doc);
    return doc;
  }

  it("VE-103: tells what came, went, moved or changed, each at its place on the map", () => {
    const before = readState(docOf());
    const after = readState(
      docOf((doc) => {
        const edit = { doc, origin: null };
        const place = { parentId: null, x: 0, y: 700 };
        createNode(edit, { id: "fresh-0001", kind: "note", title: "Kommt", place });
        deleteElements(edit, { nodes: ["gone-00001"], links: [] });
        moveNodes(
          edit,
          new Map([
            ["moved-0001", { parentId: null, x: 0, y: 400 }],
            ["inner-0001", { parentId: "region-001", x: 60, y: 10 }],
          ]),
        );
        setNodeTitle(edit, "named-0001", "Neu");
      }),
    );
    const { marks, counts } = stepBetween(before, after);
    expect(counts).toEqual({ added: 1, removed: 1, moved: 2, changed: 1 });
    const markOf = (id: string) => marks.find((mark) => mark.id === id);
    expect(marks).toHaveLength(5);
    expect(markOf("fresh-0001")).toMatchObject({ look: "added", box: { x: 0, y: 700 } });
    expect(markOf("gone-00001")).toMatchObject({
      look: "removed",
      title: "Geht",
      box: { x: 600, y: 0 },
    });
    expect(markOf("moved-0001")).toMatchObject({ box: { y: 400 }, boxThen: { y: 0 } });
    expect(markOf("inner-0001")).toMatchObject({ box: { x: 1_060 }, boxThen: { x: 1_040 } });
    expect(markOf("named-0001")).toMatchObject({ look: "changed", title: "Neu", boxThen: null });
    expect(stepBetween(null, after).marks).toEqual([]);
    expect(stepBetween(after, after).marks).toEqual([]);
  });

  it("VE-104: in the one document that is shown, forwards and backwards, a state reads as it was kept", () => {
    const states = [
      readState(docOf()),
      readState(
        docOf((doc) => deleteElements({ doc, origin: null }, { nodes: ["region-001"], links: [] })),
      ),
      readState(docOf((doc) => setNodeTitle({ doc, origin: null }, "named-0001", "Neu"))),
      readState(new Y.Doc()),
    ];
    const played = new PlayedMap("map", Y.encodeStateAsUpdate(docOf()));
    for (const at of [0, 1, 2, 3, 1, 0, 2]) {
      const state = states[at];
      if (state === undefined) throw new Error("no such state");
      played.show(state);
      const shown = readState(played.map.doc);
      expect(stepBetween(state, shown).marks).toEqual([]);
      expect(shown.json.nodes).toHaveLength(state.json.nodes.length);
      expect(played.map.undo.state.get().canUndo).toBe(false);
    }
    played.destroy();
  });
});

it("VE-142: a version that is named after when it was kept is known by that, in both languages, and no other", () => {
  const at = new Date(2026, 10, 22, 14, 5, 3).getTime();
  const says = (name: string): boolean => saysItsDate({ name, at });
  expect(says(`Stand vom ${longDateTime(at, "de")}`)).toBe(true);
  expect(says(`As of ${longDateTime(at, "en")}`)).toBe(true);
  // Named just before the minute was over.
  expect(says(`Stand vom ${longDateTime(at - 60_000, "de")}`)).toBe(true);
  expect(says(`Stand vom ${longDateTime(at - 86_400_000, "de")}`)).toBe(false);
  expect(says("Vor der Sitzung")).toBe(false);
  expect(says("")).toBe(false);
});

it("VE-100: a stretch of time is said shortly", () => {
  const at = new Date(2026, 10, 22, 14).getTime();
  expect(shortSpan(at, at + SPAN_MS, "de")).toBe("22.11., 14:00–14:15");
  expect(shortSpan(at, at + 12 * 60 * 60_000, "de")).toBe("22.11., 14:00 – 23.11., 02:00");
});
