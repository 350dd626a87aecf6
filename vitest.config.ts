// The six kinds of test. Pure ones run side by side, whatever starts processes or a browser runs alone: the machine
// these tests must pass on has two cores, and a test that measures time must not share them.
import { defineConfig } from "vitest/config";

const SECOND_MS = 1000;

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

/** A browser on a machine that stands still for seconds fails now and then: such a test gets one more try, and is named. */
function retried<K extends ReturnType<typeof kind>>(one: K) {
  return { ...one, test: { ...one.test, retry: 1 } };
}

export default defineConfig({
  test: {
    environment: "node",
    pool: "forks",
    setupFiles: ["tests/setup/failOnConsoleError.ts"],
    allowOnly: process.env.CI !== "true",
    passWithNoTests: false,
    projects: [
      kind("unit", 0, false, 20 * SECOND_MS),
      kind("contract", 0, false, 30 * SECOND_MS),
      kind("sim", 1, true, 120 * SECOND_MS),
      kind("integration", 2, true, 60 * SECOND_MS),
      kind("faults", 3, true, 600 * SECOND_MS),
      retried(kind("e2e", 4, true, 120 * SECOND_MS)),
    ],
  },
});
