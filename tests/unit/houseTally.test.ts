// How a run of tests is counted and told, shown on runs of their own.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lastLine, succeeded, TALLY_FILE, type Counts } from "../../scripts/test/counts.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
  mkdirSync(join(folder, "test-results"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs vitest on one file with this content and answers with what the reporter counted. */
async function countsOf(source: string): Promise<Counts> {
  writeFileSync(join(folder, "some.test.js"), source);
  const args = ["run", "--globals", `--reporter=${resolve("scripts/test/Tally.ts")}`];
  await new Promise<void>((done) => {
    const vitest = [resolve("node_modules/vitest/vitest.mjs"), ...args];
    execFile(process.execPath, vitest, { cwd: folder, env: { PATH: process.env.PATH } }, () =>
      done(),
    );
  });
  return JSON.parse(readFileSync(join(folder, TALLY_FILE), "utf8")) as Counts;
}

it("RU-2: counts what passed, failed and was skipped", async () => {
  const counts = await countsOf(
    'it("a", () => {}); it("b", () => { throw new Error("no"); }); it.skip("c", () => {}); it.todo("d");',
  );
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 2, unsteady: [] });
});

it("RU-2: a file that does not load has failed", async () => {
  expect(await countsOf('throw new Error("not even loaded");')).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
    unsteady: [],
  });
});

it("RU-2: an error that nobody awaited has failed", async () => {
  const counts = await countsOf('it("a", () => { void Promise.reject(new Error("lost")); });');
  expect(counts).toMatchObject({ passed: 1, failed: 1 });
});

it("RU-17: what passes only when it is tried again is named with its reasons, what never does has failed", async () => {
  const source =
    'let tries = 0; it("now and then", { retry: 1 }, () => { if (tries++ === 0) throw new Error("no"); });' +
    'it("never", { retry: 1 }, () => { throw new Error("no"); });';
  const counts = await countsOf(source);
  expect(counts).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  expect(counts.unsteady).toEqual([
    { name: "now and then", reasons: [expect.stringMatching(/no[^]*some\.test\.js/)] },
  ]);
});

it("RU-2: the last line names skipped tests only when there are such", () => {
  expect(lastLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(lastLine({ passed: 12, failed: 3, skipped: 1 })).toBe("12 passed, 3 failed, 1 skipped");
});

it("RU-2: a run in which nothing passed, or anything failed, has failed", () => {
  expect(succeeded({ passed: 0, failed: 0, skipped: 0 }, false)).toBe(false);
  expect(succeeded({ passed: 5, failed: 1, skipped: 0 }, false)).toBe(false);
  expect(succeeded({ passed: 5, failed: 0, skipped: 0 }, false)).toBe(true);
});

it("RU-3: skipping is allowed at home only", () => {
  expect(succeeded({ passed: 5, failed: 0, skipped: 1 }, false)).toBe(true);
  expect(succeeded({ passed: 5, failed: 0, skipped: 1 }, true)).toBe(false);
});
