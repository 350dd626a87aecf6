// The list of maps as it was last seen on this device: without network one still finds the map one worked on.
import { z } from "#shared/schemaLanguage.ts";
import { type MapSummary, mapSummarySchema } from "#shared/maps/api.ts";
import { readText, writeText } from "../app/choices.ts";

export const MAPS_KEY = "maps";

/** Without who was there: that is no longer true. */
export function rememberMaps(maps: readonly MapSummary[]): void {
  writeText(MAPS_KEY, JSON.stringify(maps.map((map) => ({ ...map, present: [] }))));
}

/** `null` when nothing, or nothing readable, is remembered. */
export function rememberedMaps(): MapSummary[] | null {
  const text = readText(MAPS_KEY);
  if (text === null) return null;
  const maps = z.array(mapSummarySchema).safeParse(parsed(text));
  return maps.success ? maps.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
