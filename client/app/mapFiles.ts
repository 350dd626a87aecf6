// The open map, or what waits of it, as a file on this device. Works without network.
import { mapToJson } from "#shared/map/json.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { downloadBlob } from "../ui/download.ts";

const FORBIDDEN_IN_NAMES = /[\p{Cc}<>:"/\\|?*]+/gu;
const MAX_NAME_CHARS = 80;

/** The whole map as it stands here, to be imported again. */
export function saveMapFile(session: MapSession): void {
  const text = JSON.stringify(mapToJson(session.doc), null, 2);
  downloadBlob(new Blob([text], { type: "application/json" }), `${fileName(session)}.json`);
}

/** The changes that wait, as one Yjs update (V1), without what others wrote. */
export function saveWaitingChanges(session: MapSession): void {
  const update = session.waitingAsUpdate();
  if (update === null) return;
  const bytes = new Uint8Array(update);
  downloadBlob(new Blob([bytes], { type: "application/octet-stream" }), `${session.mapId}.yjs`);
}

function fileName(session: MapSession): string {
  const title = session.content.title.get().replace(FORBIDDEN_IN_NAMES, " ").trim();
  return title.slice(0, MAX_NAME_CHARS) || session.mapId;
}
