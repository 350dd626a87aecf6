// /api/invitations: coming in by a link. Everything here is a POST with the token in its body: programs that open links
// before people do (mail scanners, previews) use nothing up, and no token is ever a part of an address.
import { Router, type Request, type Response } from "express";
import { acceptSchema, lookSchema } from "#shared/access/api.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendOutcome } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import type { SessionCookie } from "../people/SessionCookie.ts";
import type { Sessions } from "../people/Sessions.ts";
import type { SessionStore } from "../people/SessionStore.ts";
import type { Caller, Entrance } from "./Entrance.ts";
import type { EntryLimits } from "./EntryLimits.ts";

const BODY_BYTES = 4_096;

export interface EntranceRoutesSetup {
  entrance: Entrance;
  limits: EntryLimits;
  sessions: Sessions;
  sessionStore: SessionStore;
  cookie: SessionCookie;
}

export function entranceRoutes(setup: EntranceRoutesSetup): Router {
  const { entrance, limits, sessions, sessionStore, cookie } = setup;
  const router = Router();
  const body = jsonBody(BODY_BYTES);

  const callerOf = async (request: Request): Promise<Caller> => ({
    signedIn: await sessions.of(request),
    place: limits.placeOf(request),
  });

  router.post("/look", body, async (request: Request, response: Response) => {
    const wanted = readBody(lookSchema, request, response);
    if (wanted === null) return;
    sendEntry(response, await entrance.look(wanted.token, await callerOf(request)));
  });

  router.post("/accept", body, async (request: Request, response: Response) => {
    const wanted = readBody(acceptSchema, request, response);
    if (wanted === null) return;
    const entered = await entrance.accept(wanted, await callerOf(request));
    if ("problem" in entered) {
      sendEntry(response, entered);
      return;
    }
    const { mapId, personId } = entered;
    if (personId !== null) {
      response.append("Set-Cookie", cookie.set(await sessionStore.begin(personId)));
    }
    response.json({ mapId });
  });

  return router;
}

function sendEntry(response: Response, outcome: object & { retryAfterS?: number }): void {
  const { retryAfterS } = outcome;
  if (retryAfterS !== undefined) response.setHeader("Retry-After", String(retryAfterS));
  sendOutcome(response, outcome);
}
