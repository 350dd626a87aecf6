// The language of a letter to somebody of whom nobody knows what they speak: what the browser speaks that has it sent.
import type { Request } from "express";
import { LANGUAGES, type Language } from "#shared/people/api.ts";

export function languageOf(request: Request): Language {
  return request.acceptsLanguages([...LANGUAGES]) === "en" ? "en" : "de";
}
