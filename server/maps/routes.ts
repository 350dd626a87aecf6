// /api/maps. Reads requests, asks who may, and leaves the rest to MapLibrary.
import express, { Router, type Request, type Response } from "express";
import { mayDo, type Role } from "#shared/access/policy.ts";
import { createMapSchema, renameMapSchema, type MapSummary } from "#shared/maps/api.ts";
import type { HereGate } from "../access/hereGate.ts";
import type { MapGate } from "../access/mapGate.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import { sendOutcome, sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import { signedIn } from "../people/signedIn.ts";
import type { SignedIn, Sessions } from "../people/Sessions.ts";
import type { MapLibrary } from "./MapLibrary.ts";

const BODY_BYTES = 16_384;
/** A map of 5,000 nodes with descriptions is about 5 MB. */
const IMPORT_BYTES = 20 * 1_048_576;

export interface MapRoutesSetup {
  library: MapLibrary;
  audit: AuditLog;
  sessions: Sessions;
  onMap: MapGate;
  here: HereGate;
  /** The maps that somebody may open, with their role on each. */
  rolesOf(this: void, who: SignedIn): Promise<ReadonlyMap<string, Role>>;
}

type Outcome = MapSummary | { problem: Parameters<typeof sendProblem>[1] };

/** The summary as it is for somebody with this role. */
function seenBy(role: Role, outcome: Outcome): Outcome {
  return "problem" in outcome ? outcome : { ...outcome, role };
}

export function mapRoutes(setup: MapRoutesSetup): Router {
  const { library, audit, sessions, onMap, here, rolesOf } = setup;
  const router = Router();

  /** Answers with a map that has just come to be: it belongs to whoever made it. */
  const sendNew = async (
    response: Response,
    action: "map.created" | "map.imported",
    outcome: Outcome,
  ): Promise<void> => {
    if (!("problem" in outcome)) {
      await audit.record({ action, actorId: here.who(response).person.id, mapId: outcome.id });
    }
    sendOutcome(response, seenBy("owner", outcome), 201);
  };

  router.get("/", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const isBin = request.query["deleted"] === "true";
    const roles = await rolesOf(who);
    const maps = (await library.list(isBin)).flatMap((map) => {
      const role = roles.get(map.id) ?? null;
      const isShown = mayDo(role, isBin ? "map.delete" : "map.open");
      return role === null || !isShown ? [] : [{ ...map, role }];
    });
    response.json({ maps });
  });

  router.post(
    "/",
    here.withBody("maps.create", BODY_BYTES),
    async (request: Request, response: Response) => {
      const wanted = readBody(createMapSchema, request, response);
      if (wanted === null) return;
      const { person } = here.who(response);
      await sendNew(response, "map.created", await library.create(wanted, person));
    },
  );

  router.post(
    "/import",
    here.only("maps.import"),
    express.raw({ type: "application/json", limit: IMPORT_BYTES, inflate: false }),
    here.only("maps.import"),
    async (request: Request, response: Response) => {
      const bytes: unknown = request.body;
      const { person } = here.who(response);
      if (!(bytes instanceof Uint8Array)) sendProblem(response, "wrong-content-type");
      else await sendNew(response, "map.imported", await library.importFile(bytes, person));
    },
  );

  router.get(
    "/:id",
    onMap("map.open", async ({ mapId, role }, _request, response) => {
      sendOutcome(response, seenBy(role, await library.get(mapId)));
    }),
  );

  router.patch(
    "/:id",
    onMap(
      "map.change",
      async ({ mapId, person, role }, request, response) => {
        const wanted = readBody(renameMapSchema, request, response);
        if (wanted === null) return;
        sendOutcome(response, seenBy(role, await library.rename(mapId, wanted.title, person)));
      },
      BODY_BYTES,
    ),
  );

  router.delete(
    "/:id",
    onMap("map.delete", async ({ mapId, person }, _request, response) => {
      const outcome = await library.remove(mapId);
      if (outcome === undefined) {
        await audit.record({ action: "map.deleted", actorId: person.id, mapId });
      }
      sendOutcome(response, outcome);
    }),
  );

  router.post(
    "/:id/duplicate",
    here.only("maps.duplicate"),
    onMap("map.export", async ({ mapId, who, person }, _request, response) => {
      const known = new Set((await rolesOf(who)).keys());
      await sendNew(response, "map.created", await library.duplicate(mapId, person, known));
    }),
  );

  router.post(
    "/:id/undelete",
    onMap("map.delete", async ({ mapId, person, role }, _request, response) => {
      const outcome = await library.bringBack(mapId);
      if (!("problem" in outcome)) {
        await audit.record({ action: "map.undeleted", actorId: person.id, mapId });
      }
      sendOutcome(response, seenBy(role, outcome));
    }),
  );

  router.get(
    "/:id/picture.svg",
    onMap("map.open", async ({ mapId }, request, response) => {
      const picture = await library.picture(mapId);
      if ("problem" in picture) {
        sendOutcome(response, picture);
        return;
      }
      const isAsked = request.query["v"] === picture.version;
      response.setHeader("ETag", `"${picture.version}"`);
      response.setHeader(
        "Cache-Control",
        isAsked ? "private, max-age=31536000, immutable" : "private, no-cache",
      );
      response.type("image/svg+xml").send(picture.svg);
    }),
  );

  router.get(
    "/:id/export.json",
    onMap("map.export", async ({ mapId, person }, _request, response) => {
      const outcome = await library.export(mapId);
      if (!("problem" in outcome)) {
        await audit.recordReading({ action: "map.exported", actorId: person.id, mapId });
        // Never the title in a header: names of files are the client's business.
        response.attachment("karte.json");
      }
      sendOutcome(response, outcome);
    }),
  );

  return router;
}
