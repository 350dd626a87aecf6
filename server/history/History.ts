// Port to whoever does the heavy work on what was: making and reading states of maps, storing versions and who changed
// what. Knows no threads; the one that does it is HistoryThread, and in tests it may be done where one is.
import type { JOBS } from "./jobs.ts";

type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
/** What a job is given. */
export type JobInput<Name extends JobName> = Parameters<Jobs[Name]>[1];
/** What comes of it. */
export type JobOutput<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;

export interface History {
  /** One job after the other, in the order in which they are asked for. What it writes is on disk when it resolves. */
  ask<Name extends JobName>(name: Name, input: JobInput<Name>): Promise<JobOutput<Name>>;
}
