// The kinds of test. Pure ones run side by side, whatever starts processes runs alone: the machine these tests must pass on
// has two cores, and a test that measures time must not share them. Of the files that drive a browser there are two at a time:
// one alone waits half of its time for something else than a core.
import { defineConfig } from "vitest/config";

const SECOND_MS = 1000;

/** As long as `waitFor` waits: what polls for a condition must not depend on how fast the machine is. */
const POLL_WITHIN_MS = 20 * SECOND_MS;

/** As many as there are cores where the tests must pass. */
const BROWSERS_AT_ONCE = 2;
/** These drive a browser and hold it to a time. */
const TIMED = "tests/e2e/timed/**";

/** One kind of test: `tests/<name>/**`. Kinds with the same `order` run side by side, others one after the other. */
function kind(name: string, order: number, alone: boolean, timeoutMs: number) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      fileParallelism: !alone,
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      sequence: { groupOrder: order },
    },
  };
}

/** A browser on a machine that stands still for seconds fails now and then: such a test gets more tries, and is named. */
function retried<K extends ReturnType<typeof kind>>(one: K) {
  return { ...one, test: { ...one.test, retry: 2 } };
}

/** Two browsers at once, and without the files that measure. */
function sideBySide<K extends ReturnType<typeof kind>>(one: K) {
  return { ...one, test: { ...one.test, maxWorkers: BROWSERS_AT_ONCE, exclude: [TIMED] } };
}

export default defineConfig({
  test: {
    environment: "node",
    pool: "forks",
    setupFiles: ["tests/setup/failOnConsoleError.ts"],
    expect: { poll: { timeout: POLL_WITHIN_MS } },
    allowOnly: process.env.CI !== "true",
    passWithNoTests: false,
    projects: [
      kind("unit", 0, false, 20 * SECOND_MS),
      kind("contract", 0, false, 30 * SECOND_MS),
      kind("sim", 1, true, 120 * SECOND_MS),
      kind("integration", 2, true, 60 * SECOND_MS),
      kind("faults", 3, true, 600 * SECOND_MS),
      retried(sideBySide(kind("e2e", 4, false, 120 * SECOND_MS))),
      retried(kind("e2e/timed", 5, true, 120 * SECOND_MS)),
    ],
  },
});
