// Everybody who may stand before a map: each role, held by name and by a link, and those who hold none.
import type { Role } from "#shared/access/policy.ts";
import { askApi } from "../../fixtures/askApi.ts";
import { giveRole, guestBy, invite, newMapAt } from "../../fixtures/guests.ts";
import type { Somebody } from "../../fixtures/people.ts";
import type { ServerProcess } from "../../fixtures/server.ts";

export interface Holder {
  /** What they have there; null: nothing. */
  role: Role | null;
  /** null: nobody who is signed in. */
  somebody: Somebody | null;
}

export const HOLDERS = [
  "owner",
  "editor",
  "commenter",
  "viewer",
  "guest who edits",
  "guest who comments",
  "guest who reads",
  "member without a role",
  "admin without a role",
  "guest of another map",
  "nobody",
] as const;
export type HolderName = (typeof HOLDERS)[number];

/** Makes all of them, for one map. */
export async function makeHolders(
  server: ServerProcess,
  mapId: string,
): Promise<Record<HolderName, Holder>> {
  const { url, owner } = server;
  const named = async (role: "editor" | "commenter" | "viewer"): Promise<Holder> => {
    const somebody = await server.newMember();
    await giveRole(url, mapId, somebody, role);
    return { role, somebody };
  };
  const guest = async (role: "editor" | "commenter" | "viewer"): Promise<Holder> => {
    const { token } = await invite(url, mapId, { role });
    return { role, somebody: await guestBy(url, token) };
  };
  // Somebody else owns this map: who runs the installation has nothing on a map by that.
  const another = await newMapAt(url, "Eine andere Karte");
  const { token } = await invite(url, another.id, { role: "editor" });
  const member = await server.newMember();
  return {
    owner: { role: "owner", somebody: member },
    editor: await named("editor"),
    commenter: await named("commenter"),
    viewer: await named("viewer"),
    "guest who edits": await guest("editor"),
    "guest who comments": await guest("commenter"),
    "guest who reads": await guest("viewer"),
    "member without a role": { role: null, somebody: await server.newMember() },
    "admin without a role": { role: null, somebody: owner },
    "guest of another map": { role: null, somebody: await guestBy(url, token) },
    nobody: { role: null, somebody: null },
  };
}

/** Hands the map over to the owner among the holders. To be called when the others have their roles. */
export async function handOver(
  { url, owner }: ServerProcess,
  mapId: string,
  { somebody }: Holder,
): Promise<void> {
  if (somebody === null) throw new Error("a map is handed over to somebody");
  await giveRole(url, mapId, somebody, "owner");
  const path = `${url}/api/maps/${mapId}/members/${owner.person.id}`;
  const answer = await askApi(path, { method: "DELETE" });
  if (answer.status !== 204) throw new Error(`Not left: ${answer.status} ${answer.text}`);
}
