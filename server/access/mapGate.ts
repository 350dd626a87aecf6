// The way into every route of a map: who sent the request, whether there is such a map, and whether they may do there
// what the route does. Everything under /api/maps/:id goes through it.
import type { Request, RequestHandler, Response } from "express";
import { mayDo, type Action, type Role } from "#shared/access/policy.ts";
import { mapIdSchema, type Person } from "#shared/maps/api.ts";
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
export type MapGate = (action: Action, handle: MapHandler) => RequestHandler;

export interface GateSetup {
  sessions: Sessions;
  grantFor: GrantFor;
  /** Whether there is such a map, in the bin or not. */
  hasMap(this: void, mapId: string): Promise<boolean>;
}

/** Makes handlers that are called only if the sender may do `action` on the map of the path. */
export function mapGate({ sessions, grantFor, hasMap }: GateSetup): MapGate {
  return (action, handle) => async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const id = mapIdSchema.safeParse(request.params["id"]);
    if (!id.success) {
      sendProblem(response, "no-such-map");
      return;
    }
    const grant = await grantFor(who, id.data);
    if (grant === null) {
      // Ids cannot be guessed: who has one may learn that it leads nowhere any more.
      sendProblem(response, (await hasMap(id.data)) ? "no-access" : "no-such-map");
    } else if (!mayDo(grant.role, action)) sendProblem(response, "no-access");
    else
      await handle(
        { mapId: id.data, who, person: who.person, role: grant.role },
        request,
        response,
      );
  };
}
