// `npm run test:fuzz -- --frames 100000 --seed 7`: the fuzz by hand, as long as wanted. Prints its seed, so that a run that
// found something can be had again.
import { parseArgs } from "node:util";
import { runFuzz } from "./fuzz.ts";

const MAX_SEED = 2 ** 20;

const { values } = parseArgs({
  options: {
    frames: { type: "string", default: "5000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * MAX_SEED)) },
  },
});
const [frames, seed] = [Number(values.frames), Number(values.seed)];
if (!Number.isInteger(frames) || !Number.isInteger(seed)) throw new Error("--frames N --seed S");
console.log(`seed ${seed}, ${frames} frames`);
const startedAt = performance.now();
const { complaints, ...counts } = await runFuzz(frames, seed);
console.log(counts, `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
for (const complaint of complaints) console.log(complaint);
if (complaints.length > 0) process.exitCode = 1;
