// Which automatic versions are worth keeping: all of the last day, then one an hour, a day, a week. Pure.

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** Up to which age one version in each span is kept. */
const STEPS: readonly { untilMs: number; spanMs: number }[] = [
  { untilMs: DAY_MS, spanMs: 0 },
  { untilMs: 7 * DAY_MS, spanMs: HOUR_MS },
  { untilMs: 90 * DAY_MS, spanMs: DAY_MS },
  { untilMs: Infinity, spanMs: WEEK_MS },
];

/** Ids of those that go. Of each span the latest stays; spans are of the calendar (UTC), so that the choice lasts. */
export function thinnedOut(versions: readonly { id: string; at: number }[], now: number): string[] {
  const kept = new Set<string>();
  const doomed: string[] = [];
  for (const { id, at } of versions.toSorted((a, b) => b.at - a.at)) {
    const spanMs = STEPS.find(({ untilMs }) => now - at < untilMs)?.spanMs ?? WEEK_MS;
    if (spanMs === 0) continue;
    const span = `${spanMs} ${Math.floor(at / spanMs)}`;
    if (kept.has(span)) doomed.push(id);
    else kept.add(span);
  }
  return doomed;
}
