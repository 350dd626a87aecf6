// What a clipboard's text is taken for: a part of a map, or lines that become notes. Pure.
import { parseMapJson, type MapJson } from "#shared/map/json.ts";
import { MAX_TITLE_CHARS } from "#shared/map/schema.ts";

/** More lines than this are no list of notes. */
const MAX_PASTED_NOTES = 50;

/** The map part that a text holds, or null. */
export function mapIn(text: string): MapJson | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    return parseMapJson(JSON.parse(text)).map;
  } catch {
    return null;
  }
}

/** One note for each line that says something. */
export function notesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[\s•*–-]+/, "").trim())
    .filter((line) => line !== "")
    .slice(0, MAX_PASTED_NOTES)
    .map((line) => line.slice(0, MAX_TITLE_CHARS));
}
