// /api/me/password, /api/me/email: a member's own password and address.
import { Router, type Request, type Response } from "express";
import { setEmailSchema, setPasswordSchema } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import type { Account, Credentials } from "./Credentials.ts";
import type { MailedLinks } from "./MailedLinks.ts";
import { memberOf } from "./memberOf.ts";
import type { Sessions } from "./Sessions.ts";
import { refusedForNow, type SessionStart } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";

const BODY_BYTES = 4_096;

export interface OwnAccountSetup {
  credentials: Credentials;
  links: MailedLinks;
  limits: SignInLimits;
  signedIn: Sessions;
  sessions: SessionStart;
}

export interface OwnAccountRoutes {
  password: Router;
  email: Router;
}

export function ownAccountRoutes(setup: OwnAccountSetup): OwnAccountRoutes {
  const { credentials, links, limits, signedIn, sessions } = setup;
  const passwordRouter = Router();
  const emailRouter = Router();

  /** The account of who sent this; null: refused, and said so. A session alone is not enough where there is a password. */
  const provenAccount = async (
    request: Request,
    response: Response,
    password: string | null,
  ): Promise<Account | null> => {
    const member = await memberOf(signedIn, request, response);
    if (member === null) return null;
    const account = await credentials.byPerson(member.person.id);
    if (account === null) {
      sendProblem(response, "sign-in-needed");
      return null;
    }
    if (account.passwordHash === null) return account;
    const attempt = limits.password(request, account.personId);
    if (refusedForNow(response, attempt)) return null;
    if (password === null || !(await credentials.isPassword(account, password))) {
      sendProblem(response, "wrong-password");
      return null;
    }
    attempt.succeeded();
    return account;
  };

  passwordRouter.put("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = setPasswordSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const account = await provenAccount(request, response, wanted.data.current);
    if (account === null) return;
    await credentials.setPassword(account.personId, wanted.data.password);
    await links.endAll(account.personId);
    await sessions.endAll(account.personId);
    await sessions.begin(response, account.personId);
    response.status(204).end();
  });

  emailRouter.put("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = setEmailSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const account = await provenAccount(request, response, wanted.data.password);
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
