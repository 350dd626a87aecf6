// Who is on the open map: each person once, however many windows they have.
import { useCallback, useRef, useSyncExternalStore } from "react";
import type { Role } from "#shared/access/policy.ts";
import type { Person } from "#shared/maps/api.ts";
import type { PresenceStore } from "../map/session/PresenceStore.ts";

export interface PersonHere {
  person: Person;
  role: Role;
  /** Of the window that came first: this is what one follows. */
  clientId: number;
}

function peopleHere(presence: PresenceStore): PersonHere[] {
  const byId = new Map<string, PersonHere>();
  for (const clientId of presence.others.get()) {
    const here = presence.get(clientId);
    if (here === null || byId.has(here.person.id)) continue;
    byId.set(here.person.id, { person: here.person, role: here.role, clientId });
  }
  return [...byId.values()];
}

/** The others; renders only when somebody comes, goes, or is called otherwise, not with every cursor. */
export function usePeopleHere(presence: PresenceStore): readonly PersonHere[] {
  const last = useRef<{ key: string; people: readonly PersonHere[] }>({ key: "[]", people: [] });
  const subscribe = useCallback(
    (listener: () => void) => {
      const stopAny = presence.subscribeAny(listener);
      const stopOthers = presence.others.subscribe(listener);
      return () => {
        stopAny();
        stopOthers();
      };
    },
    [presence],
  );
  return useSyncExternalStore(subscribe, () => {
    const people = peopleHere(presence);
    const key = JSON.stringify(people);
    if (key !== last.current.key) last.current = { key, people };
    return last.current.people;
  });
}
