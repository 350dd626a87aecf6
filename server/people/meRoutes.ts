// /api/me: one's own profile, and the way out on all devices.
import { Router, type Request, type Response } from "express";
import type { Person } from "#shared/maps/api.ts";
import { changeMeSchema } from "#shared/people/api.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { forgetCached } from "./forgetCached.ts";
import type { PersonStore } from "./PersonStore.ts";
import type { SessionCookie } from "./SessionCookie.ts";
import type { Sessions } from "./Sessions.ts";
import type { SessionStore } from "./SessionStore.ts";
import { signedIn } from "./signedIn.ts";

const BODY_BYTES = 4_096;

export interface MeRoutesSetup {
  sessions: Sessions;
  sessionStore: SessionStore;
  cookie: SessionCookie;
  people: PersonStore;
  /** Called when a person looks different, so that those who see them learn it. */
  onChanged(this: void, person: Person): void;
}

export function meRoutes(setup: MeRoutesSetup): Router {
  const { sessions, sessionStore, cookie, people, onChanged } = setup;
  const router = Router();

  router.get("/", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who !== null) response.json(await people.me(who.person.id));
  });

  router.patch("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const wanted = changeMeSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const { name = who.person.name, colour = who.person.colour } = wanted.data;
    await people.change(who.person.id, wanted.data);
    const isSeen = name !== who.person.name || colour !== who.person.colour;
    if (isSeen) onChanged({ ...who.person, name, colour });
    response.json(await people.me(who.person.id));
  });

  router.post("/sign-out-everywhere", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    await sessionStore.endAll(who.person.id);
    response.append("Set-Cookie", cookie.clear());
    forgetCached(response);
    response.status(204).end();
  });

  return router;
}
