// /api/admin/members/invitations: those who run the installation invite members, guests who are here already among them.
import { Router, type Request, type Response } from "express";
import type { Kysely } from "kysely";
import { inviteMemberSchema } from "#shared/people/api.ts";
import type { HereGate } from "../access/hereGate.ts";
import { hasInvitedTooMany } from "../access/lettersToday.ts";
import { languageOf } from "../http/languageOf.ts";
import { sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import type { Mailer } from "../mail/Mailer.ts";
import type { MemberInvitations } from "../people/join/MemberInvitations.ts";
import type { Tables } from "../store/schema.ts";

const BODY_BYTES = 4_096;

export interface InviteRoutesSetup {
  here: HereGate;
  db: Kysely<Tables>;
  invitations: MemberInvitations;
  /** null: no mail server is configured. */
  mailer: Mailer | null;
  /** Where the sender of a request reaches this server, without a slash at the end. */
  addressOf(this: void, request: Request): string;
}

export function inviteRoutes(setup: InviteRoutesSetup): Router {
  const { here, db, invitations, mailer, addressOf } = setup;
  const router = Router();

  router.post(
    "/",
    here.withBody("members.invite", BODY_BYTES),
    async (request: Request, response: Response) => {
      const wanted = readBody(inviteMemberSchema, request, response);
      if (wanted === null) return;
      const { name, email, guestId, send } = wanted;
      if (send && mailer === null) {
        sendProblem(response, "no-mail");
        return;
      }
      // A member's account is nobody else's to be invited into.
      if ((send && email === null) || (guestId !== null && !(await isGuest(db, guestId)))) {
        sendProblem(response, "invalid-request");
        return;
      }
      const { person } = here.who(response);
      if (send && (await hasInvitedTooMany(db, person.id))) {
        sendProblem(response, "too-many-letters");
        return;
      }
      const { id, token, expiresAt } = await invitations.make({
        name,
        email,
        guestId,
        by: person.id,
      });
      const link = `${addressOf(request)}/beitreten#${token}`;
      const mail = { link, name, invitedBy: person.name, expiresAt };
      const isSent =
        send && mailer !== null && email !== null
          ? (await mailer.sendMemberInvitation(email, languageOf(request), mail)) === "sent"
          : false;
      response.status(201).json({ id, link, isSent });
    },
  );

  router.delete("/:id", here.only("members.invite"), async (request, response) => {
    if (await invitations.revoke(String(request.params["id"]))) response.status(204).end();
    else sendProblem(response, "not-found");
  });

  return router;
}

async function isGuest(db: Kysely<Tables>, id: string): Promise<boolean> {
  const guest = await db
    .selectFrom("people")
    .select("id")
    .where("id", "=", id)
    .where("kind", "=", "guest")
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return guest !== undefined;
}
