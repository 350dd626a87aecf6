// What is measured, on whom, and how its table looks. One entry of SCENARIOS is one `--only` name.
import {
  COALESCING,
  HOCUSPOCUS,
  HOCUSPOCUS_SQLITE,
  OURS,
  RELAY,
  start,
  Y_LEVELDB,
  Y_WEBSOCKET,
  type Contender,
} from "./contenders.ts";
import type { CrowdSize } from "./Crowd.ts";
import { measureKill } from "./killLoss.ts";
import type { LatencyResult, SaturationResult } from "./loadJob.ts";
import { measureMemory } from "./memoryUse.ts";
import { measureOpening } from "./openMap.ts";
import { runLoad } from "./runLoad.ts";
import { medianOf, show } from "./table.ts";

export interface Pace {
  warmUpMs: number;
  measureMs: number;
  saturationStepMs: number;
  killWorkMs: number;
}

interface Column<R> {
  title: string;
  figure: (round: R) => number | null;
}

/** A scenario with its result type closed in: it is run and shown without others knowing what it measures. */
export interface Scenario {
  name: string;
  title: string;
  contenders: Contender[];
  /** Once is enough where the outcome is a count, not a time. */
  once: boolean;
  header: string[];
  run: (contender: Contender, pace: Pace) => Promise<unknown>;
  /** Median of every column. */
  figures: (rounds: unknown[]) => (number | null)[];
}

function scenario<R>(rest: {
  name: string;
  title: string;
  contenders: Contender[];
  once?: boolean;
  columns: Column<R>[];
  run: (contender: Contender, pace: Pace) => Promise<R>;
}): Scenario {
  const results = new WeakMap<object, R>();
  return {
    name: rest.name,
    title: rest.title,
    contenders: rest.contenders,
    once: rest.once ?? false,
    header: rest.columns.map(({ title }) => title),
    run: async (contender, pace) => {
      const result = await rest.run(contender, pace);
      const round = { result };
      results.set(round, result);
      return round;
    },
    figures: (rounds) => {
      const known = rounds
        .map((round) =>
          typeof round === "object" && round !== null ? results.get(round) : undefined,
        )
        .filter((result) => result !== undefined);
      return rest.columns.map(({ figure }) => medianOf(known, figure));
    },
  };
}

const MIB = 1024 * 1024;

function latencyScenario(name: string, title: string, maps: number, size: CrowdSize): Scenario {
  return scenario<LatencyResult>({
    name,
    title,
    contenders: [OURS, RELAY, Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_SQLITE, COALESCING],
    run: async (contender, { warmUpMs, measureMs }) => {
      const server = await start(contender);
      try {
        const target = await server.target(maps);
        return await runLoad<"latency">({ kind: "latency", target, size, warmUpMs, measureMs });
      } finally {
        await server.discard();
      }
    },
    columns: [
      { title: "p50 ms", figure: (r) => r.all.p50 },
      { title: "p95", figure: (r) => r.all.p95 },
      { title: "p99", figure: (r) => r.all.p99 },
      { title: "presence p50", figure: (r) => r.presence.p50 },
      { title: "p99", figure: (r) => r.presence.p99 },
      { title: "changes p50", figure: (r) => r.letters.p50 },
      { title: "p99", figure: (r) => r.letters.p99 },
      { title: "CPU s", figure: (r) => r.serverCpuS },
      { title: "peak MiB", figure: (r) => r.peakBytes / MIB },
      { title: "deliveries/s", figure: (r) => r.deliveriesPerS },
      { title: "frames/s", figure: (r) => r.framesPerS },
      { title: "missing", figure: (r) => r.missing },
      { title: "load CPU", figure: (r) => r.loadCpuShare },
    ],
  });
}

const FIFTY: CrowdSize = { members: 50, active: 10, nodesPerMap: 500 };

export const SCENARIOS: Scenario[] = [
  latencyScenario("50", "1 map × 50 people, 10 active", 1, FIFTY),
  latencyScenario("200", "1 map × 200 people, 20 active", 1, {
    members: 200,
    active: 20,
    nodesPerMap: 500,
  }),
  latencyScenario("200x5", "200 maps × 5 people, 1 active in each", 200, {
    members: 5,
    active: 1,
    nodesPerMap: 10,
  }),
  scenario<SaturationResult>({
    name: "saturation",
    title:
      "Sustained deliveries a second, 1 map × 50 people, 10 active: their rate is raised by 1.5 until p99 > 250 ms or 5 % are late",
    contenders: [OURS, RELAY, Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_SQLITE, COALESCING],
    run: async (contender, { saturationStepMs: stepMs }) => {
      const server = await start(contender);
      try {
        const target = await server.target(1);
        return await runLoad<"saturation">({ kind: "saturation", target, size: FIFTY, stepMs });
      } finally {
        await server.discard();
      }
    },
    columns: [
      { title: "deliveries/s", figure: (r) => r.sustainedPerS },
      { title: "steps", figure: (r) => r.steps.length },
      { title: "last p99 ms", figure: (r) => r.steps.at(-1)?.p99 ?? null },
      { title: "load CPU", figure: (r) => Math.max(...r.steps.map((step) => step.loadCpuShare)) },
    ],
  }),
  scenario({
    name: "open",
    title: "Opening a map of 5,000 nodes and 7,500 links, ms",
    contenders: [OURS, Y_WEBSOCKET, Y_LEVELDB, HOCUSPOCUS, HOCUSPOCUS_SQLITE],
    run: measureOpening,
    columns: [
      { title: "cold received", figure: (r) => r.coldReceivedMs },
      { title: "cold applied", figure: (r) => r.coldAppliedMs },
      { title: "warm received", figure: (r) => r.warmReceivedMs },
      { title: "warm applied", figure: (r) => r.warmAppliedMs },
      { title: "bytes", figure: (r) => r.bytes },
    ],
  }),
  scenario({
    name: "memory",
    title: "Memory, KiB (used: heap and buffers after collection; RSS: resident)",
    contenders: [OURS, RELAY, Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_SQLITE],
    once: true,
    run: measureMemory,
    columns: [
      { title: "idle connection, used", figure: (r) => r.perConnectionKiB },
      { title: "RSS", figure: (r) => r.perConnectionRssKiB },
      { title: "small open map, used", figure: (r) => r.perMapKiB },
      { title: "RSS", figure: (r) => r.perMapRssKiB },
    ],
  }),
  scenario({
    name: "kill",
    title: "SIGKILL under load: changes that others had seen and that are gone after the restart",
    contenders: [OURS, Y_LEVELDB, HOCUSPOCUS_SQLITE],
    once: true,
    run: (contender, pace) => measureKill(contender, pace.killWorkMs),
    columns: [
      { title: "seen", figure: (r) => r.seen },
      { title: "lost", figure: (r) => r.lost },
      { title: "oldest lost, ms", figure: (r) => r.oldestLostMs },
    ],
  }),
];

/** One table row of medians. */
export function row(name: string, figures: (number | null)[]): string[] {
  return [name, ...figures.map(show)];
}
