// The one place that decides what a person may do on a map: the role they have there at the moment of asking.
import type { Kysely } from "kysely";
import type { Grant } from "#shared/protocol/presence.ts";
import type { SignedIn } from "../people/Sessions.ts";
import type { Tables } from "../store/schema.ts";
import { roleOn } from "./roles.ts";

/** Answers with the person's grant on a map, or null: no access. */
export type GrantFor = (signedIn: SignedIn, mapId: string) => Promise<Grant | null>;

/** Rights as they are in this database. */
export function grantsIn(db: Kysely<Tables>): GrantFor {
  return async ({ person, kind }, mapId) => {
    const role = await roleOn(db, { id: person.id, kind }, mapId);
    return role === null ? null : { person, role };
  };
}
