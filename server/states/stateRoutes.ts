// /api/maps/:id/states: whole states of a map that are kept, for those who may see its versions.
import { Router } from "express";
import type { MapGate } from "../access/mapGate.ts";
import { sendProblem } from "../http/problem.ts";
import type { MapStates } from "./MapStates.ts";

/** A state never changes. It is not kept on a device for longer, since somebody may lose the right to see it. */
const A_DAY_S = 24 * 60 * 60;

export function stateRoutes(onMap: MapGate, states: MapStates): Router {
  const router = Router();

  router.get(
    "/:id/states/:stateId",
    onMap("versions.read", async ({ mapId }, request, response) => {
      const stateId = String(request.params["stateId"]);
      const update = await states.read(mapId, stateId);
      if (update === null) {
        sendProblem(response, "not-found");
        return;
      }
      const takenAt = await states.takenAt(mapId, stateId);
      if (takenAt !== null) response.setHeader("Last-Modified", new Date(takenAt).toUTCString());
      response.setHeader("Cache-Control", `private, max-age=${A_DAY_S}, immutable`);
      response.type("application/octet-stream").send(update);
    }),
  );

  return router;
}
