// Erasing others: members, by those who run the installation; guests, by those who own every map the guest is on.
import { Router, type Request, type Response } from "express";
import type { Kysely } from "kysely";
import { eraseMemberSchema } from "#shared/people/dataApi.ts";
import type { HereGate } from "../../access/hereGate.ts";
import type { MapGate } from "../../access/mapGate.ts";
import { rolesOf } from "../../access/roles.ts";
import { sendProblem } from "../../http/problem.ts";
import { readBody } from "../../http/readBody.ts";
import type { Tables } from "../../store/schema.ts";
import type { Erasure } from "./Erasure.ts";
import { sendErasure } from "./sendErasure.ts";

const BODY_BYTES = 4_096;

/** /api/admin/members: members, and guests that are known by their id. */
export function memberErasureRoutes(here: HereGate, erasure: Erasure): Router {
  const router = Router();

  router.delete(
    "/:personId",
    here.withBody("members.erase", BODY_BYTES),
    async (request: Request, response: Response) => {
      request.body ??= {};
      const wanted = readBody(eraseMemberSchema, request, response);
      if (wanted === null) return;
      const personId = String(request.params["personId"]);
      const byId = here.who(response).person.id;
      // Oneself one erases under /api/me, where the password is asked for.
      if (personId === byId) sendProblem(response, "invalid-request");
      else sendErasure(response, await erasure.erase({ ...wanted, personId, byId }));
    },
  );

  return router;
}

export interface GuestErasureSetup {
  onMap: MapGate;
  db: Kysely<Tables>;
  erasure: Erasure;
}

/** /api/maps/:id/guests */
export function guestErasureRoutes({ onMap, db, erasure }: GuestErasureSetup): Router {
  const router = Router();

  router.delete(
    "/:id/guests/:personId",
    onMap("members.manage", async ({ mapId, who }, request, response) => {
      const personId = String(request.params["personId"]);
      const maps = await mapsOfGuest(db, personId);
      if (!maps.includes(mapId)) {
        sendProblem(response, "not-found");
        return;
      }
      // The guest of another's map as well: here the access can be taken away, erasing them is not for this owner alone.
      const roles = await rolesOf(db, { id: who.person.id, kind: who.kind });
      if (maps.some((id) => roles.get(id) !== "owner")) sendProblem(response, "no-access");
      else {
        const byId = who.person.id;
        sendErasure(response, await erasure.erase({ personId, byId, handOverTo: null }));
      }
    }),
  );

  return router;
}

/** The maps that a guest ever came to; none for members. */
async function mapsOfGuest(db: Kysely<Tables>, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("invited_people")
    .innerJoin("people", "people.id", "invited_people.person_id")
    .select("invited_people.map_id")
    .distinct()
    .where("people.id", "=", personId)
    .where("people.kind", "=", "guest")
    .where("people.erased_at", "is", null)
    .execute();
  return rows.map(({ map_id: mapId }) => mapId);
}
