// `npm run test:faults -- --kills 200 --seed 7 --mode load`: the kill loop by hand, as long as wanted. Prints its seed, so
// that a run that found something can be had again. `-- --reader-frames 100000 --seed 7`: the same for frames of people who
// may only read or comment.
import { parseArgs } from "node:util";
import { runReaderFrames } from "../integration/hostile/readerFuzz.ts";
import { runKills, type KillMode } from "./killLoop.ts";

const MODES: readonly KillMode[] = ["load", "stop", "compaction"];
const MAX_SEED = 2 ** 31;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: String(Math.floor(Math.random() * MAX_SEED)) },
    mode: { type: "string", default: "load" },
    "reader-frames": { type: "string", default: "0" },
  },
});
const mode = MODES.find((known) => known === values.mode);
const kills = Number(values.kills);
const seed = Number(values.seed);
const readerFrames = Number(values["reader-frames"]);
if (mode === undefined || ![kills, seed, readerFrames].every(Number.isInteger)) {
  throw new Error(`--kills N --seed S --mode ${MODES.join("|")}, or --reader-frames N --seed S`);
}
const startedAt = performance.now();
console.log(
  readerFrames > 0
    ? `seed ${seed}, ${readerFrames} frames of readers`
    : `mode ${mode}, seed ${seed}, ${kills} kills`,
);
const { complaints, ...counts } =
  readerFrames > 0
    ? await runReaderFrames(readerFrames, seed)
    : await runKills({ kills, seed, mode, say: console.log });
console.log(counts);
console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
for (const complaint of complaints) console.log(complaint);
if (complaints.length > 0) process.exitCode = 1;
else if (readerFrames > 0) console.log(`seed ${seed}: no byte of the map, no frame of others`);
else console.log(`seed ${seed}: nothing acknowledged lost, nothing seen lost, nothing twice`);
