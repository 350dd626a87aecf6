// Who may do what: one table for maps, one for the installation, asked by websocket, HTTP, jobs and the interface alike.

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

/** What one may be on an installation. Says nothing about any map. */
export const STANDINGS = ["guest", "member", "admin"] as const;
export type Standing = (typeof STANDINGS)[number];

export const INSTALLATION_ACTIONS = [
  "maps.create",
  "maps.duplicate",
  "maps.import",
  "maps.measure",
  "members.list",
  "members.invite",
  "members.change",
  "members.erase",
  "texts.change",
  "audit.read",
  "audit.export",
] as const;
export type InstallationAction = (typeof INSTALLATION_ACTIONS)[number];

const members: readonly Standing[] = ["member", "admin"];
const admins: readonly Standing[] = ["admin"];

const ALLOWED_HERE: Record<InstallationAction, readonly Standing[]> = {
  "maps.create": members,
  "maps.duplicate": members,
  "maps.import": members,
  "maps.measure": admins,
  "members.list": admins,
  "members.invite": admins,
  "members.change": admins,
  "members.erase": admins,
  "texts.change": admins,
  "audit.read": admins,
  "audit.export": admins,
};

/** What somebody of this kind is here. A guest is never an admin, whatever is written elsewhere. */
export function standingOf({ kind, isAdmin }: { kind: string; isAdmin: boolean }): Standing {
  if (kind !== "member") return "guest";
  return isAdmin ? "admin" : "member";
}

/** Whether somebody may do this on the installation. `null` is somebody who is not signed in: nothing. */
export function mayDoHere(standing: Standing | null, action: InstallationAction): boolean {
  return standing !== null && ALLOWED_HERE[action].includes(standing);
}

/** The role that allows most; null: none of them is one. */
export function bestRole(roles: Iterable<Role | null>): Role | null {
  const held = new Set(roles);
  return ROLES.find((role) => held.has(role)) ?? null;
}
