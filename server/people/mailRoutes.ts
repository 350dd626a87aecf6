// Under /api/sign-in: having a link sent by mail, and using it. Links are used by POST alone, after a click: mail scanners
// and previews open every address they see.
import { Router, type Request, type RequestHandler, type Response } from "express";
import { mailRequestSchema, resetSchema, useLinkSchema } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import type { Credentials } from "./Credentials.ts";
import type { LinkPurpose, MailedLinks } from "./MailedLinks.ts";
import type { MailedSignIn } from "./MailedSignIn.ts";
import { refusedForNow, type NoteSignIn, type SessionStart } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";

const BODY_BYTES = 4_096;

export interface MailRoutesSetup {
  credentials: Credentials;
  links: MailedLinks;
  /** null: no mail server is configured. */
  mailed: MailedSignIn | null;
  limits: SignInLimits;
  sessions: SessionStart;
  note: NoteSignIn;
}

export function mailRoutes(setup: MailRoutesSetup): Router {
  const { credentials, links, mailed, limits, sessions, note } = setup;
  const router = Router();

  const haveMailSent =
    (purpose: LinkPurpose): RequestHandler =>
    async (request, response) => {
      const wanted = mailRequestSchema.safeParse(request.body);
      if (!wanted.success) {
        sendProblem(response, "invalid-request");
        return;
      }
      if (mailed === null) {
        sendProblem(response, "no-mail");
        return;
      }
      if (refusedForNow(response, limits.mail(request, wanted.data.email))) return;
      if (!(await mailed.isReachable())) {
        sendProblem(response, "mail-failed");
        return;
      }
      response.status(204).end();
      mailed.send({ purpose, ...wanted.data });
    };

  /** Signs in whoever holds the token; null: refused, and said so. */
  const proven = async (
    request: Request,
    response: Response,
    purpose: LinkPurpose,
    token: string,
  ): Promise<string | null> => {
    const attempt = limits.proof(request);
    if (refusedForNow(response, attempt)) return null;
    const used = await links.use(purpose, token);
    if ("problem" in used) {
      sendProblem(response, used.problem);
      return null;
    }
    // Somebody who is a member no more since the link was sent.
    if ((await credentials.byPerson(used.personId)) === null) {
      sendProblem(response, "no-such-link");
      return null;
    }
    attempt.succeeded();
    await credentials.emailProven(used.personId);
    return used.personId;
  };

  router.post("/link", jsonBody(BODY_BYTES), haveMailSent("sign-in"));
  router.post("/forgotten", jsonBody(BODY_BYTES), haveMailSent("reset"));

  router.post("/link/use", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = useLinkSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const personId = await proven(request, response, "sign-in", wanted.data.token);
    if (personId === null) return;
    await sessions.begin(response, personId);
    await note("session.begun", personId);
    response.status(204).end();
  });

  router.post("/reset", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = resetSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const personId = await proven(request, response, "reset", wanted.data.token);
    if (personId === null) return;
    await credentials.setPassword(personId, wanted.data.password);
    // Whoever got in by the old password, or by a link that lies in the same mailbox, is out.
    await links.endAll(personId);
    await sessions.endAll(personId);
    await sessions.begin(response, personId);
    await note("session.begun", personId);
    response.status(204).end();
  });

  return router;
}
