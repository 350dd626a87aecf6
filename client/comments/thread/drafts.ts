// What somebody has begun to write and not sent: it outlives the window it is written in and a reload of the page, not the
// tab. Knows neither threads nor how a draft is written.
import { z } from "#shared/schemaLanguage.ts";
import { EMPTY_DRAFT, type Draft } from "./draftText.ts";

export const DRAFTS_KEY = "drafts";
/** The oldest beyond these are dropped: this is no archive. */
const MAX_DRAFTS = 50;

const keptSchema = z.array(
  z.tuple([z.string(), z.string(), z.array(z.tuple([z.string(), z.string()]))]),
);

let drafts: Map<string, Draft> | null = null;

export function readDraft(key: string): Draft {
  return all().get(key) ?? EMPTY_DRAFT;
}

/** An empty one is forgotten. */
export function keepDraft(key: string, draft: Draft): void {
  const kept = all();
  kept.delete(key);
  if (draft.text.trim() !== "") kept.set(key, draft);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_DRAFTS) break;
    kept.delete(oldest);
  }
  store(kept);
}

/** Who uses this tab next must not find them. */
export function forgetDrafts(): void {
  drafts = new Map();
  store(drafts);
}

function all(): Map<string, Draft> {
  drafts ??= load();
  return drafts;
}

function load(): Map<string, Draft> {
  try {
    const kept = keptSchema.parse(JSON.parse(sessionStorage.getItem(DRAFTS_KEY) ?? "[]"));
    return new Map(kept.map(([key, text, tokens]) => [key, { text, tokens: new Map(tokens) }]));
  } catch {
    // Nothing can be kept here, or it is not what this page wrote: there is nothing to go on with.
    return new Map();
  }
}

function store(kept: ReadonlyMap<string, Draft>): void {
  try {
    if (kept.size === 0) sessionStorage.removeItem(DRAFTS_KEY);
    else {
      const list = [...kept].map(([key, { text, tokens }]) => [key, text, [...tokens]]);
      sessionStorage.setItem(DRAFTS_KEY, JSON.stringify(list));
    }
  } catch {
    // Where storage is forbidden or full they last as long as the page.
  }
}
