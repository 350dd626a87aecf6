// `npm run bench:sync`: this server, which has everything on disk before it passes it on, against others, side by side
// in interleaved rounds. Prints medians and what they are in proportion to ours.
//   --only NAME    one scenario (50, 200, 200x5, saturation, open, memory, kill); may be repeated
//   --rounds N     3 unless said otherwise
//   --quick        one short round of each
//   --peer TEXT    only contenders whose name contains this, and ours
//   --json FILE    writes all rounds and medians
// BENCH_DATA=FOLDER puts the data of the servers on another disk. In memory (/dev/shm) a commit costs nothing: what is left
// of a difference then is not the disk's.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DATA, OURS, type Contender } from "./sync/contenders.ts";
import { diskCommits } from "./sync/diskCommit.ts";
import { row, SCENARIOS, type Pace, type Scenario } from "./sync/scenarios.ts";
import { printTable, show } from "./sync/table.ts";

const PEERS = fileURLToPath(new URL("peers", import.meta.url));
const THOROUGH: Pace = {
  warmUpMs: 1_000,
  measureMs: 3_500,
  saturationStepMs: 800,
  killWorkMs: 8_000,
};
const QUICK: Pace = { warmUpMs: 400, measureMs: 1_200, saturationStepMs: 400, killWorkMs: 2_000 };

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    peer: { type: "string", multiple: true },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const pace = flags.quick ? QUICK : THOROUGH;
const rounds = Number(flags.rounds ?? (flags.quick ? 1 : 3));

function installPeers(): void {
  if (existsSync(`${PEERS}/node_modules/ws/package.json`)) return;
  console.log("Installing the servers to compare with (tests/bench/peers) …");
  const npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", npm, { cwd: PEERS, stdio: "inherit" });
  try {
    const cwd = `${PEERS}/node_modules/better-sqlite3`;
    execFileSync("../.bin/prebuild-install", { cwd, stdio: "ignore" });
  } catch {
    console.log(
      "No ready-made better-sqlite3 for this Node; Hocuspocus' statements will run on node:sqlite.",
    );
  }
}

const wanted = (contender: Contender): boolean =>
  contender === OURS ||
  flags.peer === undefined ||
  flags.peer.some((text) => contender.name.toLowerCase().includes(text.toLowerCase()));

interface Outcome {
  scenario: string;
  contender: string;
  rounds: unknown[];
  failures: string[];
  medians: Record<string, number | null>;
}

/** One line that is written over, for people who wait. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** Rounds of all contenders, one after another within a round, each round beginning with another one. */
async function compare(scenario: Scenario): Promise<Outcome[]> {
  const contenders = scenario.contenders.filter(wanted);
  const results = new Map(contenders.map((contender) => [contender, new Array<unknown>()]));
  const failures = new Map(contenders.map((contender) => [contender, new Array<string>()]));
  for (let round = 0; round < (scenario.once ? 1 : rounds); round++) {
    for (let i = 0; i < contenders.length; i++) {
      const contender = contenders[(i + round) % contenders.length];
      if (contender === undefined) continue;
      progress(`${scenario.name}, round ${round + 1}: ${contender.name} …`);
      try {
        results.get(contender)?.push(await scenario.run(contender, pace));
      } catch (error) {
        failures.get(contender)?.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  progress("");
  return contenders.map((contender) => {
    const own = results.get(contender) ?? [];
    const figures = scenario.figures(own);
    return {
      scenario: scenario.name,
      contender: contender.name,
      rounds: own,
      failures: failures.get(contender) ?? [],
      medians: Object.fromEntries(
        scenario.header.map((title, i) => [`${i} ${title}`, figures[i] ?? null]),
      ),
    };
  });
}

function print(scenario: Scenario, outcomes: Outcome[]): void {
  const ours = Object.values(
    outcomes.find(({ contender }) => contender === OURS.name)?.medians ?? {},
  );
  const rows = outcomes.flatMap(({ contender, medians }) => {
    const figures = Object.values(medians);
    const lines = [row(contender, figures)];
    if (contender !== OURS.name && ours.some((figure) => figure !== null)) {
      const ratios = figures.map((figure, i) => {
        const own = ours[i] ?? null;
        return figure === null || own === null || own === 0 ? "" : `×${show(figure / own)}`;
      });
      lines.push(["  in proportion to ours", ...ratios]);
    }
    return lines;
  });
  printTable(scenario.title, ["", ...scenario.header], rows);
  for (const { contender, failures } of outcomes) {
    for (const failure of failures) console.log(`! ${contender}: ${failure}`);
  }
}

installPeers();
const chosen = SCENARIOS.filter(
  ({ name }) => flags.only === undefined || flags.only.includes(name),
);
if (chosen.length === 0) throw new Error(`no such scenario: ${flags.only?.join(", ")}`);
console.log(`Node ${process.version}, ${rounds} round(s), load and server on this machine.`);
for (const gapMs of [1, 16]) {
  const { p50, p99 } = await diskCommits(DATA, gapMs);
  console.log(
    `One durable commit on this disk, every ${gapMs} ms: ${show(p50)} / ${show(p99)} ms (p50 / p99).`,
  );
}
const outcomes: Outcome[] = [];
for (const scenario of chosen) {
  const outcome = await compare(scenario);
  outcomes.push(...outcome);
  print(scenario, outcome);
}
if (flags.json !== undefined) writeFileSync(flags.json, JSON.stringify(outcomes, null, 2));
