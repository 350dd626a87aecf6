// The instance of better-auth: which tables and columns it works on, how its cookies look, what it must not keep. It
// checks passwords and other credentials; sessions are recognised by SessionStore, on the same rows.
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import { withHashedTokens } from "./hashedTokens.ts";
import { cookiePrefix, SESSION_MS, type SessionCookie } from "./SessionCookie.ts";
import { RENEW_AFTER_MS } from "./SessionStore.ts";

/** Colours of people: an index into the client's palette. */
const COLOURS = 12;

export function someColour(): number {
  return randomInt(COLOURS);
}

export interface AuthSetup {
  db: Kysely<Tables>;
  secret: string;
  cookie: SessionCookie;
  /** Where people reach this server; null: on this machine. */
  publicUrl: string | null;
  log: Log;
}

const created = { createdAt: "created_at", updatedAt: "updated_at" };

const TABLES = {
  user: {
    modelName: "people",
    fields: { emailVerified: "email_verified", ...created },
    additionalFields: {
      colour: { type: "number", required: true, input: false, defaultValue: someColour },
      language: { type: "string", required: false, input: false },
      kind: { type: "string", required: true, input: false, defaultValue: "member" },
      isAdmin: {
        type: "boolean",
        required: true,
        input: false,
        defaultValue: false,
        fieldName: "is_admin",
      },
    },
  },
  session: {
    modelName: "sessions",
    fields: {
      userId: "person_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...created,
    },
    expiresIn: SESSION_MS / 1_000,
    updateAge: RENEW_AFTER_MS / 1_000,
  },
  account: {
    modelName: "accounts",
    fields: {
      userId: "person_id",
      providerId: "provider_id",
      accountId: "account_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...created,
    },
  },
  verification: {
    modelName: "verifications",
    fields: { expiresAt: "expires_at", ...created },
    storeIdentifier: "hashed",
  },
} as const satisfies Partial<BetterAuthOptions>;

/** Makes the instance. It has its own rows only; sessions that it begins are everybody's. */
export function createAuth({ db, secret, cookie, publicUrl, log }: AuthSetup) {
  const secure = publicUrl?.startsWith("https:") ?? false;
  return betterAuth({
    ...TABLES,
    appName: "Zukunftslandkarte",
    baseURL: publicUrl ?? {
      allowedHosts: ["localhost", "localhost:*", "127.*", "[[]::1[]]", "[[]::1[]]:*"],
      protocol: "http",
    },
    // Every request has passed the server's own rule about hosts and origins before.
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      return host === null || host === undefined ? [] : [`http${secure ? "s" : ""}://${host}`];
    },
    secret,
    // One connection: a transaction that waits for a query outside of it would wait for ever.
    database: (options: BetterAuthOptions) =>
      withHashedTokens(kyselyAdapter(db, { type: "sqlite", transaction: false })(options)),
    advanced: {
      cookiePrefix: `${cookiePrefix(secure)}zlk`,
      cookies: { session_token: { name: cookie.name } },
      defaultCookieAttributes: { secure },
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      database: { generateId: () => newId() },
    },
    telemetry: { enabled: false },
    logger: {
      level: "error",
      // What follows a colon may be an address or a link that somebody sent.
      log: (_level, message) => log.error({ error: message.split(":")[0] }, "sign-in failed"),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
