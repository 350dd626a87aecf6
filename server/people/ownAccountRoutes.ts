// /api/me/password, /api/me/email: a member's own password and address.
import { Router, type Request, type Response } from "express";
import { setEmailSchema, setPasswordSchema } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import type { MailedLinks } from "./MailedLinks.ts";
import { provenAccount, type ProofSetup } from "./provenAccount.ts";
import type { SessionStart } from "./signInParts.ts";

const BODY_BYTES = 4_096;

export interface OwnAccountSetup extends ProofSetup {
  links: MailedLinks;
  sessions: SessionStart;
}

export interface OwnAccountRoutes {
  password: Router;
  email: Router;
}

export function ownAccountRoutes(setup: OwnAccountSetup): OwnAccountRoutes {
  const { credentials, links, sessions } = setup;
  const passwordRouter = Router();
  const emailRouter = Router();

  passwordRouter.put("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = setPasswordSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const account = await provenAccount(setup, request, response, wanted.data.current);
    if (account === null) return;
    await credentials.setPassword(account.personId, wanted.data.password);
    await links.endAll(account.personId);
    await sessions.endOthers(request, account.personId);
    response.status(204).end();
  });

  emailRouter.put("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = setEmailSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const account = await provenAccount(setup, request, response, wanted.data.password);
    if (account === null) return;
    const outcome = await credentials.setEmail(account.personId, wanted.data.email);
    if (outcome === "taken") {
      sendProblem(response, "address-taken");
      return;
    }
    // What was sent to the address before must not open anything any more.
    await links.endAll(account.personId);
    response.status(204).end();
  });

  return { password: passwordRouter, email: emailRouter };
}
