// /api/maps. Reads requests, asks who may, and leaves the rest to MapLibrary.
import express, { Router, type Request, type RequestHandler, type Response } from "express";
import { mayDo, type Action } from "#shared/access/policy.ts";
import { setTeamRoleSchema } from "#shared/access/api.ts";
import { createMapSchema, mapIdSchema, renameMapSchema, type Person } from "#shared/maps/api.ts";
import type { GrantFor } from "../access/grantFor.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendOutcome, sendProblem } from "../http/problem.ts";
import { signedIn } from "../people/signedIn.ts";
import type { Sessions } from "../people/Sessions.ts";
import type { MapLibrary } from "./MapLibrary.ts";

const BODY_BYTES = 16_384;
/** A map of 5,000 nodes with descriptions is about 5 MB. */
const IMPORT_BYTES = 20 * 1_048_576;

export interface MapRoutesSetup {
  library: MapLibrary;
  sessions: Sessions;
  grantFor: GrantFor;
}

type MapHandler = (
  id: string,
  person: Person,
  request: Request,
  response: Response,
) => Promise<void>;

export function mapRoutes({ library, sessions, grantFor }: MapRoutesSetup): Router {
  const router = Router();

  /** A handler for one map, called only if the person may do `action` there. */
  const onMap =
    (action: Action, handle: MapHandler): RequestHandler =>
    async (request, response) => {
      const who = await signedIn(sessions, request, response);
      if (who === null) return;
      const id = mapIdSchema.safeParse(request.params["id"]);
      if (!id.success || !(await library.has(id.data))) {
        sendProblem(response, "no-such-map");
        return;
      }
      const grant = await grantFor(who, id.data);
      if (!mayDo(grant?.role ?? null, action)) {
        sendProblem(response, "no-access");
        return;
      }
      await handle(id.data, who.person, request, response);
    };

  router.get("/", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const maps = await library.list(request.query["deleted"] === "true");
    const grants = await Promise.all(maps.map(({ id }) => grantFor(who, id)));
    response.json({ maps: maps.filter((_map, index) => grants[index] !== null) });
  });

  router.post("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const wanted = createMapSchema.safeParse(request.body);
    if (!wanted.success) sendProblem(response, "invalid-request");
    else sendOutcome(response, await library.create(wanted.data, who.person), 201);
  });

  // Before anything of a large body is read: who sent it?
  const onlySignedIn: RequestHandler = async (request, response, next) => {
    if ((await signedIn(sessions, request, response)) !== null) next();
  };
  router.post(
    "/import",
    onlySignedIn,
    express.raw({ type: "application/json", limit: IMPORT_BYTES, inflate: false }),
    async (request: Request, response: Response) => {
      const who = await signedIn(sessions, request, response);
      if (who === null) return;
      const bytes: unknown = request.body;
      if (!(bytes instanceof Uint8Array)) sendProblem(response, "wrong-content-type");
      else sendOutcome(response, await library.importFile(bytes, who.person), 201);
    },
  );

  router.get(
    "/:id",
    onMap("map.open", async (id, _person, _request, response) => {
      sendOutcome(response, await library.get(id));
    }),
  );

  router.patch(
    "/:id",
    jsonBody(BODY_BYTES),
    onMap("map.change", async (id, person, request, response) => {
      const wanted = renameMapSchema.safeParse(request.body);
      if (!wanted.success) sendProblem(response, "invalid-request");
      else sendOutcome(response, await library.rename(id, wanted.data.title, person));
    }),
  );

  router.put(
    "/:id/team-role",
    jsonBody(BODY_BYTES),
    onMap("members.manage", async (id, _person, request, response) => {
      const wanted = setTeamRoleSchema.safeParse(request.body);
      if (!wanted.success) sendProblem(response, "invalid-request");
      else sendOutcome(response, await library.setTeamRole(id, wanted.data.role));
    }),
  );

  router.delete(
    "/:id",
    onMap("map.delete", async (id, _person, _request, response) => {
      sendOutcome(response, await library.remove(id));
    }),
  );

  router.post(
    "/:id/duplicate",
    onMap("map.export", async (id, person, _request, response) => {
      sendOutcome(response, await library.duplicate(id, person), 201);
    }),
  );

  router.post(
    "/:id/undelete",
    onMap("map.delete", async (id, _person, _request, response) => {
      sendOutcome(response, await library.bringBack(id));
    }),
  );

  router.get(
    "/:id/picture.svg",
    onMap("map.open", async (id, _person, request, response) => {
      const picture = await library.picture(id);
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
    onMap("map.export", async (id, _person, _request, response) => {
      const outcome = await library.export(id);
      // Never the title in a header: names of files are the client's business.
      if (!("problem" in outcome)) response.attachment("karte.json");
      sendOutcome(response, outcome);
    }),
  );

  return router;
}
