// The life of a map as a row of stops: its versions, what was done between them, and the map as it is now. Pure: knows no
// words, no clock and no canvas.
import type { Activity, Version } from "#shared/versions/api.ts";

/** What was done in a stretch of time, by whom: a quarter of an hour, or several where there would be too many. */
export interface Moment {
  from: number;
  until: number;
  touches: number;
  /** Who did most comes first; null: not known. */
  by: readonly { personId: string | null; touches: number }[];
}

export type Stop =
  | { what: "version"; key: string; version: Version }
  | { what: "activity"; key: string; moment: Moment }
  | { what: "now"; key: string };

export interface Course {
  /** The oldest first; the last is now. Begins with the first version. */
  stops: readonly Stop[];
  /** Which stops can be shown: versions, and now. */
  shown: readonly number[];
}

/** More between two versions could neither be told apart on the track nor read while they pass. */
const MOMENTS_BETWEEN = 6;
/** What a version takes in playing, at the usual speed. */
const VERSION_MS = 1_500;

export const SPEEDS = [0.5, 1, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/** @param versions the newest first, as they are listed */
export function courseOf(versions: readonly Version[], spans: Activity["spans"]): Course {
  const stops: Stop[] = [];
  const moments = momentsOf(spans);
  let next = 0;
  const passUntil = (time: number): void => {
    const between: Moment[] = [];
    for (let moment = moments[next]; moment !== undefined; moment = moments[++next]) {
      if (moment.from >= time) break;
      between.push(moment);
    }
    // Nothing of the map is kept from before its first version.
    if (stops.length === 0) return;
    for (const moment of merged(between)) {
      stops.push({ what: "activity", key: `activity ${moment.from}`, moment });
    }
  };
  for (const version of versions.toReversed()) {
    passUntil(version.at);
    stops.push({ what: "version", key: version.id, version });
  }
  passUntil(Infinity);
  if (stops.length > 0) stops.push({ what: "now", key: "now" });
  const shown = stops.flatMap(({ what }, at) => (what === "activity" ? [] : [at]));
  return { stops, shown };
}

/** What several people did in the same stretch of time is one moment. The oldest first. */
function momentsOf(spans: Activity["spans"]): Moment[] {
  const byStart = new Map<number, Moment[]>();
  for (const { from, until, personId, touches } of spans) {
    const moment = { from, until, touches, by: [{ personId, touches }] };
    byStart.set(from, [...(byStart.get(from) ?? []), moment]);
  }
  return [...byStart.values()].flatMap(joined).toSorted((a, b) => a.from - b.from);
}

/** Neighbours as one, until there are few enough. */
function merged(moments: readonly Moment[]): Moment[] {
  const each = Math.ceil(moments.length / MOMENTS_BETWEEN);
  const groups = Math.ceil(moments.length / Math.max(1, each));
  return Array.from({ length: groups }, (_, at) =>
    moments.slice(at * each, (at + 1) * each),
  ).flatMap(joined);
}

function joined(moments: readonly Moment[]): Moment[] {
  const [first] = moments;
  if (first === undefined) return [];
  const by = new Map<string | null, number>();
  for (const one of moments.flatMap((moment) => moment.by)) {
    by.set(one.personId, (by.get(one.personId) ?? 0) + one.touches);
  }
  return [
    {
      from: Math.min(...moments.map(({ from }) => from)),
      until: Math.max(...moments.map(({ until }) => until)),
      touches: moments.reduce((sum, { touches }) => sum + touches, 0),
      by: [...by]
        .map(([personId, touches]) => ({ personId, touches }))
        .toSorted((a, b) => b.touches - a.touches),
    },
  ];
}

/** Which of `course.shown` is seen at a stop: what is past an activity is not there before the version after it. */
export function shownAt({ shown }: Course, at: number): number {
  return Math.max(
    0,
    shown.findLastIndex((stop) => stop <= at),
  );
}

/** The key of what is seen at a stop; null: the course is empty. */
export function shownKeyAt(course: Course, at: number): string | null {
  return course.stops[course.shown[shownAt(course, at)] ?? -1]?.key ?? null;
}

/** The stop of the version (or now) after or before this one; the same where there is none. */
export function neighbour({ shown }: Course, at: number, way: 1 | -1): number {
  const found = way === 1 ? shown.find((stop) => stop > at) : shown.findLast((stop) => stop < at);
  return found ?? at;
}

/** Where a stop is that was known by this key; if it is gone, something that still is there. */
export function placeOf({ stops }: Course, key: string, last: number): number {
  const found = stops.findIndex((stop) => stop.key === key);
  return found >= 0 ? found : Math.max(0, Math.min(last, stops.length - 1));
}

/** How long a stop is shown in playing: from version to version it takes the same, whatever was done between. */
export function stayMs(course: Course, at: number, speed: Speed): number {
  const from = course.shown[shownAt(course, at)] ?? at;
  const to = neighbour(course, from, 1);
  return VERSION_MS / speed / Math.max(1, to - from);
}
