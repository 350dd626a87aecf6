// /api/maps/:id/…: who may enter a map. Reads requests, asks who may, and leaves the rest to the use cases.
import { Router, type Request } from "express";
import {
  changeInvitationSchema,
  giveRoleSchema,
  inviteSchema,
  openLinkSchema,
  renewSchema,
  setTeamRoleSchema,
} from "#shared/access/api.ts";
import { mayDo } from "#shared/access/policy.ts";
import type { Kysely } from "kysely";
import { auditPage } from "../audit/auditAnswer.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import { sendOutcome, sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import type { Tables } from "../store/schema.ts";
import { accessAnswer } from "./accessAnswer.ts";
import type { By, Invitations } from "./Invitations.ts";
import type { Asked, MapGate } from "./mapGate.ts";
import type { Memberships } from "./Memberships.ts";
import type { OpenLinks } from "./OpenLinks.ts";

const BODY_BYTES = 8_192;

export interface AccessRoutesSetup {
  onMap: MapGate;
  db: Kysely<Tables>;
  audit: AuditLog;
  memberships: Memberships;
  invitations: Invitations;
  openLinks: OpenLinks;
  /** Where the sender of a request reaches this server, without a slash at the end. */
  addressOf(this: void, request: Request): string;
}

export function accessRoutes(setup: AccessRoutesSetup): Router {
  const { onMap, db, audit, memberships, invitations, openLinks } = setup;
  const router = Router();

  const by = ({ mapId, person }: Asked, request: Request): By => ({
    mapId,
    person,
    // In the fragment, which browsers send to nobody.
    linkTo: (token) => `${setup.addressOf(request)}/einladung#${token}`,
  });

  router.get(
    "/:id/access",
    onMap("members.seeNames", async ({ mapId, role }, _request, response) => {
      response.json(await accessAnswer(db, mapId, role));
    }),
  );

  router.put(
    "/:id/members/:personId",
    onMap(
      "members.manage",
      async ({ mapId, person }, request, response) => {
        const wanted = readBody(giveRoleSchema, request, response);
        if (wanted === null) return;
        const personId = String(request.params["personId"]);
        const whom = { mapId, personId, byId: person.id };
        sendOutcome(response, await memberships.giveRole(whom, wanted.role));
      },
      BODY_BYTES,
    ),
  );

  router.delete(
    "/:id/members/:personId",
    onMap("map.open", async ({ mapId, person, role }, request, response) => {
      const personId = String(request.params["personId"]);
      // Everybody may leave.
      if (personId !== person.id && !mayDo(role, "members.manage")) {
        sendProblem(response, "no-access");
        return;
      }
      const whom = { mapId, personId, byId: person.id };
      sendOutcome(response, await memberships.takeRole(whom));
    }),
  );

  router.put(
    "/:id/team-role",
    onMap(
      "members.manage",
      async ({ mapId, person }, request, response) => {
        const wanted = readBody(setTeamRoleSchema, request, response);
        if (wanted === null) return;
        sendOutcome(response, await memberships.setTeamRole(mapId, wanted.role, person.id));
      },
      BODY_BYTES,
    ),
  );

  router.post(
    "/:id/invitations",
    onMap(
      "members.manage",
      async (asked, request, response) => {
        const wanted = readBody(inviteSchema, request, response);
        if (wanted === null) return;
        sendOutcome(response, await invitations.make(by(asked, request), wanted), 201);
      },
      BODY_BYTES,
    ),
  );

  router.post(
    "/:id/invitations/:invitationId/renew",
    onMap(
      "members.manage",
      async (asked, request, response) => {
        const wanted = readBody(renewSchema, request, response);
        if (wanted === null) return;
        const id = String(request.params["invitationId"]);
        sendOutcome(response, await invitations.renew(by(asked, request), id, wanted));
      },
      BODY_BYTES,
    ),
  );

  router.patch(
    "/:id/invitations/:invitationId",
    onMap(
      "members.manage",
      async (asked, request, response) => {
        const wanted = readBody(changeInvitationSchema, request, response);
        if (wanted === null) return;
        const id = String(request.params["invitationId"]);
        sendOutcome(response, await invitations.change(by(asked, request), id, wanted));
      },
      BODY_BYTES,
    ),
  );

  router.delete(
    "/:id/invitations/:invitationId",
    onMap("members.manage", async (asked, request, response) => {
      const id = String(request.params["invitationId"]);
      sendOutcome(response, await invitations.revoke(by(asked, request), id));
    }),
  );

  router.put(
    "/:id/open-link",
    onMap(
      "members.manage",
      async (asked, request, response) => {
        const wanted = readBody(openLinkSchema, request, response);
        if (wanted === null) return;
        sendOutcome(response, await openLinks.set(by(asked, request), wanted));
      },
      BODY_BYTES,
    ),
  );

  router.delete(
    "/:id/open-link",
    onMap("members.manage", async (asked, request, response) => {
      sendOutcome(response, await openLinks.revoke(by(asked, request)));
    }),
  );

  router.get(
    "/:id/audit",
    onMap("members.manage", async ({ mapId }, request, response) => {
      const { before } = request.query;
      sendOutcome(response, await auditPage({ audit, db }, { before, mapId }));
    }),
  );

  return router;
}
