// Work that waits until nothing happens any more: when it begins, in what portions it is done, what stirs it up anew.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Calm } from "../../client/map/canvas/Calm.ts";

/** Longer than it takes to be calm, much shorter than anybody's patience. */
const CALM_MS = 200;
const LONG_MS = 2_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Each piece takes `pieceMs` of the clock; every call is noted. */
function work(pieces: number, pieceMs = 0) {
  const seen = { prepared: 0, done: 0, at: new Array<number>() };
  let left = 0;
  const calm = new Calm(
    () => {
      seen.prepared++;
      left = pieces;
    },
    () => {
      if (left === 0) return false;
      left--;
      seen.done++;
      seen.at.push(performance.now());
      if (pieceMs > 0) vi.advanceTimersByTime(pieceMs);
      return true;
    },
  );
  return { calm, seen };
}

describe("work that waits for calm", () => {
  it("CA-44: begins once nothing has happened for a moment, and is prepared once", () => {
    const { calm, seen } = work(5);
    for (let stir = 0; stir < 10; stir++) {
      calm.stir();
      vi.advanceTimersByTime(CALM_MS / 4);
      expect(seen.prepared).toBe(0);
    }
    vi.advanceTimersByTime(CALM_MS);
    expect(seen).toMatchObject({ prepared: 1, done: 5 });
    vi.advanceTimersByTime(LONG_MS);
    expect(seen.prepared).toBe(1);
  });

  it("CA-44: is not put off for ever by what never rests", () => {
    const { calm, seen } = work(1);
    for (let ms = 0; ms < LONG_MS; ms += 20) {
      calm.stir();
      vi.advanceTimersByTime(20);
    }
    expect(seen.prepared).toBeGreaterThan(0);
  });

  it("CA-44: leaves room for frames between its portions", () => {
    const { calm, seen } = work(40, 1);
    calm.stir();
    vi.advanceTimersByTime(LONG_MS);
    expect(seen.done).toBe(40);
    const pauses = seen.at.slice(1).map((at, index) => at - (seen.at[index] ?? at));
    // No more than a few pieces in one go, and then at least most of a frame for others.
    let inOneGo = 1;
    for (const pause of pauses) {
      inOneGo = pause > 10 ? 1 : inOneGo + 1;
      expect(inOneGo).toBeLessThanOrEqual(6);
    }
    expect(pauses.filter((pause) => pause > 10).length).toBeGreaterThan(4);
  });

  it("CA-44: what is stirred up while it works is done after its own calm", () => {
    const { calm, seen } = work(40, 1);
    calm.stir();
    vi.advanceTimersByTime(CALM_MS);
    expect(seen.prepared).toBe(1);
    calm.stir();
    vi.advanceTimersByTime(LONG_MS);
    expect(seen.prepared).toBe(2);
    expect(seen.done).toBe(80);
  });

  it("CA-44: begins at once when told that it is calm", () => {
    const { calm, seen } = work(3);
    calm.stir();
    calm.begin();
    expect(seen).toMatchObject({ prepared: 1, done: 3 });
    vi.advanceTimersByTime(LONG_MS);
    expect(seen.prepared).toBe(1);
  });
});
