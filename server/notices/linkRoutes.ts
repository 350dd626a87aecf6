// /api/notices/confirm and /api/notices/unsubscribe: what the links in mails do. Nobody needs to be signed in: who holds the
// token reads the mail. By POST alone: mail scanners and previews open every address they see.
import express, { Router, type Request, type Response } from "express";
import { UNSUBSCRIBE_PAGE } from "#shared/notices/addresses.ts";
import { confirmAddressSchema, unsubscribeSchema } from "#shared/notices/api.ts";
import { tokenSchema } from "#shared/people/api.ts";
import type { Bus } from "../bus/Bus.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import { refusedForNow } from "../people/signInParts.ts";
import type { SignInLimits } from "../people/SignInLimits.ts";
import type { NoticeLinks } from "./NoticeLinks.ts";

const BODY_BYTES = 4_096;
/** What RFC 8058 has mail programs send, as a form of either kind. */
const ONE_CLICK_BODY = /List-Unsubscribe(?:=|"\s+)One-Click/;

type Outcome = Awaited<ReturnType<NoticeLinks["confirm"]>>;

export interface LinkRoutesSetup {
  links: NoticeLinks;
  limits: SignInLimits;
  bus: Bus;
}

export function linkRoutes({ links, limits, bus }: LinkRoutesSetup): Router {
  const router = Router();

  const use = async (
    request: Request,
    response: Response,
    run: () => Promise<Outcome>,
  ): Promise<void> => {
    const attempt = limits.proof(request);
    if (refusedForNow(response, attempt)) return;
    const outcome = await run();
    if ("problem" in outcome) {
      sendProblem(response, outcome.problem);
      return;
    }
    attempt.succeeded();
    // Their open pages show how they are told.
    bus.publish({ type: "changed", topic: "notices", personId: outcome.personId });
    response.status(204).end();
  };

  router.post("/confirm", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = readBody(confirmAddressSchema, request, response);
    if (wanted !== null) await use(request, response, () => links.confirm(wanted.token));
  });

  router.post(
    "/unsubscribe",
    jsonBody(BODY_BYTES),
    async (request: Request, response: Response) => {
      const wanted = readBody(unsubscribeSchema, request, response);
      if (wanted !== null) await use(request, response, () => links.unsubscribe(wanted.token));
    },
  );

  router.post(
    "/unsubscribe/:token",
    express.text({ limit: BODY_BYTES, inflate: false, type: () => true }),
    async (request: Request, response: Response) => {
      const token = tokenSchema.safeParse(request.params["token"]);
      const body: unknown = request.body;
      if (!token.success || typeof body !== "string" || !ONE_CLICK_BODY.test(body)) {
        sendProblem(response, "invalid-request");
        return;
      }
      await use(request, response, () => links.unsubscribe(token.data));
    },
  );

  // A mail program without one-click opens the address in a browser: there, a person is asked.
  router.get("/unsubscribe/:token", (request, response) => {
    const token = tokenSchema.safeParse(request.params["token"]);
    if (token.success) response.redirect(303, `${UNSUBSCRIBE_PAGE}#${token.data}`);
    else sendProblem(response, "not-found");
  });

  return router;
}
