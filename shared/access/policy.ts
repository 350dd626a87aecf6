// Who may do what on a map: one table, asked by websocket, HTTP, jobs and the interface alike.

import { z } from "#shared/schemaLanguage.ts";

export const ROLES = ["owner", "editor", "commenter", "viewer"] as const;
export type Role = (typeof ROLES)[number];
export const roleSchema = z.enum(ROLES);

export const ACTIONS = [
  "map.open",
  "map.change",
  "presence.show",
  "comments.read",
  "comments.write",
  "comments.changeOwn",
  "comments.deleteAny",
  "comments.resolveOwn",
  "comments.resolveAny",
  "versions.read",
  "versions.write",
  "versions.delete",
  "content.erase",
  "map.export",
  "map.import",
  "members.seeNames",
  "members.seeAddresses",
  "members.manage",
  "map.delete",
] as const;
export type Action = (typeof ACTIONS)[number];

const everybody: readonly Role[] = ROLES;
const whoTalks: readonly Role[] = ["owner", "editor", "commenter"];
const whoEdits: readonly Role[] = ["owner", "editor"];
const whoOwns: readonly Role[] = ["owner"];

const ALLOWED: Record<Action, readonly Role[]> = {
  "map.open": everybody,
  "map.change": whoEdits,
  "presence.show": everybody,
  "comments.read": everybody,
  "comments.write": whoTalks,
  "comments.changeOwn": whoTalks,
  "comments.deleteAny": whoOwns,
  "comments.resolveOwn": whoTalks,
  "comments.resolveAny": whoEdits,
  "versions.read": whoEdits,
  "versions.write": whoEdits,
  "versions.delete": whoOwns,
  "content.erase": whoOwns,
  "map.export": everybody,
  "map.import": whoEdits,
  "members.seeNames": everybody,
  "members.seeAddresses": whoOwns,
  "members.manage": whoOwns,
  "map.delete": whoOwns,
};

/** Whether somebody with this role on a map may do this there. `null` is somebody without a role: nothing. */
export function mayDo(role: Role | null, action: Action): boolean {
  return role !== null && ALLOWED[action].includes(role);
}
