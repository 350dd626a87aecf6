// /api/admin/members/invitations: those who run the installation invite members.
import { Router, type Request, type Response } from "express";
import { inviteMemberSchema } from "#shared/people/api.ts";
import { jsonBody } from "../../http/jsonBody.ts";
import { sendProblem } from "../../http/problem.ts";
import { signedInAdmin } from "../signedIn.ts";
import type { Sessions } from "../Sessions.ts";
import type { MemberInvitations } from "./MemberInvitations.ts";

const BODY_BYTES = 4_096;

export interface InviteRoutesSetup {
  invitations: MemberInvitations;
  sessions: Sessions;
  /** Where people reach this server, as the request says it. Without a slash at the end. */
  addressOf(this: void, request: Request): string;
}

export function inviteRoutes({ invitations, sessions, addressOf }: InviteRoutesSetup): Router {
  const router = Router();

  router.post("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedInAdmin(sessions, request, response);
    if (who === null) return;
    const wanted = inviteMemberSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const { name, email, guestId } = wanted.data;
    const { id, token } = await invitations.make({ name, email, guestId, by: who.person.id });
    const link = `${addressOf(request)}/beitreten#${token}`;
    response.status(201).json({ id, link, isSent: false });
  });

  router.delete("/:id", async (request, response) => {
    const who = await signedInAdmin(sessions, request, response);
    if (who === null) return;
    if (await invitations.revoke(request.params.id)) response.status(204).end();
    else sendProblem(response, "not-found");
  });

  return router;
}
