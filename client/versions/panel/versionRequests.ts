// What can be asked of the server about the versions of a map. Knows addresses and schemas, no interface.
import { type MapSummary, mapSummarySchema } from "#shared/maps/api.ts";
import {
  type Version,
  type Versions,
  versionSchema,
  versionsSchema,
} from "#shared/versions/api.ts";
import { askServer, tellServer } from "../../app/askServer.ts";

export function versionsPath(mapId: string): string {
  return `/api/maps/${mapId}/versions`;
}

/** @param before where the page before ended; null: the newest */
export function fetchVersions(mapId: string, before: string | null): Promise<Versions> {
  const query = before === null ? "" : `?before=${encodeURIComponent(before)}`;
  return askServer(`${versionsPath(mapId)}${query}`, versionsSchema);
}

export function fetchVersion(mapId: string, versionId: string): Promise<Version> {
  return askServer(`${versionsPath(mapId)}/${versionId}`, versionSchema);
}

/** @param id of the new version: asked twice, it is made once */
export function saveVersion(mapId: string, id: string, name: string): Promise<Version> {
  return askServer(versionsPath(mapId), versionSchema, { method: "POST", body: { id, name } });
}

export function changeVersion(
  mapId: string,
  versionId: string,
  change: { name: string; note: string },
): Promise<Version> {
  const question = { method: "PATCH", body: change } as const;
  return askServer(`${versionsPath(mapId)}/${versionId}`, versionSchema, question);
}

export function deleteVersion(mapId: string, versionId: string): Promise<void> {
  return tellServer(`${versionsPath(mapId)}/${versionId}`, { method: "DELETE" });
}

export function copyVersion(mapId: string, versionId: string, title: string): Promise<MapSummary> {
  const question = { method: "POST", body: { title } } as const;
  return askServer(`${versionsPath(mapId)}/${versionId}/copy`, mapSummarySchema, question);
}

/** Browsers keep the picture; another content, as after something was erased, has another address. */
export function pictureOf(mapId: string, { id, fingerprint }: Version): string {
  return `${versionsPath(mapId)}/${id}/picture.svg?v=${encodeURIComponent(fingerprint)}`;
}
