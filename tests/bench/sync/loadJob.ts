// What the bench asks of its load process, and what it answers.
import type { CrowdSize, Target } from "./Crowd.ts";
import type { LatencySummary } from "./Latencies.ts";

export type LoadJob =
  | { kind: "latency"; target: Target; size: CrowdSize; warmUpMs: number; measureMs: number }
  | { kind: "saturation"; target: Target; size: CrowdSize; stepMs: number }
  | { kind: "killLoss"; target: Target; size: CrowdSize; workMs: number };

export interface LatencyResult {
  presence: LatencySummary;
  letters: LatencySummary;
  all: LatencySummary;
  /** Deliveries that had not arrived when the patience ended. */
  missing: number;
  deliveriesPerS: number;
  framesPerS: number;
  serverCpuS: number;
  peakBytes: number;
  /** Share of one core that the load process used: near 1 it measured itself. */
  loadCpuShare: number;
  /** Whether a newcomer found every letter in the map at the end; null where there is no document. */
  complete: boolean | null;
  closed: Record<string, number>;
}

export interface SaturationStep {
  times: number;
  deliveriesPerS: number;
  p99: number;
  missingShare: number;
  loadCpuShare: number;
  closed: Record<string, number>;
}

export interface SaturationResult {
  /** Highest deliveries per second of a step that was sustained. */
  sustainedPerS: number;
  steps: SaturationStep[];
}

/** What others had seen when the server was killed. */
export interface SeenResult {
  /** Per typing person of the map: how many of their letters at least one other person had received. */
  seen: number[];
  /** Per typing person: when each letter was sent, milliseconds before the kill. */
  ageMs: number[][];
}

export interface LoadResults {
  latency: LatencyResult;
  saturation: SaturationResult;
  killLoss: SeenResult;
}
