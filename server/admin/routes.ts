// /api/admin: running the installation. Reads requests, asks who may, and leaves the rest to others. Gives no right on
// any map, and shows none of their content.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Router, type Request, type Response } from "express";
import type { Kysely } from "kysely";
import { changeMemberSchema } from "#shared/people/api.ts";
import type { HereGate } from "../access/hereGate.ts";
import { auditPage } from "../audit/auditAnswer.ts";
import { auditCsv } from "../audit/auditCsv.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import { sendOutcome } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import type { Tables } from "../store/schema.ts";
import { mapSizes } from "./mapSizes.ts";
import type { MemberList } from "./MemberList.ts";

const BODY_BYTES = 4_096;

export interface AdminRoutesSetup {
  here: HereGate;
  db: Kysely<Tables>;
  audit: AuditLog;
  members: MemberList;
  /** How many people are on a map right now. */
  presentOn(this: void, mapId: string): number;
}

export function adminRoutes({ here, db, audit, members, presentOn }: AdminRoutesSetup): Router {
  const router = Router();

  router.get("/members", here.only("members.list"), async (_request, response) => {
    response.json(await members.read());
  });

  router.patch(
    "/members/:personId",
    here.withBody("members.change", BODY_BYTES),
    async (request: Request, response: Response) => {
      const wanted = readBody(changeMemberSchema, request, response);
      if (wanted === null) return;
      const personId = String(request.params["personId"]);
      const byId = here.who(response).person.id;
      sendOutcome(response, await members.change(personId, wanted.isAdmin, byId));
    },
  );

  router.get("/maps", here.only("maps.measure"), async (_request, response) => {
    response.json({ maps: await mapSizes(db, presentOn) });
  });

  router.get("/audit", here.only("audit.read"), async (request, response) => {
    const { before } = request.query;
    sendOutcome(response, await auditPage({ audit, db }, { before, mapId: null }));
  });

  router.get("/audit.csv", here.only("audit.export"), async (_request, response) => {
    const { person } = here.who(response);
    await audit.record({ action: "audit.exported", actorId: person.id });
    response.attachment("protokoll.csv");
    response.type("text/csv; charset=utf-8");
    await pipeline(Readable.from(auditCsv(audit)), response);
  });

  return router;
}
