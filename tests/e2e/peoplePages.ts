// What the tests of the pages around signing in have in common.
import { inviteMemberAnswerSchema } from "#shared/people/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import type { Somebody } from "../fixtures/people.ts";

/** What every member of the fixtures signs in with. */
export const PASSWORD = "ein langes Kennwort";

/** The same server under a name: passkeys need one. */
export function localhost(url: string): string {
  return url.replace("127.0.0.1", "localhost");
}

/** @returns the token of an invitation to become a member. */
export async function memberInvitation(url: string, name: string): Promise<string> {
  const body = { name, email: null, guestId: null, send: false };
  const answer = await askApi(`${url}/api/admin/members/invitations`, { method: "POST", body });
  return new URL(inviteMemberAnswerSchema.parse(answer.json()).link).hash.slice(1);
}

export function emailOf({ person }: Somebody): string {
  if (person.email === null) throw new Error(`${person.name} has no address.`);
  return person.email;
}
