// The organisation's own sign-in: leaving for it (POST, under /api), and coming back from it (GET /oidc/callback, since
// that request comes from another site). Whatever goes wrong ends on the sign-in page, with a code.
import { randomBytes } from "node:crypto";
import { Router, type Request, type RequestHandler, type Response } from "express";
import { ownPath } from "#shared/people/ownPath.ts";
import { oidcSchema, type OidcError } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import type { Log } from "../log.ts";
import { memberOf } from "./memberOf.ts";
import type { OidcAccounts } from "./OidcAccounts.ts";
import type { OidcChecks, OidcProvider } from "./OidcProvider.ts";
import { OneTimeMemory } from "./OneTimeMemory.ts";
import { cookiePrefix, cookieValue } from "./SessionCookie.ts";
import type { Sessions } from "./Sessions.ts";
import { refusedForNow, type NoteSignIn, type OriginOf, type SessionStart } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";

export const OIDC_CALLBACK = "/oidc/callback";
const BODY_BYTES = 4_096;
const HOLDS_MS = 10 * 60_000;
const NAME = "zlk_oidc";

/** A sign-in that is under way, for the browser that holds its cookie. */
interface UnderWay {
  checks: OidcChecks;
  to: string;
  /** The member who is connecting this identity to their account; null: somebody signs in. */
  connectTo: string | null;
}

export interface OidcRoutesSetup {
  /** null: none is configured. */
  provider: OidcProvider | null;
  accounts: OidcAccounts;
  limits: SignInLimits;
  originOf: OriginOf;
  signedIn: Sessions;
  sessions: SessionStart;
  note: NoteSignIn;
  /** People reach this server over https. */
  secure: boolean;
  log: Log;
}

export interface OidcRoutes {
  signIn: Router;
  connect: Router;
  callback: Router;
}

export function oidcRoutes(setup: OidcRoutesSetup): OidcRoutes {
  const { provider, accounts, limits, originOf, signedIn, sessions, note, secure, log } = setup;
  const underWay = new OneTimeMemory<UnderWay>(HOLDS_MS);
  const cookieName = `${cookiePrefix(secure)}${NAME}`;
  const cookie = (value: string, maxAgeS: number): string =>
    `${cookieName}=${value}; Max-Age=${maxAgeS}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

  const leave = async (request: Request, response: Response, connectTo: string | null) => {
    const wanted = oidcSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    if (provider === null) {
      sendProblem(response, "no-oidc");
      return;
    }
    if (refusedForNow(response, limits.beginning(request))) return;
    const begun = await provider.begin(originOf(request) + OIDC_CALLBACK);
    if (begun === null) {
      log.error({}, "sign-in provider not reachable");
      sendProblem(response, "oidc-unreachable");
      return;
    }
    const token = randomBytes(32).toString("base64url");
    underWay.put(token, { checks: begun.checks, to: ownPath(wanted.data.to), connectTo });
    response.setHeader("Set-Cookie", cookie(token, HOLDS_MS / 1_000));
    response.json({ url: begun.url });
  };

  /** What this browser had begun. It is over with this, however it ends. */
  const taken = (request: Request): UnderWay | null => {
    const token = cookieValue(request, cookieName);
    return token === null ? null : underWay.take(token);
  };

  const comeBack: RequestHandler = async (request, response) => {
    response.setHeader("Cache-Control", "no-store");
    const begun = taken(request);
    response.append("Set-Cookie", cookie("", 0));
    const failed = (error: OidcError) => response.redirect(303, `/anmelden?fehler=${error}`);
    if (provider === null || begun === null) {
      failed("oidc-expired");
      return;
    }
    const url = new URL(request.originalUrl, originOf(request));
    const answer = await provider.finish(url, begun.checks);
    if ("error" in answer) {
      log.warn({ reason: answer.reason }, "sign-in by the provider failed");
      failed(answer.error);
      return;
    }
    const { connectTo, to } = begun;
    // Connecting holds for who asked for it, and as long as they are signed in.
    if (connectTo !== null && (await signedIn.of(request))?.person.id !== connectTo) {
      failed("oidc-expired");
      return;
    }
    const outcome = await accounts.resolve(answer.identity, connectTo);
    if ("error" in outcome) {
      await note("session.refused", null);
      failed(outcome.error);
      return;
    }
    if (connectTo === null) {
      await sessions.begin(response, outcome.personId);
      await note("session.begun", outcome.personId);
    }
    response.redirect(303, to);
  };

  const signIn = Router();
  signIn.post("/oidc", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    await leave(request, response, null);
  });

  const connect = Router();
  connect.post("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const member = await memberOf(signedIn, request, response);
    if (member !== null) await leave(request, response, member.person.id);
  });

  const callback = Router();
  // Express would let HEAD do what GET does, and use the sign-in up.
  callback.head("/", (_request, response) => sendProblem(response, "not-found"));
  callback.get("/", comeBack);
  return { signIn, connect, callback };
}
