// Seeded simulations over the real rooms, registry, journal and stock clients; only time, the network and the disk are
// simulated. A seed that fails is written into pinnedSeeds.ts and stays there.
import { describe, expect, it } from "vitest";
import { PINNED_SEEDS } from "./pinnedSeeds.ts";
import { simulate } from "./simulate.ts";
import { Tally } from "./Tally.ts";

const SEEDS = Number(process.env["SIM_SEEDS"] ?? 25);
const FIRST_SEED = Number(process.env["SIM_FIRST_SEED"] ?? 1_000);
const STEPS = Number(process.env["SIM_STEPS"] ?? 200);

const tally = new Tally();
const seeds = Array.from({ length: SEEDS }, (_, at) => FIRST_SEED + at);

describe("people, a network and a server that fail at random", () => {
  it.each([...PINNED_SEEDS, ...seeds])(
    "ST-30: seed %i: all replicas end equal, nothing promised is lost, nobody is shown who has left",
    async (seed) => {
      expect(await simulate(seed, STEPS, tally)).toEqual([]);
    },
  );

  it("ST-31: the simulated runs were not vacuous: all that can go wrong did", () => {
    console.log(`seeds ${FIRST_SEED}–${FIRST_SEED + SEEDS - 1}:`, tally);
    const per = (runs: number) => tally.runs * runs;
    expect(tally.runs).toBe(PINNED_SEEDS.length + SEEDS);
    expect(tally.edits).toBeGreaterThan(per(60));
    expect(tally.conflicts).toBeGreaterThan(per(4));
    expect(tally.lookedFor).toBeGreaterThan(per(100));
    expect(tally.boundClientIds).toBeGreaterThan(per(3));
    expect(tally.partitions).toBeGreaterThan(per(1));
    expect(tally.cuts).toBeGreaterThan(per(2));
    expect(tally.crashes).toBeGreaterThan(per(1));
    expect(tally.tornByCrash).toBeGreaterThan(per(0.3));
    expect(tally.stops).toBeGreaterThan(per(0.5));
    expect(tally.reopenedWithOutbox).toBeGreaterThan(per(1));
    expect(tally.reopenedWithNothing).toBeGreaterThan(per(0.5));
    expect(tally.serverEdits).toBeGreaterThan(per(1));
    expect(tally.storeFull).toBeGreaterThan(per(1));
    expect(tally.failedAppends).toBeGreaterThan(per(2));
    expect(tally.lostAnswers).toBeGreaterThan(per(1));
    expect(tally.failedLoads).toBeGreaterThan(per(0.1));
    expect(tally.compactions).toBeGreaterThan(per(0.5));
  });
});
