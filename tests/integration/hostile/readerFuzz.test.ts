// Random and mutated frames of readers, few enough for every run of the tests; `npm run test:faults -- --reader-frames N`
// sends as many as wanted.
import { describe, expect, it } from "vitest";
import { runReaderFrames } from "./readerFuzz.ts";

const FRAMES = Number(process.env["READER_FRAMES"] ?? 3_000);
const SEED = Number(process.env["READER_SEED"] ?? Math.floor(Math.random() * 2 ** 20));
const TIMEOUT_MS = 300_000;

describe("frames of readers that are random or damaged", () => {
  it(
    `HI-15: ${FRAMES} frames of a viewer and a commenter, seed ${SEED}: no byte of the map and no frame of others is another`,
    async () => {
      const report = await runReaderFrames(FRAMES, SEED);
      console.log(`seed ${SEED}:`, report);
      expect(report.complaints).toEqual([]);
      // Some were refused for what they are, some for who sent them, and some were fine.
      expect(report.closes["4400"] ?? 0).toBeGreaterThan(FRAMES / 20);
      expect(report.closes["4403"] ?? 0).toBeGreaterThan(FRAMES / 40);
      expect(report.accepted).toBeGreaterThan(FRAMES / 40);
      expect(report.heard).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );
});
