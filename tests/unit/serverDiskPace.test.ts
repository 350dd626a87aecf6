// When commits are worth waiting for on the main thread.
import { expect, it } from "vitest";
import { DiskPace } from "../../server/store/DiskPace.ts";

function paceAfter(...tookMs: number[]): DiskPace {
  const pace = new DiskPace();
  for (const ms of tookMs) pace.took(ms);
  return pace;
}

const MANY = Array.from({ length: 100 }, () => 0.2);

it("ST-38: a disk counts as fast while commits take less than a millisecond on average, and not for a while after slow ones", () => {
  expect(paceAfter().isFast).toBe(false);
  expect(paceAfter(0.1, 0.1, 0.1).isFast).toBe(false);
  expect(paceAfter(...MANY).isFast).toBe(true);
  expect(paceAfter(...MANY, 3).isFast).toBe(true);
  expect(paceAfter(...MANY, 40).isFast).toBe(false);
  expect(paceAfter(...MANY, 40, 0.1).isFast).toBe(false);
  expect(paceAfter(...MANY, 3, 3, 3, 3, 3, 3, 3).isFast).toBe(false);
  expect(paceAfter(...MANY, Infinity, ...MANY).isFast).toBe(true);
});
