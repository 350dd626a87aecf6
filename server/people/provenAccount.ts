// For routes of one's own account that must not be used by whoever finds an open browser: where there is a password, it
// has to be given again.
import type { Request, Response } from "express";
import { sendProblem } from "../http/problem.ts";
import type { Account, Credentials } from "./Credentials.ts";
import { memberOf } from "./memberOf.ts";
import type { Sessions } from "./Sessions.ts";
import { refusedForNow } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";

export interface ProofSetup {
  credentials: Credentials;
  limits: SignInLimits;
  signedIn: Sessions;
}

/** The account of who sent this; null: refused, and said so. A session alone is not enough where there is a password. */
export async function provenAccount(
  { credentials, limits, signedIn }: ProofSetup,
  request: Request,
  response: Response,
  password: string | null,
): Promise<Account | null> {
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
}
