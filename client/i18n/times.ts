// Points in time as people say them, in the page's language. Pure: the clock is given.
import type { Language } from "./language.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Further back a date says more than a number of days. */
const RELATIVE_UP_TO_MS = 7 * DAY_MS;

const locales: Readonly<Record<Language, string>> = { de: "de-DE", en: "en-GB" };

/** By language and style. Making one takes a millisecond, and a list shows dozens of times. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<Language, Intl.RelativeTimeFormat>();

function dateFormat(language: Language, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(style)}`;
  const known = dateFormats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locales[language], style);
  dateFormats.set(key, format);
  return format;
}

function relativeFormat(language: Language): Intl.RelativeTimeFormat {
  const known = relativeFormats.get(language);
  if (known !== undefined) return known;
  const format = new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" });
  relativeFormats.set(language, format);
  return format;
}

/**
 * "vor 3 Minuten", "gestern", "in 30 Tagen", "12. März 2026"; `null` within a minute of now, for which each language
 * has a word of its own. Both times in milliseconds since the epoch.
 */
export function relativeTime(atMs: number, nowMs: number, language: Language): string | null {
  const differenceMs = atMs - nowMs;
  const distanceMs = Math.abs(differenceMs);
  if (distanceMs < MINUTE_MS) return null;
  if (differenceMs < -RELATIVE_UP_TO_MS) return longDate(atMs, language);
  const format = relativeFormat(language);
  if (distanceMs < HOUR_MS) return format.format(Math.trunc(differenceMs / MINUTE_MS), "minute");
  if (distanceMs < DAY_MS) return format.format(Math.trunc(differenceMs / HOUR_MS), "hour");
  return format.format(Math.trunc(differenceMs / DAY_MS), "day");
}

/** "12. März 2026" */
export function longDate(atMs: number, language: Language): string {
  return dateFormat(language, { dateStyle: "long" }).format(atMs);
}

/** "12. März 2026 um 14:05" */
export function longDateTime(atMs: number, language: Language): string {
  const style = { dateStyle: "long", timeStyle: "short" } as const;
  return dateFormat(language, style).format(atMs);
}

/** "heute, 14:05", "gestern, 16:20", "12. März 2026, 14:05" */
export function dayAndTime(atMs: number, nowMs: number, language: Language): string {
  const time = clockTime(atMs, language);
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  const days = Math.ceil((midnight - atMs) / DAY_MS);
  if (days > 1) return `${longDate(atMs, language)}, ${time}`;
  const format = relativeFormat(language);
  return `${format.format(-Math.max(0, days), "day")}, ${time}`;
}

/** "14:05" */
export function clockTime(atMs: number, language: Language): string {
  return dateFormat(language, { timeStyle: "short" }).format(atMs);
}

/** "Anika, Ben und Chris" */
export function listOf(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(locales[language], { type: "conjunction" }).format(words);
}

/** "12.3., 14:05"; with the year where it is not this one. */
export function shortDateTime(atMs: number, nowMs: number, language: Language): string {
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return dateFormat(language, {
    day: "numeric",
    month: "numeric",
    ...(isThisYear ? {} : { year: "numeric" as const }),
    hour: "2-digit",
    minute: "2-digit",
  }).format(atMs);
}

/** "22.11., 14:00–14:15"; over midnight with both days. */
export function shortSpan(fromMs: number, untilMs: number, language: Language): string {
  const style = { day: "numeric", month: "numeric" } as const;
  const day = dateFormat(language, style);
  const [first, last] = [day.format(fromMs), day.format(untilMs)];
  const [begin, end] = [clockTime(fromMs, language), clockTime(untilMs, language)];
  return first === last ? `${first}, ${begin}–${end}` : `${first}, ${begin} – ${last}, ${end}`;
}
