// Puts the ways to sign in together. The one place that knows all of them.
import type { IncomingMessage } from "node:http";
import { Router } from "express";
import type { Kysely } from "kysely";
import type { OidcConfig } from "../config.ts";
import type { Log } from "../log.ts";
import type { Mailer } from "../mail/Mailer.ts";
import type { Tables } from "../store/schema.ts";
import { Credentials } from "./Credentials.ts";
import { MailedLinks } from "./MailedLinks.ts";
import { MailedSignIn } from "./MailedSignIn.ts";
import { mailRoutes } from "./mailRoutes.ts";
import { OidcAccounts } from "./OidcAccounts.ts";
import { OidcProvider } from "./OidcProvider.ts";
import { OIDC_CALLBACK, oidcRoutes } from "./oidcRoutes.ts";
import { ownAccountRoutes } from "./ownAccountRoutes.ts";
import { ownDataRoutes } from "./privacy/ownDataRoutes.ts";
import type { Erasure } from "./privacy/Erasure.ts";
import { ownPasskeyRoutes } from "./ownPasskeyRoutes.ts";
import { Passkeys } from "./Passkeys.ts";
import { passkeySignInRoutes } from "./passkeySignInRoutes.ts";
import { passwordRoutes } from "./passwordRoutes.ts";
import type { PersonStore } from "./PersonStore.ts";
import type { Sessions } from "./Sessions.ts";
import { originOf, type NoteSignIn, type SessionStart } from "./signInParts.ts";
import { SignInLimits } from "./SignInLimits.ts";
import { waysLeft } from "./waysLeft.ts";

export interface WaysToSignInSetup {
  db: Kysely<Tables>;
  people: PersonStore;
  mailer: Mailer | null;
  oidc: OidcConfig | null;
  publicUrl: string | null;
  /** Where links in mails lead to, without a slash at the end. */
  baseUrl(this: void): string;
  /** From where a request comes, behind trusted proxies. */
  addressOf(this: void, request: IncomingMessage): string;
  signedIn: Sessions;
  sessions: SessionStart;
  erasure: Erasure;
  /** The header that ends the session in the sender's browser. */
  clearCookie(this: void): string;
  note: NoteSignIn;
  secure: boolean;
  log: Log;
}

export interface WaysToSignIn {
  /** Routers by the path they answer under; they come before a router for all of /api/me. */
  routes: ReadonlyMap<string, Router>;
  /** Waits for mails that are being sent. */
  settled(this: void): Promise<void>;
}

export function waysToSignIn(setup: WaysToSignInSetup): WaysToSignIn {
  const { db, mailer, oidc } = setup;
  const credentials = new Credentials(db);
  const links = new MailedLinks(db);
  const mailed =
    mailer === null ? null : new MailedSignIn({ ...setup, credentials, links, mailer });
  const parts = {
    ...setup,
    credentials,
    links,
    mailed,
    limits: new SignInLimits(setup.addressOf),
    passkeys: new Passkeys(db),
    originOf: originOf(setup.publicUrl),
    waysLeft: waysLeft(db, { mail: mailer !== null, oidc: oidc !== null }),
    provider: oidc === null ? null : new OidcProvider(oidc),
    accounts: new OidcAccounts(db, setup.people),
  };
  const byOidc = oidcRoutes(parts);
  const own = ownAccountRoutes(parts);
  const signIn = Router();
  signIn.use(passwordRoutes(parts), mailRoutes(parts), passkeySignInRoutes(parts), byOidc.signIn);
  return {
    routes: new Map([
      ["/api/sign-in", signIn],
      ["/api/me/passkeys", ownPasskeyRoutes(parts)],
      ["/api/me/oidc", byOidc.connect],
      ["/api/me/password", own.password],
      ["/api/me/email", own.email],
      ["/api/me", ownDataRoutes(parts)],
      [OIDC_CALLBACK, byOidc.callback],
    ]),
    settled: async () => mailed?.settled(),
  };
}
