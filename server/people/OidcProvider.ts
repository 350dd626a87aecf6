// Talks to the organisation's own sign-in (OpenID Connect: discovery, authorization code, PKCE, state, nonce). Asks it
// nothing before somebody wants to sign in by it, and keeps none of its tokens.
import * as client from "openid-client";
import { emailSchema } from "#shared/people/api.ts";
import { isLoopbackHost, type OidcConfig } from "../config.ts";
import type { OidcIdentity } from "./OidcAccounts.ts";
import { givenEmail } from "./PersonStore.ts";

const ANSWER_WITHIN_S = 10;
const SCOPE = "openid email profile";

/** One sign-in that is under way. */
export interface OidcChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export type OidcAnswer =
  | { identity: OidcIdentity }
  | { error: "oidc-refused" | "oidc-unreachable" | "oidc-failed"; reason: string };

/** By the way that the provider understands; most understand both. */
function clientAuth(secret: string): client.ClientAuth {
  const basic = client.ClientSecretBasic(secret);
  const post = client.ClientSecretPost(secret);
  return (server, metadata, body, headers) => {
    const understood = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const authenticate = understood.includes("client_secret_basic") ? basic : post;
    authenticate(server, metadata, body, headers);
  };
}

/** In lower case; null: none that mail could be sent to. */
function emailOf(value: unknown): string | null {
  const read = emailSchema.safeParse(value);
  return read.success ? givenEmail(read.data) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** A kind of failure, without what the other side said: that may hold anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  // What fetch says when nobody answers, and what the library says when nobody answers in time.
  return error.message === "fetch failed" || code === "OAUTH_TIMEOUT";
}

export class OidcProvider {
  readonly #config: OidcConfig;
  #discovered: Promise<client.Configuration> | null = null;

  constructor(config: OidcConfig) {
    this.#config = config;
  }

  /** Where to send the browser; null: the provider cannot be reached. */
  async begin(redirectUri: string): Promise<{ url: string; checks: OidcChecks } | null> {
    const checks: OidcChecks = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
    };
    let provider: client.Configuration;
    try {
      provider = await this.#provider();
    } catch {
      return null;
    }
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: SCOPE,
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, checks };
  }

  /** Who came back to `url`. */
  async finish(url: URL, checks: OidcChecks): Promise<OidcAnswer> {
    try {
      const provider = await this.#provider();
      const tokens = await client.authorizationCodeGrant(provider, url, {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return { error: "oidc-failed", reason: "no ID token" };
      // Keycloak tells the address in the ID token, others where they are asked with the access token.
      const said: Record<string, unknown> =
        textOf(claims["email"]) !== null ||
        provider.serverMetadata().userinfo_endpoint === undefined
          ? claims
          : {
              ...claims,
              ...(await client.fetchUserInfo(provider, tokens.access_token, claims.sub)),
            };
      return {
        identity: {
          issuer: claims.iss,
          subject: claims.sub,
          email: emailOf(said["email"]),
          isEmailVerified: said["email_verified"] === true,
          name: textOf(said["name"]) ?? textOf(said["preferred_username"]),
        },
      };
    } catch (error) {
      if (error instanceof client.AuthorizationResponseError) {
        return { error: "oidc-refused", reason: reasonOf(error) };
      }
      // Its keys or addresses may have changed: the next one asks anew.
      this.#discovered = null;
      return {
        error: isNetworkFailure(error) ? "oidc-unreachable" : "oidc-failed",
        reason: reasonOf(error),
      };
    }
  }

  #provider(): Promise<client.Configuration> {
    this.#discovered ??= this.#discover().catch((error: unknown) => {
      this.#discovered = null;
      throw error;
    });
    return this.#discovered;
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#config;
    const url = new URL(issuer);
    // Without TLS on this very machine only.
    const isLocal = url.protocol === "http:" && isLoopbackHost(url.hostname);
    return client.discovery(url, clientId, {}, clientAuth(clientSecret), {
      timeout: ANSWER_WITHIN_S,
      execute: isLocal ? [client.allowInsecureRequests] : [],
    });
  }
}
