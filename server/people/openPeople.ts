// Puts together what recognises and lets in people. Knows nothing of maps but that the first owner owns them.
import type { Router } from "express";
import type { Kysely } from "kysely";
import type { Person } from "#shared/maps/api.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import { authSecret } from "./authSecret.ts";
import { MemberInvitations } from "./join/MemberInvitations.ts";
import { joinRoutes } from "./join/routes.ts";
import { meRoutes } from "./meRoutes.ts";
import { PersonStore } from "./PersonStore.ts";
import { SessionCookie } from "./SessionCookie.ts";
import { sessionRoutes } from "./sessionRoutes.ts";
import type { Sessions } from "./Sessions.ts";
import { SessionStore } from "./SessionStore.ts";
import { Welcome } from "./Welcome.ts";

export interface PeopleSetup {
  db: Kysely<Tables>;
  config: Config;
  audit: AuditLog;
  log: Log;
  /** Called when a person looks different, so that those who see them learn it. */
  onChanged(this: void, person: Person): void;
  /** Called when sessions of somebody have ended before their time. */
  onSignedOut(this: void, personId: string): void;
}

export interface People {
  cookie: SessionCookie;
  sessions: Sessions;
  sessionStore: SessionStore;
  people: PersonStore;
  invitations: MemberInvitations;
  welcome: Welcome;
  /** Routes by the path they answer under. */
  routes: ReadonlyMap<string, Router>;
}

export async function openPeople(setup: PeopleSetup): Promise<People> {
  const { db, config, audit, log, onChanged, onSignedOut } = setup;
  const { publicUrl, dataDir } = config;
  const secret = authSecret(dataDir, config.authSecret);
  const cookie = new SessionCookie(secret, publicUrl?.startsWith("https:") ?? false);
  const people = new PersonStore(db);
  const sessionStore = new SessionStore(db, onSignedOut);
  const sessions: Sessions = {
    of: async (request) => {
      const token = cookie.read(request);
      return token === null ? null : await sessionStore.find(token);
    },
  };
  const welcome = await Welcome.open({ db, people, sessions: sessionStore, audit });
  const invitations = new MemberInvitations({
    db,
    people,
    sessions: sessionStore,
    audit,
  });
  const ways = { mail: config.mail !== null, oidc: config.oidc?.name ?? null };
  const routes = new Map([
    ["/api/session", sessionRoutes({ sessions, sessionStore, cookie, people, welcome, ways, log })],
    ["/api/me", meRoutes({ sessions, sessionStore, cookie, people, onChanged })],
    ["/api/join", joinRoutes({ invitations, cookie, people })],
  ]);
  return { cookie, sessions, sessionStore, people, invitations, welcome, routes };
}
