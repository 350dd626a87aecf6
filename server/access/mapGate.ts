// The way into every route of a map: who sent the request, whether there is such a map, and whether they may do there
// what the route does. Everything under /api/maps/:id goes through it.
import type { Request, RequestHandler, Response } from "express";
import { mayDo, type Action, type Role } from "#shared/access/policy.ts";
import { mapIdSchema, type Person } from "#shared/maps/api.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { signedIn } from "../people/signedIn.ts";
import type { SignedIn, Sessions } from "../people/Sessions.ts";
import type { GrantFor } from "./grantFor.ts";

/** Somebody who may do on a map what they ask for. */
export interface Asked {
  mapId: string;
  who: SignedIn;
  person: Person;
  role: Role;
}

export type MapHandler = (asked: Asked, request: Request, response: Response) => Promise<void>;
/** Handlers for a route. `bodyBytes`: how large a JSON body may be; without it, none is read. */
export type MapGate = (action: Action, handle: MapHandler, bodyBytes?: number) => RequestHandler[];

export interface GateSetup {
  sessions: Sessions;
  grantFor: GrantFor;
  /** Whether there is such a map, in the bin or not. */
  hasMap(this: void, mapId: string): Promise<boolean>;
}

/**
 * Makes handlers that go on only if the sender may do `action` on the map of the path; before that, no body is read. Once
 * it is read they are asked for again: a body can be held back until long after somebody's rights were taken away.
 */
export function mapGate({ sessions, grantFor, hasMap }: GateSetup): MapGate {
  const asked = new WeakMap<Response, Asked>();

  const letIn = async (request: Request, response: Response, action: Action): Promise<boolean> => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return false;
    const id = mapIdSchema.safeParse(request.params["id"]);
    if (!id.success) {
      sendProblem(response, "no-such-map");
      return false;
    }
    const grant = await grantFor(who, id.data);
    if (grant === null) {
      // Ids cannot be guessed: who has one may learn that it leads nowhere any more.
      sendProblem(response, (await hasMap(id.data)) ? "no-access" : "no-such-map");
      return false;
    }
    if (!mayDo(grant.role, action)) {
      sendProblem(response, "no-access");
      return false;
    }
    asked.set(response, { mapId: id.data, who, person: who.person, role: grant.role });
    return true;
  };

  const gate =
    (action: Action): RequestHandler =>
    async (request, response, next) => {
      if (await letIn(request, response, action)) next();
    };

  return (action, handle, bodyBytes) => [
    gate(action),
    ...(bodyBytes === undefined ? [] : [...jsonBody(bodyBytes), gate(action)]),
    async (request, response) => {
      const whoAsked = asked.get(response);
      if (whoAsked === undefined) throw new Error("a map's route was reached past its gate");
      await handle(whoAsked, request, response);
    },
  ];
}
