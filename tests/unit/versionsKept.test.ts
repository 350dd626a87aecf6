// When the server keeps versions by itself, and which of them it lets go.
import { describe, expect, it } from "vitest";
import { AutoVersions } from "../../server/versions/AutoVersions.ts";
import { thinnedOut } from "../../server/versions/thinning.ts";
import { silentLog } from "../fixtures/roomWithClients.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A clock that a test moves, and what is kept by it. */
function kept() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const list: string[] = [];
  const note = (entry: string) => {
    list.push(entry);
    return Promise.resolve("id");
  };
  const auto = new AutoVersions(
    {
      keep: (mapId, cause) => note(`${mapId} ${cause}`),
      keepUpTo: (mapId, seq, cause) => note(`${mapId} ${cause} ${seq}`),
    },
    {
      now: () => now,
      after: (ms, run) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => (timers = timers.filter((other) => other !== timer));
      },
    },
    silentLog,
  );
  const pass = async (ms: number) => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
    await Promise.resolve().then(() => Promise.resolve());
  };
  return { auto, list, pass };
}

describe("versions that the server keeps", () => {
  it("VE-22: every half hour of activity, and none while nothing is changed", async () => {
    const { auto, list, pass } = kept();
    auto.written("a");
    await pass(29 * MINUTE_MS);
    auto.written("a");
    expect(list).toEqual([]);
    await pass(MINUTE_MS);
    expect(list).toEqual(["a interval"]);
    await pass(5 * HOUR_MS);
    expect(list).toEqual(["a interval"]);
    auto.written("a");
    await pass(30 * MINUTE_MS);
    expect(list).toEqual(["a interval", "a interval"]);
  });

  it("VE-22: when everybody has left a map that was changed since, and not again at the half hour", async () => {
    const { auto, list, pass } = kept();
    auto.left("b");
    auto.written("a");
    auto.left("a");
    await pass(0);
    expect(list).toEqual(["a session-ended"]);
    await pass(HOUR_MS);
    expect(list).toEqual(["a session-ended"]);
  });

  it("VE-28: the state before a large change is kept", async () => {
    const { auto, list, pass } = kept();
    auto.beforeMassChange("a", 17);
    await pass(0);
    expect(list).toEqual(["a before-mass-change 17"]);
  });

  it("VE-34: large changes that follow each other within a minute are one: the state before the first is kept", async () => {
    const { auto, list, pass } = kept();
    for (let seq = 17; seq < 100; seq++) auto.beforeMassChange("a", seq);
    auto.beforeMassChange("b", 3);
    await pass(0);
    expect(list).toEqual(["a before-mass-change 17", "b before-mass-change 3"]);
    await pass(MINUTE_MS);
    auto.beforeMassChange("a", 100);
    await pass(0);
    expect(list.at(-1)).toBe("a before-mass-change 100");
  });
});

describe("versions that the server lets go", () => {
  const now = 400 * DAY_MS + 12 * HOUR_MS;
  const every = (ms: number, from: number, until: number) => {
    const versions: { id: string; at: number }[] = [];
    for (let age = from; age < until; age += ms) versions.push({ id: `${age}`, at: now - age });
    return versions;
  };
  const left = (versions: { id: string; at: number }[]) => {
    const gone = new Set(thinnedOut(versions, now));
    return versions.filter(({ id }) => !gone.has(id));
  };

  it("VE-29: all of a day stay, of a week one an hour, of three months one a day, then one a week", () => {
    expect(left(every(10 * MINUTE_MS, 0, DAY_MS))).toHaveLength(144);
    const week = left(every(10 * MINUTE_MS, DAY_MS, 7 * DAY_MS));
    expect(week.length).toBeGreaterThanOrEqual(6 * 24);
    expect(week.length).toBeLessThanOrEqual(6 * 24 + 1);
    const months = left(every(HOUR_MS, 7 * DAY_MS, 90 * DAY_MS));
    expect(months.length).toBeGreaterThanOrEqual(83);
    expect(months.length).toBeLessThanOrEqual(84);
    const year = left(every(DAY_MS, 90 * DAY_MS, 370 * DAY_MS));
    expect(year.length).toBeGreaterThanOrEqual(40);
    expect(year.length).toBeLessThanOrEqual(41);
  });

  it("VE-29: what stays once goes on staying: thinning again takes nothing", () => {
    const versions = left(every(37 * MINUTE_MS, 0, 200 * DAY_MS));
    expect(thinnedOut(versions, now)).toEqual([]);
  });
});
