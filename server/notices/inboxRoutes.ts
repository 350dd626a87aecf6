// /api/notices: one's own inbox. What is in it is decided by the rights on the maps at this moment, by nobody's request.
import { Router, type Request, type Response } from "express";
import { readNoticesSchema } from "#shared/notices/api.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { languageOf } from "../http/languageOf.ts";
import { sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import { signedIn } from "../people/signedIn.ts";
import type { Sessions } from "../people/Sessions.ts";
import type { Inbox } from "./Inbox.ts";

const BODY_BYTES = 65_536;
const NOTICE_ID = /^\d{1,15}$/;

export function inboxRoutes(inbox: Inbox, sessions: Sessions): Router {
  const router = Router();

  router.get("/", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const { before } = request.query;
    if (before !== undefined && !(typeof before === "string" && NOTICE_ID.test(before))) {
      sendProblem(response, "invalid-request");
      return;
    }
    const someone = { id: who.person.id, kind: who.kind };
    const from = before === undefined ? null : Number(before);
    response.json(await inbox.page(someone, from, languageOf(request)));
  });

  router.post("/read", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const wanted = readBody(readNoticesSchema, request, response);
    if (wanted === null) return;
    await inbox.markRead(who.person.id, wanted, Date.now());
    response.status(204).end();
  });

  return router;
}
