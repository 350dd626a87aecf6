// `npm run test:faults -- --kills 200 --seed 7 --mode load`: the kill loop by hand, as long as wanted. Prints its seed, so
// that a run that found something can be had again.
import { parseArgs } from "node:util";
import { runKills, type KillMode } from "./killLoop.ts";

const MODES: readonly KillMode[] = ["load", "stop", "compaction"];
const MAX_SEED = 2 ** 31;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: String(Math.floor(Math.random() * MAX_SEED)) },
    mode: { type: "string", default: "load" },
  },
});
const mode = MODES.find((known) => known === values.mode);
const kills = Number(values.kills);
const seed = Number(values.seed);
if (mode === undefined || !Number.isInteger(kills) || !Number.isInteger(seed)) {
  throw new Error(`--kills N --seed S --mode ${MODES.join("|")}`);
}
console.log(`mode ${mode}, seed ${seed}, ${kills} kills`);
const startedAt = performance.now();
const { complaints, ...counts } = await runKills({ kills, seed, mode, say: console.log });
console.log(counts);
console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
for (const complaint of complaints) console.log(complaint);
if (complaints.length > 0) process.exitCode = 1;
else console.log(`seed ${seed}: nothing acknowledged lost, nothing seen lost, nothing twice`);
