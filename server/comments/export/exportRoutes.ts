// GET /api/maps/:id/comments/export.…: what was said on a map, as a file that leaves the house.
import { Router } from "express";
import { mayDo } from "#shared/access/policy.ts";
import { EXPORT_FORMATS, exportQuerySchema, type ExportFormat } from "#shared/comments/api.ts";
import type { GrantFor } from "../../access/grantFor.ts";
import type { MapHandler } from "../../access/mapGate.ts";
import type { AuditLog } from "../../audit/AuditLog.ts";
import { sendProblem } from "../../http/problem.ts";
import type { TalkGate } from "../talkGate.ts";
import type { TalkExports } from "./TalkExports.ts";

const ACTION = "map.export";
/** After which whoever waits for one file may ask for the next. */
const BUSY_S = 5;

export interface ExportRoutesSetup {
  gate: TalkGate;
  exports: TalkExports;
  grantFor: GrantFor;
  audit: AuditLog;
}

export function exportRoutes({ gate, exports, grantFor, audit }: ExportRoutesSetup): Router {
  const router = Router();
  const sends =
    (format: ExportFormat): MapHandler =>
    async ({ mapId, who, person }, request, response) => {
      const query = exportQuerySchema.safeParse(request.query);
      if (!query.success) {
        sendProblem(response, "invalid-request");
        return;
      }
      const file = await exports.make({
        mapId,
        personId: person.id,
        format,
        query: query.data,
        isStillWanted: () => !response.destroyed,
      });
      if (file === null) return;
      if (file === "busy") {
        response.setHeader("Retry-After", String(BUSY_S));
        sendProblem(response, "too-many-attempts");
        return;
      }
      // Making it took a while: what was theirs to read then may not be any more.
      const grant = await grantFor(who, mapId);
      if (grant === null || !mayDo(grant.role, ACTION)) {
        sendProblem(response, "no-access");
        return;
      }
      await audit.recordReading({ action: "map.exported", actorId: person.id, mapId });
      // Never the title in a header, as with maps.
      response.attachment(`kommentare.${format}`);
      response.setHeader("Cache-Control", "no-store");
      response.send(Buffer.from(file));
    };
  for (const format of EXPORT_FORMATS) {
    router.get(`/:id/comments/export.${format}`, gate.act(ACTION, sends(format)));
  }
  return router;
}
