// What a process has used so far, from /proc (Linux).
import { readFileSync } from "node:fs";

const CLOCK_TICKS_PER_S = 100;
const KIB = 1024;

/** User and system CPU seconds of all threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_S;
}

/** Highest resident set so far, in bytes. */
export function peakMemoryBytes(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
  return Number(line?.[1] ?? Number.NaN) * KIB;
}
