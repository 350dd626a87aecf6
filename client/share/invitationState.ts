// What has become of an invitation. Pure: the clock is given.
import type { Invitation } from "#shared/access/api.ts";

export type InvitationState = "open" | "used" | "usedUp" | "expired" | "revoked";

/** @param nowMs milliseconds since the epoch */
export function invitationState(
  {
    revokedAt,
    expiresAt,
    uses,
    maxUses,
  }: Pick<Invitation, "revokedAt" | "expiresAt" | "uses" | "maxUses">,
  nowMs: number,
): InvitationState {
  if (revokedAt !== null) return "revoked";
  if (maxUses !== null && uses >= maxUses) return "usedUp";
  if (expiresAt <= nowMs) return "expired";
  return uses > 0 ? "used" : "open";
}
