// Who sends a request: the person of the browser's cookie, or one for this request alone. Makes no rows.
import type { IncomingMessage } from "node:http";
import type { Person } from "#shared/maps/api.ts";
import { ephemeralPerson, type PersonStore } from "./PersonStore.ts";
import { tokenFrom } from "./personCookie.ts";

/** The person of the request's cookie; null if it bears none that is known. */
export async function knownPerson(
  people: PersonStore,
  request: IncomingMessage,
): Promise<Person | null> {
  const token = tokenFrom(request.headers.cookie);
  return token === null ? null : await people.byToken(token);
}

export async function personOf(people: PersonStore, request: IncomingMessage): Promise<Person> {
  return (await knownPerson(people, request)) ?? ephemeralPerson();
}
