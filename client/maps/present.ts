// The names of those who are in a map.
import type { Person } from "#shared/maps/api.ts";

/** Each name once: somebody with two windows is one person. */
export function namesOfPresent(people: readonly Person[]): string[] {
  const named = new Map(people.map((person) => [person.id, person.name]));
  return [...named.values()];
}
