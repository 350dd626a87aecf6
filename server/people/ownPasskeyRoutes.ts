// /api/me/passkeys: a member's own passkeys.
import { Router, type Request, type Response } from "express";
import { addPasskeySchema, renamePasskeySchema } from "#shared/people/signInApi.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { memberOf } from "./memberOf.ts";
import type { Passkeys } from "./Passkeys.ts";
import type { Sessions } from "./Sessions.ts";
import { refusedForNow, type OriginOf } from "./signInParts.ts";
import type { SignInLimits } from "./SignInLimits.ts";
import type { WaysLeft } from "./waysLeft.ts";

const BODY_BYTES = 65_536;

export interface OwnPasskeySetup {
  passkeys: Passkeys;
  limits: SignInLimits;
  originOf: OriginOf;
  signedIn: Sessions;
  waysLeft: WaysLeft;
}

export function ownPasskeyRoutes(setup: OwnPasskeySetup): Router {
  const { passkeys, limits, originOf, signedIn, waysLeft } = setup;
  const router = Router();

  router.post("/options", async (request: Request, response: Response) => {
    const member = await memberOf(signedIn, request, response);
    if (member === null || refusedForNow(response, limits.beginning(request))) return;
    response.json(await passkeys.addOptions(originOf(request), member.person));
  });

  router.post("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const member = await memberOf(signedIn, request, response);
    if (member === null) return;
    const wanted = addPasskeySchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const { name, credential } = wanted.data;
    const added = await passkeys.add(originOf(request), member.person.id, name, credential);
    if (added === null) sendProblem(response, "passkey-refused");
    else response.status(201).json(added);
  });

  router.patch("/:id", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const member = await memberOf(signedIn, request, response);
    if (member === null) return;
    const wanted = renamePasskeySchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const id = String(request.params["id"]);
    if (await passkeys.rename(member.person.id, id, wanted.data.name)) response.status(204).end();
    else sendProblem(response, "not-found");
  });

  router.delete("/:id", async (request: Request, response: Response) => {
    const member = await memberOf(signedIn, request, response);
    if (member === null) return;
    const id = String(request.params["id"]);
    if (!(await waysLeft(member.person.id, id))) {
      sendProblem(response, "last-way");
      return;
    }
    if (await passkeys.remove(member.person.id, id)) response.status(204).end();
    else sendProblem(response, "not-found");
  });

  return router;
}
