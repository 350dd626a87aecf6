// Under /api/sign-in: signing in with a passkey, without saying who one is.
import { Router, type Request, type Response } from "express";
import { passkeySignInSchema } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import type { Passkeys } from "./Passkeys.ts";
import { refusedForNow, type NoteSignIn, type OriginOf, type SessionStart } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";

const BODY_BYTES = 32_768;

export interface PasskeySignInSetup {
  passkeys: Passkeys;
  limits: SignInLimits;
  originOf: OriginOf;
  sessions: SessionStart;
  note: NoteSignIn;
}

export function passkeySignInRoutes(setup: PasskeySignInSetup): Router {
  const { passkeys, limits, originOf, sessions, note } = setup;
  const router = Router();

  router.post("/passkey/options", async (request: Request, response: Response) => {
    if (refusedForNow(response, limits.beginning(request))) return;
    response.json(await passkeys.signInOptions(originOf(request)));
  });

  router.post("/passkey", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = passkeySignInSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const attempt = limits.proof(request);
    if (refusedForNow(response, attempt)) return;
    const personId = await passkeys.personBy(originOf(request), wanted.data.credential);
    if (personId === null) {
      await note("session.refused", null);
      sendProblem(response, "passkey-refused");
      return;
    }
    attempt.succeeded();
    await sessions.begin(response, personId);
    await note("session.begun", personId);
    response.status(204).end();
  });

  return router;
}
