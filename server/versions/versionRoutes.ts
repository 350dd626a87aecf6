// /api/maps/:id/versions. Reads requests, asks who may, and leaves the rest to Versions and Restorer.
import { Router, type Request } from "express";
import type { Kysely } from "kysely";
import {
  changeVersionSchema,
  copyVersionSchema,
  restoreSchema,
  saveVersionSchema,
} from "#shared/versions/api.ts";
import type { HereGate } from "../access/hereGate.ts";
import type { MapGate, MapHandler } from "../access/mapGate.ts";
import type { TalkLimits } from "../comments/TalkLimits.ts";
import { sendOutcome, sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import type { MapLibrary } from "../maps/MapLibrary.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Tables } from "../store/schema.ts";
import { lastRestore } from "./lastRestore.ts";
import type { Restorer } from "./Restorer.ts";
import type { VersionPictures } from "./VersionPictures.ts";
import type { Versions } from "./Versions.ts";
import type { Position } from "./versionRows.ts";

const BODY_BYTES = 16_384;
/** Ids of everything on a large map. */
const RESTORE_BYTES = 2 * 1_048_576;

export interface VersionRoutesSetup {
  db: Kysely<Tables>;
  onMap: MapGate;
  here: HereGate;
  versions: Versions;
  restorer: Restorer;
  pictures: VersionPictures;
  library: MapLibrary;
  audit: AuditLog;
  limits: TalkLimits;
}

/** `at_id`, as the answer before gave it; null: from the newest on; undefined: neither. */
function positionOf(before: unknown): Position | null | undefined {
  if (before === undefined) return null;
  const match = typeof before === "string" ? /^(\d{1,15})_([\w-]{1,64})$/.exec(before) : null;
  const [, at, id] = match ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}

export function versionRoutes(setup: VersionRoutesSetup): Router {
  const { db, onMap, here, versions, restorer, pictures, library, audit, limits } = setup;
  const router = Router();
  const idOf = (request: Request): string => String(request.params["versionId"]);

  const limited =
    (handle: MapHandler): MapHandler =>
    async (asked, request, response) => {
      const retryAfterS = limits.take(asked.person.id, "keep");
      if (retryAfterS === 0) {
        await handle(asked, request, response);
        return;
      }
      response.setHeader("Retry-After", String(retryAfterS));
      sendProblem(response, "too-many-attempts");
    };

  router.get(
    "/:id/restored",
    onMap("map.open", async ({ mapId }, _request, response) => {
      response.json(await lastRestore(db, mapId));
    }),
  );

  router.get(
    "/:id/versions",
    onMap("versions.read", async ({ mapId }, request, response) => {
      const before = positionOf(request.query["before"]);
      if (before === undefined) sendProblem(response, "invalid-request");
      else response.json(await versions.list(mapId, before));
    }),
  );

  router.post(
    "/:id/versions",
    onMap(
      "versions.write",
      limited(async ({ mapId, person }, request, response) => {
        const wanted = readBody(saveVersionSchema, request, response);
        if (wanted === null) return;
        sendOutcome(response, await versions.save({ ...wanted, mapId, byId: person.id }), 201);
      }),
      BODY_BYTES,
    ),
  );

  router.get(
    "/:id/versions/:versionId",
    onMap("versions.read", async ({ mapId }, request, response) => {
      sendOutcome(response, await versions.get(mapId, idOf(request)));
    }),
  );

  router.patch(
    "/:id/versions/:versionId",
    onMap(
      "versions.write",
      async ({ mapId, person }, request, response) => {
        const wanted = readBody(changeVersionSchema, request, response);
        if (wanted === null) return;
        sendOutcome(response, await versions.change(mapId, idOf(request), wanted, person.id));
      },
      BODY_BYTES,
    ),
  );

  router.delete(
    "/:id/versions/:versionId",
    onMap("versions.delete", async ({ mapId, person }, request, response) => {
      sendOutcome(response, await versions.remove(mapId, idOf(request), person.id));
    }),
  );

  router.get(
    "/:id/versions/:versionId/picture.svg",
    onMap("versions.read", async ({ mapId }, request, response) => {
      const svg = await pictures.of(mapId, idOf(request));
      if (svg === null) {
        sendProblem(response, "no-such-version");
        return;
      }
      response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
      response.type("image/svg+xml").send(svg);
    }),
  );

  router.post(
    "/:id/versions/:versionId/restore",
    onMap(
      "versions.write",
      limited(async ({ mapId, person }, request, response) => {
        const wanted = readBody(restoreSchema, request, response);
        if (wanted === null) return;
        const wish = { mapId, versionId: idOf(request), by: person, ...wanted };
        sendOutcome(response, await restorer.restore(wish));
      }),
      RESTORE_BYTES,
    ),
  );

  router.post(
    "/:id/versions/:versionId/copy",
    here.only("maps.create"),
    onMap(
      "versions.read",
      limited(async ({ mapId, person }, request, response) => {
        const wanted = readBody(copyVersionSchema, request, response);
        if (wanted === null) return;
        const map = await versions.copy(mapId, idOf(request), wanted.title, person.id);
        if (map === null) {
          sendProblem(response, "no-such-version");
          return;
        }
        const made = await library.insert(map);
        if (!("problem" in made)) {
          await audit.record({ action: "map.created", actorId: person.id, mapId: made.id });
        }
        sendOutcome(response, "problem" in made ? made : { ...made, role: "owner" }, 201);
      }),
      BODY_BYTES,
    ),
  );

  return router;
}
