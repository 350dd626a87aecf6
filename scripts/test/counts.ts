// What a run of the tests came to, and how it is told: the last line of `npm test`, and its exit code.

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Tests that passed only when they were tried again. They count as passed. */
  unsteady: Unsteady[];
}

export interface Unsteady {
  name: string;
  /** What went wrong before it passed, with where that was. */
  reasons: string[];
}

/** Where the reporter leaves the counts for scripts/test.ts. */
export const TALLY_FILE = "test-results/tally.json";

/** `12 passed, 0 failed`, and `, 1 skipped` only when there are such. */
export function lastLine({ passed, failed, skipped }: Omit<Counts, "unsteady">): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** @param strict nothing may be skipped (continuous integration). */
export function succeeded(counts: Omit<Counts, "unsteady">, strict: boolean): boolean {
  return counts.failed === 0 && counts.passed > 0 && !(strict && counts.skipped > 0);
}
