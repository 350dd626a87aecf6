// Puts together the routes of versions.
import type { Router } from "express";
import type { Kysely } from "kysely";
import type { HereGate } from "../access/hereGate.ts";
import type { MapGate } from "../access/mapGate.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import { TalkLimits } from "../comments/TalkLimits.ts";
import type { History } from "../history/History.ts";
import type { MapLibrary } from "../maps/MapLibrary.ts";
import type { Tables } from "../store/schema.ts";
import type { Restorer } from "./Restorer.ts";
import { VersionPictures } from "./VersionPictures.ts";
import { versionRoutes } from "./versionRoutes.ts";
import type { Versions } from "./Versions.ts";

export interface OpenVersionsSetup {
  db: Kysely<Tables>;
  history: History;
  library: MapLibrary;
  versions: Versions;
  restorer: Restorer;
  audit: AuditLog;
  onMap: MapGate;
  here: HereGate;
}

export function openVersions(setup: OpenVersionsSetup): Router {
  const { db, history } = setup;
  const pictures = new VersionPictures(db, history);
  return versionRoutes({ ...setup, pictures, limits: new TalkLimits() });
}
