// A vitest reporter that only counts, into the file scripts/test.ts names. What fails outside of a test (a file that
// does not load, an error nobody awaited) counts as failed too.
import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { TALLY_FILE, type Counts } from "./counts.ts";

export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0, unsteady: [] };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        // A run that was cut short leaves tests pending: they did not pass.
        counts[state === "pending" ? "failed" : state] += 1;
        if (test.diagnostic()?.flaky !== true) continue;
        const reasons = (errors ?? []).map(({ stack, message }) => stack ?? message);
        counts.unsteady.push({ name: test.fullName, reasons });
      }
    }
    writeFileSync(TALLY_FILE, JSON.stringify(counts));
  }
}
