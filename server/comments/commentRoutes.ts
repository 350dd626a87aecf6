// /api/maps/:id/comments/…: single comments, what is one's own of all threads, who can be mentioned, and search.
import { Router } from "express";
import {
  editCommentSchema,
  markReadSchema,
  MAX_QUERY_CHARS,
  reactionSchema,
  setReleaseSchema,
} from "#shared/comments/api.ts";
import { z } from "#shared/schemaLanguage.ts";
import type { MapHandler } from "../access/mapGate.ts";
import { sendOutcome, sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import { mentionablePeople } from "./authors.ts";
import type { Comments } from "./Comments.ts";
import type { OwnMarks } from "./OwnMarks.ts";
import { searchComments, threadOf, type SearchSetup } from "./search.ts";
import { idIn, type TalkGate } from "./talkGate.ts";
import { byOf, sendThread } from "./threadRoutes.ts";

export const querySchema = z.string().max(MAX_QUERY_CHARS);

export interface CommentRoutesSetup extends SearchSetup {
  gate: TalkGate;
  comments: Comments;
  marks: OwnMarks;
}

export function commentRoutes(setup: CommentRoutesSetup): Router {
  const { gate, db, comments, marks } = setup;
  const router = Router();

  router.get(
    "/:id/comments/mine",
    gate.read("comments.read", async (asked, _request, response) => {
      response.json(await marks.mine(byOf(asked)));
    }),
  );

  router.post(
    "/:id/comments/read-all",
    gate.write("comments.read", "do", async (asked, request, response) => {
      const wanted = readBody(markReadSchema, request, response);
      if (wanted === null) return;
      sendOutcome(response, await marks.readAll(byOf(asked), wanted.upTo));
    }),
  );

  router.put(
    "/:id/comments/release",
    gate.write("comments.read", "do", async (asked, request, response) => {
      const wanted = readBody(setReleaseSchema, request, response);
      if (wanted === null) return;
      sendOutcome(response, await marks.release(byOf(asked), wanted.release));
    }),
  );

  router.get(
    "/:id/comments/people",
    gate.read("comments.read", async ({ mapId }, _request, response) => {
      response.json({ people: await mentionablePeople(db, mapId) });
    }),
  );

  router.get(
    "/:id/comments/search",
    gate.read("comments.read", async ({ mapId }, request, response) => {
      const query = querySchema.safeParse(request.query["q"]);
      if (query.success) response.json({ threads: await searchComments(setup, mapId, query.data) });
      else sendProblem(response, "invalid-request");
    }),
  );

  router.get(
    "/:id/comments/:commentId/thread",
    gate.read("comments.read", async ({ mapId }, request, response) => {
      const commentId = idIn(request, response, "commentId");
      if (commentId === null) return;
      const threadId = await threadOf(db, mapId, commentId);
      sendOutcome(response, threadId === null ? { problem: "no-such-comment" } : { threadId });
    }),
  );

  router.patch(
    "/:id/comments/:commentId",
    gate.write("comments.changeOwn", "say", async (asked, request, response) => {
      const commentId = idIn(request, response, "commentId");
      if (commentId === null) return;
      const wanted = readBody(editCommentSchema, request, response);
      if (wanted === null) return;
      const by = byOf(asked);
      const outcome = await comments.edit(by, commentId, wanted.text);
      if ("problem" in outcome) sendOutcome(response, outcome);
      else await sendThread(response, db, by, { ...outcome, failed: undefined, status: 200 });
    }),
  );

  router.delete(
    "/:id/comments/:commentId",
    gate.act("comments.changeOwn", async (asked, request, response) => {
      const commentId = idIn(request, response, "commentId");
      if (commentId === null) return;
      sendOutcome(response, await comments.remove(byOf(asked), asked.role, commentId));
    }),
  );

  const react =
    (isOn: boolean): MapHandler =>
    async (asked, request, response) => {
      const commentId = idIn(request, response, "commentId");
      if (commentId === null) return;
      const kind = reactionSchema.safeParse(request.params["kind"]);
      if (!kind.success) {
        sendProblem(response, "not-found");
        return;
      }
      sendOutcome(response, await comments.react(byOf(asked), commentId, kind.data, isOn));
    };
  const reactions = "/:id/comments/:commentId/reactions/:kind";
  router.put(reactions, gate.act("comments.write", react(true)));
  router.delete(reactions, gate.act("comments.write", react(false)));

  return router;
}
