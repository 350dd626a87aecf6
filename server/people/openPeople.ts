// Puts together what recognises and lets in people. Knows nothing of maps but that the first owner owns them.
import type { IncomingMessage } from "node:http";
import type { Router } from "express";
import type { Kysely } from "kysely";
import type { Person } from "#shared/maps/api.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import { createAuth, type Auth } from "./auth.ts";
import { authSecret } from "./authSecret.ts";
import { inviteRoutes } from "./join/inviteRoutes.ts";
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
  log: Log;
  /** Called when a person looks different, so that those who see them learn it. */
  onChanged(this: void, person: Person): void;
}

export interface People {
  auth: Auth;
  cookie: SessionCookie;
  sessions: Sessions;
  sessionStore: SessionStore;
  people: PersonStore;
  invitations: MemberInvitations;
  welcome: Welcome;
  /** Routes by the path they answer under. */
  routes: ReadonlyMap<string, Router>;
}

/** Where the sender of a request reaches this server, without a slash at the end. */
export function addressOf(publicUrl: string | null, request: IncomingMessage): string {
  return publicUrl ?? `http://${request.headers.host ?? "localhost"}`;
}

export async function openPeople({ db, config, log, onChanged }: PeopleSetup): Promise<People> {
  const { publicUrl, dataDir } = config;
  const secret = authSecret(dataDir, config.authSecret);
  const cookie = new SessionCookie(secret, publicUrl?.startsWith("https:") ?? false);
  const auth = createAuth({ db, secret, cookie, publicUrl, log });
  const { password } = await auth.$context;
  const people = new PersonStore(db);
  const sessionStore = new SessionStore(db);
  const sessions: Sessions = {
    of: async (request) => {
      const token = cookie.read(request);
      return token === null ? null : await sessionStore.find(token);
    },
  };
  const welcome = await Welcome.open({ db, people, sessions: sessionStore });
  const invitations = new MemberInvitations({
    db,
    people,
    sessions: sessionStore,
    hashPassword: password.hash,
  });
  const ways = { mail: config.mail !== null, oidc: config.oidc?.name ?? null };
  const routes = new Map([
    ["/api/session", sessionRoutes({ sessions, sessionStore, cookie, people, welcome, ways })],
    ["/api/me", meRoutes({ sessions, sessionStore, cookie, people, onChanged })],
    ["/api/join", joinRoutes({ invitations, cookie, people })],
    [
      "/api/admin/members/invitations",
      inviteRoutes({
        invitations,
        sessions,
        addressOf: (request) => addressOf(publicUrl, request),
      }),
    ],
  ]);
  return { auth, cookie, sessions, sessionStore, people, invitations, welcome, routes };
}
