// When commits are worth waiting for on the main thread.
import { expect, it } from "vitest";
import { DiskPace } from "../../server/store/DiskPace.ts";

function paceAfter(...tookMs: number[]): DiskPace {
  const pace = new DiskPace();
  for (const ms of tookMs) pace.took(ms);
  return pace;
}

const MANY = Array.from({ length: 100 }, () => 0.2);

it("ST-38: a disk counts as fast after many fast commits, and as slow after a single slow one", () => {
  expect(paceAfter().isFast).toBe(false);
  expect(paceAfter(0.1, 0.1, 0.1).isFast).toBe(false);
  expect(paceAfter(...MANY).isFast).toBe(true);
  expect(paceAfter(...MANY, 20).isFast).toBe(false);
  expect(paceAfter(...MANY, 20, 0.1, 0.1).isFast).toBe(false);
  expect(paceAfter(...MANY, Infinity, ...MANY).isFast).toBe(true);
});
