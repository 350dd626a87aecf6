// Puts together what decides who may enter maps. Knows nothing of what is on them.
import type { IncomingMessage } from "node:http";
import type { Router } from "express";
import type { Role } from "#shared/access/policy.ts";
import type { Person } from "#shared/maps/api.ts";
import type { Mailer } from "../mail/Mailer.ts";
import type { Log } from "../log.ts";
import type { PersonStore } from "../people/PersonStore.ts";
import type { SessionCookie } from "../people/SessionCookie.ts";
import type { SignedIn, Sessions } from "../people/Sessions.ts";
import type { SessionStore } from "../people/SessionStore.ts";
import type { AccessSetup } from "./accessSetup.ts";
import { Entrance } from "./Entrance.ts";
import { entranceRoutes } from "./entranceRoutes.ts";
import { EntryLimits } from "./EntryLimits.ts";
import { ExpiryWatch } from "./ExpiryWatch.ts";
import { Invitations } from "./Invitations.ts";
import { grantsIn, type GrantFor } from "./grantFor.ts";
import { hereGate, type HereGate } from "./hereGate.ts";
import { mapGate, type MapGate } from "./mapGate.ts";
import { Memberships } from "./Memberships.ts";
import { OpenLinks } from "./OpenLinks.ts";
import { rolesOf } from "./roles.ts";
import { accessRoutes } from "./routes.ts";

export interface OpenAccessSetup extends AccessSetup {
  people: PersonStore;
  sessions: Sessions;
  sessionStore: SessionStore;
  cookie: SessionCookie;
  mailer: Mailer | null;
  log: Log;
  /** Whether there is such a map, in the bin or not. */
  hasMap(this: void, mapId: string): Promise<boolean>;
  /** Where the sender of a request reaches this server, without a slash at the end. */
  addressOf(this: void, request: IncomingMessage): string;
  /** From where a request comes, behind trusted proxies. */
  clientAddressOf(this: void, request: IncomingMessage): string;
  /** Called when a person looks different, so that those who see them learn it. */
  onChanged(this: void, person: Person): void;
}

export interface Access {
  grantFor: GrantFor;
  onMap: MapGate;
  here: HereGate;
  /** The maps that somebody may open, with their role on each. */
  rolesOf(this: void, who: SignedIn): Promise<ReadonlyMap<string, Role>>;
  /** Routes by the path they answer under. */
  routes: readonly (readonly [string, Router])[];
  stop(): void;
}

export function openAccess(setup: OpenAccessSetup): Access {
  const { db, bus, audit, log, mailer, people, sessions, sessionStore, cookie } = setup;
  const grantFor = grantsIn(db);
  const onMap = mapGate({ sessions, grantFor, hasMap: setup.hasMap });
  const watch = new ExpiryWatch({ db, bus, log });
  const linkSetup = { db, bus, audit, mailer, onExpiryChanged: () => watch.look() };
  const limits = new EntryLimits(setup.clientAddressOf);
  const entrance = new Entrance({ db, bus, audit, people, limits, onRenamed: setup.onChanged });
  watch.look();
  return {
    grantFor,
    onMap,
    here: hereGate(sessions),
    rolesOf: ({ person, kind }) => rolesOf(db, { id: person.id, kind }),
    routes: [
      [
        "/api/maps",
        accessRoutes({
          onMap,
          db,
          audit,
          memberships: new Memberships({ db, bus, audit }),
          invitations: new Invitations(linkSetup),
          openLinks: new OpenLinks(linkSetup),
          addressOf: setup.addressOf,
        }),
      ],
      ["/api/invitations", entranceRoutes({ entrance, limits, sessions, sessionStore, cookie })],
    ],
    stop: () => watch.stop(),
  };
}
