// /api/maps/:id/states: whole states of a map that are kept, for those who may see its versions.
import { Router } from "express";
import type { MapGate } from "../access/mapGate.ts";
import { sendProblem } from "../http/problem.ts";
import type { MapStates } from "./MapStates.ts";

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
      // A state never changes, but who may see it does, and who uses a browser: nothing keeps it (as of all of /api).
      response.type("application/octet-stream").send(update);
    }),
  );

  return router;
}
