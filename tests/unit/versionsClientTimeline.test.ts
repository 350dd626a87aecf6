// The rows of the history, without a page.
import { expect, it } from "vitest";
import type { Version } from "#shared/versions/api.ts";
import { timelineRows, type TimelineRow } from "../../client/versions/panel/timelineRows.ts";

const DAY_MS = 24 * 3_600_000;
const dayOf = (at: number): string => String(Math.floor(at / DAY_MS));

function version(id: string, at: number, wanted: Partial<Version> = {}): Version {
  return {
    id,
    cause: "saved",
    name: id,
    note: "",
    at,
    byId: null,
    contributors: [],
    stateId: `state ${id}`,
    fingerprint: id,
    nodeCount: 1,
    linkCount: 0,
    restored: null,
    ...wanted,
  };
}
const automatic = (id: string, at: number): Version =>
  version(id, at, { cause: "interval", name: "" });

function rowsOf(
  versions: readonly Version[],
  turned: string[] = [],
  shownId: string | null = null,
) {
  return timelineRows(versions, { turned: new Set(turned), shownId, dayOf });
}
const told = (rows: readonly TimelineRow[]): string[] =>
  rows.map((row) => `${row.level} ${row.what === "version" ? row.version.id : row.what}`);
const keyOfFold = (rows: readonly TimelineRow[]): string =>
  rows.find(({ what }) => what === "fold")?.key ?? "none";

it("VE-45: versions stand below their day, the map as it is above all; automatic ones between others are folded", () => {
  const versions = [
    automatic("e", 5 * DAY_MS + 50),
    version("d", 5 * DAY_MS + 40),
    automatic("c", 5 * DAY_MS + 30),
    automatic("b", 5 * DAY_MS + 20),
    automatic("a", 4 * DAY_MS),
  ];
  const rows = rowsOf(versions);
  expect(told(rows)).toEqual(["1 now", "1 day", "2 e", "2 d", "2 fold", "1 day", "2 a"]);
  expect(rows.find(({ what }) => what === "fold")).toMatchObject({
    count: 2,
    from: 5 * DAY_MS + 20,
    until: 5 * DAY_MS + 30,
    isOpen: false,
    position: 3,
    setSize: 3,
  });
  const unfolded = rowsOf(versions, [keyOfFold(rows)]);
  expect(told(unfolded).slice(4, 7)).toEqual(["2 fold", "3 c", "3 b"]);
  const dayAway = rowsOf(versions, [rows[1]?.key ?? ""]);
  expect(told(dayAway)).toEqual(["1 now", "1 day", "1 day", "2 a"]);
});

it("VE-45: what is looked at is never folded away, and an unfolded group stays so when older versions come", () => {
  const versions = [version("d", 40), automatic("c", 30), automatic("b", 20)];
  expect(told(rowsOf(versions, [], "b"))).toContain("3 b");
  const key = keyOfFold(rowsOf(versions));
  expect(told(rowsOf([...versions, automatic("a", 10)], [key]))).toContain("3 a");
});

it("VE-45: an automatic version that has a name is folded nowhere", () => {
  const named = version("b", 20, { cause: "session-ended", name: "Behalten" });
  expect(told(rowsOf([automatic("c", 30), named, automatic("a", 10)]))).toEqual([
    "1 now",
    "1 day",
    "2 c",
    "2 b",
    "2 a",
  ]);
});
