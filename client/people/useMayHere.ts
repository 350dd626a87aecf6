// Whether the signed-in person may do something on this installation: what may not be done is not offered.
import { type InstallationAction, mayDoHere, standingOf } from "#shared/access/policy.ts";
import { useMe } from "./session.ts";

export function useMayHere(action: InstallationAction): boolean {
  const me = useMe();
  return mayDoHere(me === null ? null : standingOf(me), action);
}
