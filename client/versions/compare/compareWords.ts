// The words of a comparison in the page's language: for the list, for what is said aloud, and for the protocol.
import type { TFunction } from "i18next";
import { PERSPECTIVES } from "#shared/map/kinds.ts";
import type { Contributor, Version } from "#shared/versions/api.ts";
import type { ChangeEntry, Subject } from "#shared/versions/changeList.ts";
import type { ValueField } from "#shared/versions/changeListFacts.ts";
import type { ProtocolWords } from "#shared/versions/protocol.ts";
import type { Language } from "../../i18n/language.ts";
import { listOf, longDateTime, shortDateTime } from "../../i18n/times.ts";
import { contributorName, saysItsDate, versionTitle } from "../panel/versionWords.ts";

/** @param people those who may be named, by id */
export function compareWords(
  t: TFunction,
  language: Language,
  people: ReadonlyMap<string, Contributor>,
  now: number,
): ProtocolWords {
  const untitled = t("canvas.untitled");
  return {
    say: (sentence, values) =>
      // Each has holes of its own, as ChangeSentence says.
      t(`compare.${sentence}` as "compare.fromTo", { ...NO_VALUES, ...values }),
    field: (field) => t(`inspector.${field}`),
    value: (field, value, on) => valueName(t, field, value, on),
    member: (field, member) => (field === "perspectives" ? perspectiveName(t, member) : member),
    untitled,
    when: (at) => shortDateTime(at, now, language),
    name: (personId) => {
      const person = people.get(personId);
      return person === undefined ? null : contributorName(person, t);
    },
    listOf: (words) => listOf(words, language),
    heading: (look, count) => t("compare.group", { look: t(`compare.look-${look}`), count }),
    subject: ({ subject }) => subjectName(t, subject, untitled),
  };
}

const NO_VALUES = { field: "", before: "", after: "" };

export function perspectiveName(t: TFunction, member: string): string {
  const known = PERSPECTIVES.find((perspective) => perspective === member);
  return known === undefined ? member : t(`perspective.${known}`);
}

function subjectName(t: TFunction, subject: Subject, untitled: string): string {
  const named = (title: string): string => (title === "" ? untitled : title);
  if (subject.on === "map") return t("compare.subjectMap", { title: named(subject.title) });
  if (subject.on === "node") {
    const { kind, title } = subject;
    return t("compare.subjectNode", { kind: t(`nodeKinds.${kind}`), title: named(title) });
  }
  const { kind, from, to } = subject;
  const values = { kind: t(`linkKinds.${kind}`), from: named(from), to: named(to) };
  return t("compare.subjectLink", values);
}

function valueName(t: TFunction, field: ValueField, value: string, on: Subject["on"]): string {
  if (field === "relevance") return t("inspector.relevanceOf5", { value });
  if (field === "delayed") return t(value === "true" ? "compare.yes" : "compare.no");
  const section = field === "kind" ? (on === "link" ? "linkKinds" : "nodeKinds") : field;
  // Every value that the schema lets through has a name there.
  return t(`${section}.${value}` as "nodeKinds.note");
}

/** The kinds of change of an entry, in words. */
export function looksNames(t: TFunction, { looks }: ChangeEntry): string[] {
  return looks.map((look) => t(`compare.look-${look}`));
}

/** A version with its name and when it was kept; null: the map as it is. */
export function versionName(version: Version | null, t: TFunction, language: Language): string {
  if (version === null) return t("compare.now");
  if (saysItsDate(version)) return version.name;
  const when = longDateTime(version.at, language);
  return t("compare.version", { name: versionTitle(version, t), when });
}
