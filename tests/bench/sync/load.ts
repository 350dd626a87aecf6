// The load process: gets one job over IPC, does it, answers, ends. A process of its own for each measurement, so that
// no server profits from a warmed-up or suffers from a littered load.
import { titleOf } from "#shared/map/read.ts";
import { Crowd, type Target } from "./Crowd.ts";
import type {
  LatencyResult,
  LoadJob,
  LoadResults,
  SaturationResult,
  SaturationStep,
} from "./loadJob.ts";
import { Latencies } from "./Latencies.ts";
import { cpuSeconds, peakMemoryBytes } from "./processFigures.ts";
import { openMap } from "./readState.ts";

const DRAIN_MS = 3_000;
/** A step of the saturation is sustained when 95 % have arrived at its end and the slowest hundredth within this. */
const SUSTAINED_P99_MS = 250;
const SUSTAINED_MISSING_SHARE = 0.05;
const RATE_GROWTH = 1.5;
const MAX_STEPS = 16;
/** After this many steps in a row that were not sustained, the server has had its chance. */
const FAILED_STEPS = 2;

type Job<K extends LoadJob["kind"]> = Extract<LoadJob, { kind: K }>;

async function gather(job: LoadJob): Promise<Crowd> {
  const crowd = new Crowd(job.target, job.size);
  await crowd.join();
  await crowd.seed();
  return crowd;
}

async function latency(job: Job<"latency">): Promise<LatencyResult> {
  const crowd = await gather(job);
  await crowd.work(job.warmUpMs, 1);
  await crowd.drain(DRAIN_MS);
  crowd.measureFromNow();
  const { pid } = job.target;
  const start = performance.now();
  const cpu = cpuSeconds(pid);
  const ownCpu = process.cpuUsage();
  await crowd.work(job.measureMs, 1);
  const own = process.cpuUsage(ownCpu);
  const elapsedS = (performance.now() - start) / 1000;
  const missing = await crowd.drain(DRAIN_MS);
  const { presence, letters, frames } = crowd.measured;
  const result: LatencyResult = {
    presence: presence.summary(),
    letters: letters.summary(),
    all: new Latencies().addAll(presence).addAll(letters).summary(),
    missing,
    deliveriesPerS: crowd.delivered() / elapsedS,
    framesPerS: frames / elapsedS,
    serverCpuS: cpuSeconds(pid) - cpu,
    peakBytes: peakMemoryBytes(pid),
    loadCpuShare: (own.user + own.system) / 1e6 / elapsedS,
    complete: job.target.keepsDocument ? await isComplete(job.target, crowd) : null,
    closed: crowd.closed(),
  };
  crowd.leave();
  return result;
}

/** Whether a newcomer to the first map finds as many letters as were typed. */
async function isComplete(target: Target, crowd: Crowd): Promise<boolean> {
  const [room] = crowd.rooms;
  const [address] = target.rooms;
  if (room === undefined || address === undefined) throw new Error("no map");
  const { doc } = await openMap(target, address, () => true);
  let found = 0;
  for (const id of room.content.nodeIds) found += titleOf(doc, id)?.length ?? 0;
  return found === room.senders.reduce((sum, { letters }) => sum + letters.length, 0);
}

async function saturation(job: Job<"saturation">): Promise<SaturationResult> {
  const crowd = await gather(job);
  await crowd.work(job.stepMs / 2, 1);
  await crowd.drain(DRAIN_MS);
  const steps: SaturationStep[] = [];
  let failed = 0;
  for (let times = 2; steps.length < MAX_STEPS && failed < FAILED_STEPS; times *= RATE_GROWTH) {
    crowd.measureFromNow();
    const start = performance.now();
    const ownCpu = process.cpuUsage();
    await crowd.work(job.stepMs, times);
    const elapsedS = (performance.now() - start) / 1000;
    const own = process.cpuUsage(ownCpu);
    const missingNow = crowd.expected() - crowd.delivered();
    const missingShare = missingNow / crowd.expected();
    const deliveriesPerS = crowd.delivered() / elapsedS;
    await crowd.drain(DRAIN_MS);
    const { presence, letters } = crowd.measured;
    const p99 = new Latencies().addAll(presence).addAll(letters).quantile(0.99);
    const loadCpuShare = (own.user + own.system) / 1e6 / elapsedS;
    const closed = crowd.closed();
    steps.push({ times, deliveriesPerS, p99, missingShare, loadCpuShare, closed });
    const sustained = p99 <= SUSTAINED_P99_MS && missingShare <= SUSTAINED_MISSING_SHARE;
    failed = sustained ? 0 : failed + 1;
    if (Object.keys(closed).length > 0) break;
  }
  crowd.leave();
  const sustained = steps.filter(
    ({ p99, missingShare }) => p99 <= SUSTAINED_P99_MS && missingShare <= SUSTAINED_MISSING_SHARE,
  );
  return { sustainedPerS: Math.max(0, ...sustained.map((step) => step.deliveriesPerS)), steps };
}

/** Works until the time is up, kills the server in the middle of it, and tells what people had seen by then. */
async function killLoss(job: Job<"killLoss">): Promise<LoadResults["killLoss"]> {
  const crowd = await gather(job);
  const working = crowd.work(job.workMs, 1);
  await new Promise((resolve) => setTimeout(resolve, job.workMs - 50));
  process.kill(job.target.pid, "SIGKILL");
  const killedAt = performance.now();
  await working;
  const [room] = crowd.rooms;
  const senders = room?.senders ?? [];
  const seen = senders.map((_, i) => Math.max(...crowd.members.map((m) => m.lettersSeen[i] ?? 0)));
  crowd.leave();
  return { seen, ageMs: senders.map(({ letters }) => letters.map((at) => killedAt - at)) };
}

async function run(job: LoadJob): Promise<LoadResults[keyof LoadResults]> {
  if (job.kind === "latency") return await latency(job);
  if (job.kind === "saturation") return await saturation(job);
  return await killLoss(job);
}

process.once("message", (job: LoadJob) => {
  run(job).then(
    (result) => process.send?.({ result }, () => process.exit(0)),
    (error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ error: reason }, () => process.exit(1));
    },
  );
});
