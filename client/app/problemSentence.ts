// What to say when the server refuses or does not answer: a sentence that helps, in the page's language.
import type { TFunction } from "i18next";
import { ServerProblem, ServerUnreachable } from "./askServer.ts";

const SENTENCES = {
  "no-such-map": "problems.noSuchMap",
  "map-deleted": "problems.mapDeleted",
} as const;

export function problemSentence(error: unknown, t: TFunction): string {
  if (error instanceof ServerUnreachable) return t("problems.unreachable");
  if (!(error instanceof ServerProblem)) return t("problems.unexpected");
  const code = Object.keys(SENTENCES).find((known) => known === error.code);
  if (code !== undefined) return t(SENTENCES[code as keyof typeof SENTENCES]);
  if (error.status >= 500) return t("problems.serverFailed");
  return t("problems.refused");
}
