// The one place that decides which role a person has on a map. Until people sign in, whoever reaches this server from
// the machine itself may do everything; config.ts sees to it that nobody else reaches it.
import type { Person } from "#shared/maps/api.ts";
import type { Grant } from "#shared/protocol/presence.ts";

/** The person's grant on a map, or null: no access. */
export function grantFor(person: Person, _mapId: string): Grant | null {
  return { person, role: "owner" };
}
