// /api/maps/:id/comments/at/…: what had been said on a map at a moment of its past, for those who may see that past.
import { Router, type RequestHandler } from "express";
import { mayDo } from "#shared/access/policy.ts";
import { talkMomentSchema } from "#shared/comments/api.ts";
import { mapIdSchema } from "#shared/maps/api.ts";
import type { MapHandler } from "../../access/mapGate.ts";
import { sendOutcome, sendProblem } from "../../http/problem.ts";
import { querySchema } from "../commentRoutes.ts";
import { searchComments, type SearchSetup } from "../search.ts";
import { idIn, type TalkGate } from "../talkGate.ts";
import { threadAnswer, threadsSince } from "../threadAnswer.ts";
import { byOf, sinceSchema } from "../threadRoutes.ts";
import type { Cut } from "../threadRows.ts";
import { cutAt } from "./cutAt.ts";

type CutHandler = (cut: Cut, ...rest: Parameters<MapHandler>) => Promise<void>;

const PATH = "/:id/comments/at/:moment/:momentId";

export function pastRoutes(gate: TalkGate, setup: SearchSetup): Router {
  const { db } = setup;
  const router = Router();

  /** For those who may see the map's past, and what is said on it. */
  const at = (handle: CutHandler): RequestHandler[] =>
    gate.read("versions.read", async (asked, request, response) => {
      const what = talkMomentSchema.safeParse(request.params["moment"]);
      const id = mapIdSchema.safeParse(request.params["momentId"]);
      if (!mayDo(asked.role, "comments.read")) sendProblem(response, "no-access");
      else if (!what.success || !id.success) sendProblem(response, "not-found");
      else {
        const cut = await cutAt(db, asked.mapId, { what: what.data, id: id.data });
        if ("problem" in cut) sendProblem(response, cut.problem);
        else await handle(cut, asked, request, response);
      }
    });

  router.get(
    PATH,
    at(async (cut, asked, request, response) => {
      const since = sinceSchema.safeParse(request.query["since"]);
      if (since.success) response.json(await threadsSince(db, byOf(asked), since.data, cut));
      else sendProblem(response, "invalid-request");
    }),
  );

  router.get(
    `${PATH}/threads/:threadId`,
    at(async (cut, asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      const answer = await threadAnswer(db, byOf(asked), threadId, cut);
      const isGone = answer === null || answer.thread.commentCount === 0;
      sendOutcome(response, isGone ? { problem: "no-such-thread" } : answer);
    }),
  );

  router.get(
    `${PATH}/search`,
    at(async (cut, { mapId }, request, response) => {
      const query = querySchema.safeParse(request.query["q"]);
      if (!query.success) sendProblem(response, "invalid-request");
      else response.json({ threads: await searchComments(setup, mapId, query.data, cut) });
    }),
  );

  return router;
}
