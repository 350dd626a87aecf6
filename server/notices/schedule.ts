// When a mail is due. Days and hours are those of the server's time zone; the clock is the caller's.
import type { MailPace } from "#shared/notices/api.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** From the first notice on: a quick exchange is one mail. */
export const COLLECT_MS = 2 * MINUTE_MS;
/** The hour of the daily mail. */
export const DAILY_HOUR = 7;
/** What could not be mailed for so long is not mailed any more; it stays in the inbox. */
export const MAILED_WITHIN_MS = 7 * 24 * HOUR_MS;
/** More than that wait until tomorrow. */
export const MAX_MAILS_A_DAY = 20;

/** The last time at or before `now` that daily mails went out. */
function lastDaily(now: number): number {
  const at = new Date(now);
  at.setHours(DAILY_HOUR, 0, 0, 0);
  if (at.getTime() > now) at.setDate(at.getDate() - 1);
  return at.getTime();
}

/** Whether notices, the oldest of which is of `oldestAt`, are to be mailed now. */
export function isDue(pace: MailPace, oldestAt: number, now: number): boolean {
  switch (pace) {
    case "at-once":
      return oldestAt <= now - COLLECT_MS;
    case "daily":
      return oldestAt < lastDaily(now);
    case "never":
      return false;
  }
}

/** `2026-11-22` */
export function dayOf(now: number): string {
  const at = new Date(now);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** For how long a mail server that cannot be reached is left in peace. */
export const UNREACHABLE_MS = 5 * MINUTE_MS;

/** How long to wait after a mail was refused so many times, one after the other. */
export function retryAfterMs(failures: number): number {
  return Math.min(6 * HOUR_MS, 5 * MINUTE_MS * 2 ** Math.min(failures - 1, 10));
}
