// Who did it and to which field, in words.
import type { TFunction } from "i18next";
import type { Contributor } from "#shared/versions/api.ts";
import { LINK_FIELDS, NODE_FIELDS } from "#shared/versions/comparison.ts";
import type { Language } from "../i18n/language.ts";
import { listOf } from "../i18n/times.ts";
import { nameShown } from "../people/nameShown.ts";
import { countsOf, type NewEntry } from "./newSince.ts";

const FIELDS = [...NODE_FIELDS, ...LINK_FIELDS] as const;

/** A field as the inspector calls it; one that this page does not know (a later version's): in general. */
function fieldName(what: string, t: TFunction): string {
  const field = FIELDS.find((known) => known === what);
  return field === undefined ? t("changes.field-other") : t(`changes.field-${field}`);
}

/** Each once: links and nodes call some alike. */
export function fieldNames(fields: readonly string[], t: TFunction): string[] {
  return [...new Set(fields.map((field) => fieldName(field, t)))];
}

/** "12 Änderungen und 3 Kommentare" */
export function countWords(entries: readonly NewEntry[], language: Language, t: TFunction): string {
  const { changes, comments } = countsOf(entries);
  return listOf(
    [
      ...(changes > 0 ? [t("changes.changeCount", { count: changes })] : []),
      ...(comments > 0 ? [t("changes.commentCount", { count: comments })] : []),
    ],
    language,
  );
}

/** @param personId null: the server by itself */
export function personName(
  personId: string | null,
  people: readonly Contributor[],
  t: TFunction,
): string {
  if (personId === null) return t("changes.byServer");
  const person = people.find(({ id }) => id === personId);
  if (person === undefined || person.isErased === true) return t("people.erasedPerson");
  return nameShown(person.name, person.isGuest === true, t);
}
