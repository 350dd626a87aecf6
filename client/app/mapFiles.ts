// The open map, or what waits of it, as a file on this device. Works without network.
import { mapToJson } from "#shared/map/json.ts";
import i18next from "i18next";
import type { MapSession } from "../map/session/MapSession.ts";
import { unsentFile } from "../map/session/unsentFile.ts";
import { downloadBlob } from "../ui/download.ts";

const FORBIDDEN_IN_NAMES = /[\p{Cc}<>:"/\\|?*]+/gu;
const MAX_NAME_CHARS = 80;

/** The whole map as it stands here, to be imported again. */
export function saveMapFile(session: MapSession): void {
  const text = JSON.stringify(mapToJson(session.doc), null, 2);
  downloadBlob(new Blob([text], { type: "application/json" }), `${nameOf(session)}.json`);
}

/** What could not be sent, with the map around it or with what it touched alone. Can be imported as a map, too. */
export function saveUnsentFile(session: MapSession, extent: "map" | "touched"): void {
  const { mapId, doc } = session;
  const file = unsentFile({ mapId, doc, updates: session.unsentUpdates() }, extent);
  const name = i18next.t("map.unsentFile", { title: nameOf(session) });
  const text = JSON.stringify(file, null, 2);
  downloadBlob(new Blob([text], { type: "application/json" }), `${name}.json`);
}

/** The map's title as a name of a file, without an ending. */
export function nameOf({ content, mapId }: MapSession): string {
  return fileName(content.title.get(), mapId);
}

/** What a file can be called, without its ending. @param otherwise where nothing is left of the words */
export function fileName(words: string, otherwise: string): string {
  return words.replace(FORBIDDEN_IN_NAMES, " ").trim().slice(0, MAX_NAME_CHARS) || otherwise;
}
