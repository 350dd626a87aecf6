// What versions are called. Pure: language and clock are given.
import type { TFunction } from "i18next";
import type { Contributor, Version } from "#shared/versions/api.ts";
import { LANGUAGES, type Language } from "../../i18n/language.ts";
import { longDateTime } from "../../i18n/times.ts";
import { nameShown } from "../../people/nameShown.ts";

/** Kept by the server by itself, and not named by anybody since. */
export function isAutomatic({ cause, name }: Pick<Version, "cause" | "name">): boolean {
  return cause !== "saved" && name === "";
}

/** Why it was kept, in words. */
export function causeWords({ cause, restored }: Version, t: TFunction): string {
  if (cause === "before-restore" && restored !== null && restored.name !== "") {
    return t("versions.cause-before-restore-of", { name: restored.name });
  }
  return t(`versions.cause-${cause}`);
}

/** Its name, or why it was kept. */
export function versionTitle(version: Version, t: TFunction): string {
  return version.name === "" ? causeWords(version, t) : version.name;
}

/** What a version is called that is saved without asking for a name. */
export function nameFromDate(at: number, t: TFunction, language: Language): string {
  return t("versions.nameFromDate", { when: longDateTime(at, language) });
}

/** Whether its name says when it was kept, in whichever language: then it need not be said again. */
export function saysItsDate({ name, at }: Pick<Version, "name" | "at">): boolean {
  // Named by the clock of whoever saved it, kept by that of the server when all of it was there.
  return [-2, -1, 0, 1].some((minutes) =>
    LANGUAGES.some((language) => name.includes(longDateTime(at + minutes * MINUTE_MS, language))),
  );
}

const MINUTE_MS = 60_000;

export function contributorName(person: Contributor, t: TFunction): string {
  return person.isErased === true
    ? t("people.erasedPerson")
    : nameShown(person.name, person.isGuest, t);
}
