// The comments of a map as a file on this device, made by the server under the rights of whoever asks.
import type { ExportFormat, ExportState } from "#shared/comments/api.ts";
import { askForBytes } from "../../app/askServer.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { nameOf } from "../../app/mapFiles.ts";
import { downloadBlob } from "../../ui/download.ts";

/** Thousands of comments take the server a while, and others may wait for theirs. */
const MADE_WITHIN_MS = 120_000;

export interface ExportChoice {
  format: ExportFormat;
  state: ExportState;
}

/**
 * The file is called after the map.
 * @param suffix what it holds, in the language of the page
 * @throws like `askServer`
 */
export async function exportComments(
  session: MapSession,
  { format, state }: ExportChoice,
  { language, suffix }: { language: "de" | "en"; suffix: string },
): Promise<void> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const query = new URLSearchParams({ language, state, timeZone });
  const path = `/api/maps/${session.mapId}/comments/export.${format}?${query.toString()}`;
  const { bytes } = await askForBytes(path, { withinMs: MADE_WITHIN_MS });
  downloadBlob(new Blob([bytes.slice()]), `${nameOf(session)} – ${suffix}.${format}`);
}
