// The names of those who are in a map.
import type { TFunction } from "i18next";
import type { Person } from "#shared/maps/api.ts";
import { nameShown } from "../people/nameShown.ts";

/** Each name once: somebody with two windows is one person. */
export function namesOfPresent(people: readonly Person[], t: TFunction): string[] {
  const named = new Map(
    people.map((person) => [person.id, nameShown(person.name, person.isGuest, t)]),
  );
  return [...named.values()];
}
