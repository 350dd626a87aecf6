// What the ways to sign in have in common: what they are given, and how they answer.
import type { IncomingMessage } from "node:http";
import type { Response } from "express";
import type { Kysely } from "kysely";
import { sendProblem } from "../http/problem.ts";
import type { Tables } from "../store/schema.ts";
import type { Attempt } from "./SignInLimits.ts";

/** Beginning and ending sessions, as far as signing in needs it. */
export interface SessionStart {
  /** Begins a session and sets its cookie. */
  begin(this: void, response: Response, personId: string): Promise<void>;
  /** The same, if what was proven a while ago still `holds` in the moment the session begins. false: it does not. */
  beginIf(
    this: void,
    response: Response,
    personId: string,
    holds: (db: Kysely<Tables>) => Promise<boolean>,
  ): Promise<boolean>;
  /** Ends all sessions of a person, wherever they are. */
  endAll(this: void, personId: string): Promise<void>;
  /** Ends all sessions of a person but the one that this request came with. */
  endOthers(this: void, request: IncomingMessage, personId: string): Promise<void>;
}

/** Where this server is for the person who sent the request: `https://maps.example.org`, no slash at the end. */
export type OriginOf = (request: IncomingMessage) => string;

/** Notes in the audit log that somebody signed in, or that somebody tried to. */
export type NoteSignIn = (
  action: "session.begun" | "session.refused",
  personId: string | null,
) => Promise<void>;

/** Answers 429 if there were too many attempts; true: it did. */
export function refusedForNow(response: Response, { retryAfterS }: Attempt): boolean {
  if (retryAfterS === 0) return false;
  response.setHeader("Retry-After", String(retryAfterS));
  sendProblem(response, "too-many-attempts");
  return true;
}

/** The origin in the browser of who sent this request, whose Host header was checked. */
export function originOf(publicUrl: string | null): OriginOf {
  return ({ headers }) => {
    const host = headers.host ?? "localhost";
    const isPublic = publicUrl !== null && URL.parse(publicUrl)?.host === host.toLowerCase();
    return isPublic ? publicUrl : `http://${host.toLowerCase()}`;
  };
}
