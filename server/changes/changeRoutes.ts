// /api/maps/:id/changes: who changed what, and what is new since one's last visit. Reads requests and asks who may.
import { Router } from "express";
import type { Kysely } from "kysely";
import { mayDo } from "#shared/access/policy.ts";
import type { Touch } from "#shared/versions/api.ts";
import type { MapGate } from "../access/mapGate.ts";
import { sendProblem } from "../http/problem.ts";
import type { Tables } from "../store/schema.ts";
import { peopleNamed } from "../versions/versionRows.ts";
import { activityOf } from "./activity.ts";
import type { Touches } from "./Touches.ts";
import type { Visits } from "./Visits.ts";

export interface ChangeRoutesSetup {
  onMap: MapGate;
  db: Kysely<Tables>;
  touches: Touches;
  visits: Visits;
}

/** A whole number of milliseconds; `fallback` where none is given; null: something else. */
function timeOf(given: unknown, fallback: number): number | null {
  if (given === undefined) return fallback;
  return typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : null;
}

/** What somebody cannot have seen, since it went before they came or came after they left, is told without its title. */
function asSeen(touch: Touch, seen: number, madeSince: ReadonlySet<string>): Touch {
  const { title = "", ...rest } = touch;
  const wasThere = touch.at > seen && !madeSince.has(touch.elementId);
  return title === "" || !wasThere ? rest : touch;
}

export function changeRoutes({ onMap, db, touches, visits }: ChangeRoutesSetup): Router {
  const router = Router();

  router.get(
    "/:id/changes",
    onMap("map.open", async ({ mapId, person, role }, request, response) => {
      const { element, since, until } = request.query;
      const from = timeOf(since, 0);
      const to = timeOf(until, Number.MAX_SAFE_INTEGER);
      const isElement = element === undefined || typeof element === "string";
      if (from === null || to === null || !isElement) {
        sendProblem(response, "invalid-request");
        return;
      }
      const query = { elementId: element ?? null, since: from, until: to };
      const answer = await touches.read(mapId, query);
      const people = await peopleNamed(
        db,
        answer.touches.map(({ personId }) => personId),
      );
      const hasSeenAll = mayDo(role, "versions.read");
      const seen = hasSeenAll ? -Infinity : ((await visits.before(mapId, person.id)) ?? Infinity);
      const madeSince = hasSeenAll ? new Set<string>() : await touches.madeSince(mapId, seen);
      const told = answer.touches.map((touch) => asSeen(touch, seen, madeSince));
      response.json({ ...answer, touches: told, people });
    }),
  );

  router.get(
    "/:id/changes/visit",
    onMap("map.open", async ({ mapId, person }, _request, response) => {
      response.json({ leftAt: await visits.before(mapId, person.id) });
    }),
  );

  router.get(
    "/:id/changes/activity",
    onMap("versions.read", async ({ mapId }, _request, response) => {
      await touches.flush(mapId);
      const spans = await activityOf(db, mapId);
      const people = await peopleNamed(
        db,
        spans.map(({ personId }) => personId),
      );
      response.json({ spans, people });
    }),
  );

  return router;
}
