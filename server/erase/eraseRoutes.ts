// /api/maps/:id/erasures. Reads requests, asks who may, and leaves the rest to Eraser.
import { Router } from "express";
import { eraseContentSchema } from "#shared/erase/api.ts";
import type { MapGate } from "../access/mapGate.ts";
import { readBody } from "../http/readBody.ts";
import type { Eraser } from "./Eraser.ts";

const BODY_BYTES = 524_288;

export function eraseRoutes(onMap: MapGate, eraser: Eraser): Router {
  const router = Router();

  router.get(
    "/:id/erasures",
    onMap("content.erase", async ({ mapId }, _request, response) => {
      response.json({ erasures: await eraser.list(mapId) });
    }),
  );

  router.post(
    "/:id/erasures",
    onMap(
      "content.erase",
      async ({ mapId, person }, request, response) => {
        const wanted = readBody(eraseContentSchema, request, response);
        if (wanted === null) return;
        const { nodes, links } = wanted;
        response.status(202).json(await eraser.begin({ mapId, byId: person.id, nodes, links }));
      },
      BODY_BYTES,
    ),
  );

  return router;
}
