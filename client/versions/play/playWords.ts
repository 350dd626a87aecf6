// What the stops of a course are called, and what differs from one to the next. Pure: language and people are given.
import type { TFunction } from "i18next";
import type { Contributor } from "#shared/versions/api.ts";
import type { Language } from "../../i18n/language.ts";
import { listOf, longDateTime, shortSpan } from "../../i18n/times.ts";
import { contributorName, saysItsDate, versionTitle } from "../panel/versionWords.ts";
import type { Moment, Stop } from "./course.ts";
import type { Step } from "./stepMarks.ts";

export interface WordsSetup {
  t: TFunction;
  language: Language;
  people: ReadonlyMap<string, Contributor>;
}

/** Those who did less are counted. */
const NAMED_PEOPLE = 3;

/** "22. November 2026 um 14:05: Vor der Sitzung" */
export function stopWords(stop: Stop, words: WordsSetup): string {
  const { t, language } = words;
  switch (stop.what) {
    case "now":
      return t("versions.now");
    case "version":
      if (saysItsDate(stop.version)) return stop.version.name;
      return t("play.version", {
        when: longDateTime(stop.version.at, language),
        name: versionTitle(stop.version, t),
      });
    case "activity":
      return momentWords(stop.moment, words);
  }
}

/** "22.11., 14:00–14:15: Anika Weber, 12 Änderungen" */
function momentWords({ from, until, by }: Moment, { t, language, people }: WordsSetup): string {
  const named = by.slice(0, NAMED_PEOPLE).map(({ personId, touches }) => {
    const person = personId === null ? undefined : people.get(personId);
    const name = person === undefined ? t("play.somebody") : contributorName(person, t);
    return t("play.did", { name, count: touches });
  });
  const others = by.length - named.length;
  if (others > 0) named.push(t("play.others", { count: others }));
  return t("play.moment", { when: shortSpan(from, until, language), who: named.join("; ") });
}

/** "2 Knoten neu, 1 verschoben" */
export function stepWords(step: Step | null, { t, language }: WordsSetup): string {
  if (step === null) return "";
  const { counts, linkCount } = step;
  const parts = (["added", "removed", "moved", "changed"] as const).flatMap((look) =>
    counts[look] === 0 ? [] : [t(`play.nodes-${look}`, { count: counts[look] })],
  );
  if (linkCount > 0) parts.push(t("play.links", { count: linkCount }));
  return parts.length === 0 ? t("play.same") : listOf(parts, language);
}
