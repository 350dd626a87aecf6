// /api/session: who is signed in here, the first owner's way in, and the way out.
import { Router, type Request, type Response } from "express";
import { welcomeSchema, type SessionAnswer } from "#shared/people/api.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { errorFields, type Log } from "../log.ts";
import { forgetCached } from "./forgetCached.ts";
import type { PersonStore } from "./PersonStore.ts";
import type { SessionCookie } from "./SessionCookie.ts";
import type { Sessions } from "./Sessions.ts";
import type { SessionStore } from "./SessionStore.ts";
import type { Welcome } from "./Welcome.ts";

const BODY_BYTES = 4_096;

export interface SessionRoutesSetup {
  sessions: Sessions;
  sessionStore: SessionStore;
  cookie: SessionCookie;
  people: PersonStore;
  welcome: Welcome;
  ways: SessionAnswer["ways"];
  log: Log;
}

export function sessionRoutes(setup: SessionRoutesSetup): Router {
  const { sessions, sessionStore, cookie, people, welcome, ways, log } = setup;
  const router = Router();

  /** Whether the cookie has to be set anew. Where nothing can be written now, another time will do. */
  const renew = async (token: string): Promise<boolean> => {
    try {
      return await sessionStore.renew(token);
    } catch (error) {
      log.error(errorFields(error), "session not renewed");
      return false;
    }
  };

  router.get("/", async (request, response) => {
    const who = await sessions.of(request);
    const token = cookie.read(request);
    if (who !== null && token !== null && (await renew(token))) {
      response.append("Set-Cookie", cookie.set(token));
    }
    const answer: SessionAnswer = {
      me: who === null ? null : await people.me(who.person.id),
      isNew: welcome.key !== null,
      ways,
    };
    response.json(answer);
  });

  router.post("/welcome", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = welcomeSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const begun = await welcome.redeem(wanted.data.key, wanted.data.name);
    if (begun === null) {
      sendProblem(response, "no-such-link");
      return;
    }
    response.append("Set-Cookie", cookie.set(begun.token));
    response.json(await people.me(begun.personId));
  });

  router.post("/sign-out", async (request, response) => {
    const token = cookie.read(request);
    if (token !== null) await sessionStore.end(token);
    response.append("Set-Cookie", cookie.clear());
    forgetCached(response);
    response.status(204).end();
  });

  return router;
}
