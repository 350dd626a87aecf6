// Whether somebody could sign in again after this session. The first owner begins with a name alone.
import type { Me, SessionAnswer } from "#shared/people/api.ts";

export function hasWayBack(me: Me, ways: SessionAnswer["ways"] | null): boolean {
  // A guest comes back by the invitation.
  if (me.kind === "guest" || me.passkeys.length > 0) return true;
  if (me.email === null) return false;
  return me.hasPassword || ways === null || ways.mail || ways.oidc !== null;
}
