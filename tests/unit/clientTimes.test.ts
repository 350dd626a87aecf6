// Times and lists in words.
import { expect, it } from "vitest";
import { clockTime, listOf, longDate, relativeTime } from "../../client/i18n/times.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const now = new Date(2026, 2, 12, 14, 5).getTime();

it("LA-3: within a minute there is no number", () => {
  expect(relativeTime(now, now, "de")).toBeNull();
  expect(relativeTime(now - MINUTE_MS + 1, now, "en")).toBeNull();
});

it("LA-3: minutes, hours and days up to a week are counted, in both directions", () => {
  expect(relativeTime(now - MINUTE_MS, now, "de")).toBe("vor 1 Minute");
  expect(relativeTime(now - 119 * MINUTE_MS, now, "de")).toBe("vor 1 Stunde");
  expect(relativeTime(now - DAY_MS, now, "de")).toBe("gestern");
  expect(relativeTime(now - 6 * DAY_MS, now, "en")).toBe("6 days ago");
  expect(relativeTime(now + 30 * DAY_MS, now, "de")).toBe("in 30 Tagen");
});

it("LA-3: what is longer ago bears its date", () => {
  expect(relativeTime(now - 8 * DAY_MS, now, "de")).toBe("4. März 2026");
  expect(relativeTime(now - 8 * DAY_MS, now, "en")).toBe("4 March 2026");
});

it("LA-3: dates, clock and lists are those of the page's language", () => {
  expect(longDate(now, "de")).toBe("12. März 2026");
  expect(clockTime(now, "de")).toBe("14:05");
  expect(listOf(["Anika", "Ben", "Chris"], "de")).toBe("Anika, Ben und Chris");
  expect(listOf(["Anika", "Ben"], "en")).toBe("Anika and Ben");
});
