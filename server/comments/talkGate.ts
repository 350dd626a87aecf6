// The way into every route of comments: past the gate of the map, to maps in use alone, and not without end.
import type { Request, RequestHandler, Response } from "express";
import type { Action } from "#shared/access/policy.ts";
import { mapIdSchema, type ProblemCode } from "#shared/maps/api.ts";
import type { MapGate, MapHandler } from "../access/mapGate.ts";
import { sendProblem } from "../http/problem.ts";
import type { Doing, TalkLimits } from "./TalkLimits.ts";

/** The longest comment, each of its letters escaped in six. */
const BODY_BYTES = 65_536;

export interface TalkGateSetup {
  onMap: MapGate;
  mapState(this: void, mapId: string): Promise<"there" | "deleted" | "unknown">;
  limits: TalkLimits;
}

export interface TalkGate {
  /** A request that changes nothing. */
  read(action: Action, handle: MapHandler): RequestHandler[];
  /** One that does, without a body. */
  act(action: Action, handle: MapHandler): RequestHandler[];
  /** The same with a body. */
  write(action: Action, doing: Doing, handle: MapHandler): RequestHandler[];
}

export function talkGate({ onMap, mapState, limits }: TalkGateSetup): TalkGate {
  const inUse =
    (handle: MapHandler): MapHandler =>
    async (asked, request, response) => {
      const state = await mapState(asked.mapId);
      if (state === "there") await handle(asked, request, response);
      else sendProblem(response, state === "deleted" ? "map-deleted" : "no-such-map");
    };
  const limited = (doing: Doing, handle: MapHandler): MapHandler =>
    inUse(async (asked, request, response) => {
      const retryAfterS = limits.take(asked.person.id, doing);
      if (retryAfterS === 0) {
        await handle(asked, request, response);
        return;
      }
      response.setHeader("Retry-After", String(retryAfterS));
      sendProblem(response, "too-many-attempts");
    });
  return {
    read: (action, handle) => onMap(action, inUse(handle)),
    act: (action, handle) => onMap(action, limited("do", handle)),
    write: (action, doing, handle) => onMap(action, limited(doing, handle), BODY_BYTES),
  };
}

/** An id of the path; null: it is none, and that has been answered. */
export function idIn(
  request: Request,
  response: Response,
  name: "threadId" | "commentId",
): string | null {
  const id = mapIdSchema.safeParse(request.params[name]);
  if (id.success) return id.data;
  const problem: ProblemCode = name === "threadId" ? "no-such-thread" : "no-such-comment";
  sendProblem(response, problem);
  return null;
}
