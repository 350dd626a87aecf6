// /api/join: becoming a member by a link that somebody who runs the installation gave.
import { Router, type Request, type Response } from "express";
import { joinLookSchema, joinSchema } from "#shared/people/api.ts";
import { jsonBody } from "../../http/jsonBody.ts";
import { sendOutcome, sendProblem } from "../../http/problem.ts";
import type { PersonStore } from "../PersonStore.ts";
import type { SessionCookie } from "../SessionCookie.ts";
import type { MemberInvitations } from "./MemberInvitations.ts";

const BODY_BYTES = 4_096;

export interface JoinRoutesSetup {
  invitations: MemberInvitations;
  cookie: SessionCookie;
  people: PersonStore;
}

export function joinRoutes({ invitations, cookie, people }: JoinRoutesSetup): Router {
  const router = Router();

  router.post("/look", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = joinLookSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const found = await invitations.look(wanted.data.token);
    if ("problem" in found) sendOutcome(response, found);
    else {
      const { name, email, guest_id: guestId } = found;
      response.json({ name, email, isForGuest: guestId !== null });
    }
  });

  router.post("/accept", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = joinSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const { token, ...account } = wanted.data;
    const joined = await invitations.accept(token, account);
    if ("problem" in joined) {
      sendOutcome(response, joined);
      return;
    }
    response.append("Set-Cookie", cookie.set(joined.sessionToken));
    response.json(await people.me(joined.personId));
  });

  return router;
}
