// The way into routes of the installation as a whole: who sent the request, and whether they may do here what the route
// does. Goes before the body is read: of somebody who may not, nothing large is taken in. And after it: a body can be
// held back for as long as a request may take, and whoever sends it may not be who they were when it began.
import type { Request, RequestHandler, Response } from "express";
import { mayDoHere, standingOf, type InstallationAction } from "#shared/access/policy.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { signedIn } from "../people/signedIn.ts";
import type { SignedIn, Sessions } from "../people/Sessions.ts";

export interface HereGate {
  /** Lets on only those who may do this here. */
  only(this: void, action: InstallationAction): RequestHandler;
  /** The same, and reads a JSON body of at most so many bytes. */
  withBody(this: void, action: InstallationAction, limitBytes: number): RequestHandler[];
  /** Who was let on by `only`. */
  who(this: void, response: Response): SignedIn;
}

export function hereGate(sessions: Sessions): HereGate {
  const people = new WeakMap<Response, SignedIn>();
  const only =
    (action: InstallationAction): RequestHandler =>
    async (request: Request, response, next) => {
      const who = await signedIn(sessions, request, response);
      if (who === null) return;
      if (!mayDoHere(standingOf(who), action)) {
        sendProblem(response, "no-access");
        return;
      }
      people.set(response, who);
      next();
    };
  return {
    only,
    withBody: (action, limitBytes) => [only(action), ...jsonBody(limitBytes), only(action)],
    who: (response) => {
      const who = people.get(response);
      if (who === undefined) throw new Error("a route without a gate before it");
      return who;
    },
  };
}
