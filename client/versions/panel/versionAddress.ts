// Addresses of versions: looked at, and compared with the map as it is.
import { pastAddress } from "../../app/pastAddress.ts";
import type { Version } from "#shared/versions/api.ts";

const PARAM_VERSION = "version";

/** A kept state, and which version it is looked at as: several may say the same. */
export function versionAddress(mapId: string, { id, stateId }: Version): string {
  return `${pastAddress(mapId, stateId)}?${PARAM_VERSION}=${id}`;
}

/** @param search of an address. @returns null: a past state that is looked at for something else */
export function versionIn(search: string): string | null {
  return new URLSearchParams(search).get(PARAM_VERSION);
}

/** Two versions beside each other; without the other: the version and the map as it is now. */
export function comparisonAddress(mapId: string, versionId: string, otherId?: string): string {
  const address = `/karte/${mapId}/vergleich/${versionId}`;
  return otherId === undefined ? address : `${address}/${otherId}`;
}
