// The history as rows of a tree: the map as it is now, days, versions, and what the server kept by itself folded between
// the others. Pure.
import type { Version } from "#shared/versions/api.ts";
import { isAutomatic } from "./versionWords.ts";

interface Row {
  key: string;
  /** 1 is the outermost. */
  level: number;
  position: number;
  setSize: number;
  isOpen: boolean | null;
}
export type TimelineRow = Row &
  (
    | { what: "now" }
    | { what: "day"; at: number }
    | { what: "fold"; count: number; from: number; until: number }
    | { what: "version"; version: Version }
  );

/** Fewer are listed as they are. */
const FOLDED_FROM = 2;

export const NOW_KEY = "now";

export interface TimelineOptions {
  /** Rows that are folded or unfolded by the person; days begin unfolded, automatic versions folded. */
  turned: ReadonlySet<string>;
  /** Always to be seen; null: none. */
  shownId: string | null;
  dayOf: (at: number) => string;
}

type Entry =
  | { what: "version"; version: Version }
  | { what: "fold"; key: string; versions: readonly Version[] };

/** @param versions the newest first */
export function timelineRows(
  versions: readonly Version[],
  { turned, shownId, dayOf }: TimelineOptions,
): TimelineRow[] {
  const days = groupBy(versions, ({ at }) => dayOf(at));
  const setSize = days.length + 1;
  const rows: TimelineRow[] = [
    { what: "now", key: NOW_KEY, level: 1, position: 1, setSize, isOpen: null },
  ];
  days.forEach(({ key: day, items }, index) => {
    const [first] = items;
    if (first === undefined) return;
    const key = `day ${day}`;
    const isOpen = !turned.has(key) || items.some(({ id }) => id === shownId);
    const position = index + 2;
    rows.push({ what: "day", key, at: first.at, level: 1, position, setSize, isOpen });
    if (isOpen) rows.push(...dayRows(entriesOf(day, items), turned, shownId));
  });
  return rows;
}

function* dayRows(
  entries: readonly Entry[],
  turned: ReadonlySet<string>,
  shownId: string | null,
): Generator<TimelineRow> {
  const setSize = entries.length;
  for (const [index, entry] of entries.entries()) {
    const position = index + 1;
    if (entry.what === "version") {
      yield versionRow(entry.version, { level: 2, position, setSize });
      continue;
    }
    const { key, versions } = entry;
    const isOpen = turned.has(key) || versions.some(({ id }) => id === shownId);
    const until = versions[0]?.at ?? 0;
    const from = versions.at(-1)?.at ?? until;
    const count = versions.length;
    yield { what: "fold", key, count, from, until, level: 2, position, setSize, isOpen };
    if (!isOpen) continue;
    for (const [below, version] of versions.entries()) {
      yield versionRow(version, { level: 3, position: below + 1, setSize: count });
    }
  }
}

function versionRow(
  version: Version,
  place: Pick<Row, "level" | "position" | "setSize">,
): TimelineRow {
  return { what: "version", key: version.id, version, isOpen: null, ...place };
}

function entriesOf(day: string, versions: readonly Version[]): Entry[] {
  let above = "top";
  return groupBy(versions, (version) => (isAutomatic(version) ? "automatic" : version.id)).flatMap(
    ({ items }): Entry[] => {
      const [first] = items;
      const isFolded = first !== undefined && isAutomatic(first) && items.length >= FOLDED_FROM;
      // Named after what stands above it: what is fetched later comes below.
      if (isFolded) return [{ what: "fold", key: `fold ${day} ${above}`, versions: items }];
      above = first?.id ?? above;
      return items.map((version) => ({ what: "version", version }));
    },
  );
}

/** Neighbours of the same key in one group. */
function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { key: string; items: Item[] }[] {
  const groups: { key: string; items: Item[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups;
}
