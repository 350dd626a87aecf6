// Random and mutated frames, few enough for every run of the tests; `npm run test:fuzz` sends as many as wanted.
import { describe, expect, it } from "vitest";
import { runFuzz } from "./fuzz.ts";

const FRAMES = Number(process.env["FUZZ_FRAMES"] ?? 5_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 20));
/** Seeds that once found a fault. They stay here for ever. */
const PINNED_SEEDS: readonly number[] = [];
const TIMEOUT_MS = 300_000;

describe("frames that are random or damaged", () => {
  it.each([...PINNED_SEEDS, SEED])(
    `HI-16: ${FRAMES} frames, seed %i: the server works, and everybody has the same valid map`,
    async (seed) => {
      const report = await runFuzz(FRAMES, seed);
      console.log(`seed ${seed}:`, report);
      expect(report.complaints).toEqual([]);
      // It did both: refuse what must not be, and let in what may.
      expect(Object.values(report.closes).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(
        FRAMES / 5,
      );
      expect(report.accepted).toBeGreaterThan(FRAMES / 10);
    },
    TIMEOUT_MS,
  );
});
