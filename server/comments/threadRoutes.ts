// /api/maps/:id/comments and …/comments/threads: what was said, beginning and answering, resolving, and one's own marks.
import { Router, type Response } from "express";
import type { Kysely } from "kysely";
import {
  followSchema,
  markReadSchema,
  newCommentSchema,
  newThreadSchema,
  threadStateSchema,
} from "#shared/comments/api.ts";
import { z } from "#shared/schemaLanguage.ts";
import type { Asked } from "../access/mapGate.ts";
import { sendOutcome, sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import { sendLarge } from "../http/sendLarge.ts";
import type { Tables } from "../store/schema.ts";
import type { OwnMarks } from "./OwnMarks.ts";
import type { Resolutions } from "./Resolutions.ts";
import type { By, Failed } from "./TalkStep.ts";
import { idIn, type TalkGate } from "./talkGate.ts";
import { threadAnswer, threadsSince } from "./threadAnswer.ts";
import type { Threads } from "./Threads.ts";
import { restOfTalk } from "./wholeTalk.ts";

/** What clients were told last; nothing: they know nothing yet. */
export const sinceSchema = z
  .string()
  .regex(/^\d{1,15}$/)
  .default("0")
  .transform(Number);

export interface ThreadRoutesSetup {
  gate: TalkGate;
  db: Kysely<Tables>;
  threads: Threads;
  resolutions: Resolutions;
  marks: OwnMarks;
}

export function byOf({ mapId, person }: Asked): By {
  return { mapId, personId: person.id };
}

/** Sends a thread as it is now, after what was done to it. */
export async function sendThread(
  response: Response,
  db: Kysely<Tables>,
  by: By,
  { threadId, failed, status }: { threadId: string; failed: undefined | Failed; status: number },
): Promise<void> {
  const outcome = failed ?? (await threadAnswer(db, by, threadId));
  sendOutcome(response, outcome ?? { problem: "no-such-thread" }, status);
}

export function threadRoutes({ gate, db, threads, resolutions, marks }: ThreadRoutesSetup): Router {
  const router = Router();

  router.get(
    "/:id/comments",
    gate.read("comments.read", async (asked, request, response) => {
      const since = sinceSchema.safeParse(request.query["since"]);
      if (!since.success) {
        sendProblem(response, "invalid-request");
        return;
      }
      const answer = await threadsSince(db, byOf(asked), since.data);
      const isWholeAsked = request.query["whole"] === "1";
      const rest = isWholeAsked ? await restOfTalk(db, asked.mapId, answer) : {};
      await sendLarge(request, response, { ...answer, ...rest });
    }),
  );

  router.get(
    "/:id/comments/threads/:threadId",
    gate.read("comments.read", async (asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      const answer = await threadAnswer(db, byOf(asked), threadId);
      const isGone = answer === null || answer.thread.commentCount === 0;
      sendOutcome(response, isGone ? { problem: "no-such-thread" } : answer);
    }),
  );

  router.post(
    "/:id/comments/threads",
    gate.write("comments.write", "say", async (asked, request, response) => {
      const wanted = readBody(newThreadSchema, request, response);
      if (wanted === null) return;
      const by = byOf(asked);
      const failed = await threads.begin(by, wanted);
      await sendThread(response, db, by, { threadId: wanted.id, failed, status: 201 });
    }),
  );

  router.post(
    "/:id/comments/threads/:threadId/comments",
    gate.write("comments.write", "say", async (asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      const wanted = readBody(newCommentSchema, request, response);
      if (wanted === null) return;
      const by = byOf(asked);
      const failed = await threads.reply(by, threadId, wanted);
      await sendThread(response, db, by, { threadId, failed, status: 201 });
    }),
  );

  router.put(
    "/:id/comments/threads/:threadId/state",
    gate.write("comments.resolveOwn", "do", async (asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      const wanted = readBody(threadStateSchema, request, response);
      if (wanted === null) return;
      const by = byOf(asked);
      const failed = await resolutions.set(by, asked.role, threadId, wanted);
      await sendThread(response, db, by, { threadId, failed, status: 200 });
    }),
  );

  router.put(
    "/:id/comments/threads/:threadId/read",
    gate.write("comments.read", "do", async (asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      const wanted = readBody(markReadSchema, request, response);
      if (wanted === null) return;
      sendOutcome(response, await marks.read(byOf(asked), threadId, wanted.upTo));
    }),
  );

  router.delete(
    "/:id/comments/threads/:threadId/read",
    gate.act("comments.read", async (asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      sendOutcome(response, await marks.unread(byOf(asked), threadId));
    }),
  );

  router.put(
    "/:id/comments/threads/:threadId/following",
    gate.write("comments.read", "do", async (asked, request, response) => {
      const threadId = idIn(request, response, "threadId");
      if (threadId === null) return;
      const wanted = readBody(followSchema, request, response);
      if (wanted === null) return;
      sendOutcome(response, await marks.follow(byOf(asked), threadId, wanted.follows));
    }),
  );

  return router;
}
