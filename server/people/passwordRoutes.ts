// POST /api/sign-in/password.
import { Router, type Request, type Response } from "express";
import { passwordSignInSchema } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import type { Credentials } from "./Credentials.ts";
import { refusedForNow, type NoteSignIn, type SessionStart } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";

const BODY_BYTES = 4_096;

export interface PasswordRoutesSetup {
  credentials: Credentials;
  limits: SignInLimits;
  sessions: SessionStart;
  note: NoteSignIn;
}

export function passwordRoutes({ credentials, limits, sessions, note }: PasswordRoutesSetup) {
  const router = Router();

  router.post("/password", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = passwordSignInSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const { email, password } = wanted.data;
    // Counted before it is looked at: of many sent at once no more are looked at.
    const attempt = limits.password(request, email);
    if (refusedForNow(response, attempt)) return;
    const account = await credentials.byEmail(email);
    const isRight = await credentials.isPassword(account, password);
    const isIn =
      account !== null &&
      isRight &&
      (await sessions.beginIf(response, account.personId, (db) =>
        credentials.isUnchanged(account, db),
      ));
    if (!isIn) {
      await note("session.refused", account?.personId ?? null);
      sendProblem(response, "wrong-credentials");
      return;
    }
    attempt.succeeded();
    await note("session.begun", account.personId);
    response.status(204).end();
  });

  return router;
}
