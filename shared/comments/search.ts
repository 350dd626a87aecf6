// Finding words in comments: case and accents do not matter, and what is typed is nothing but words.
import { MAX_QUERY_CHARS } from "./api.ts";
import { textParts } from "./tokens.ts";

/** A text in which only those differences are left that matter to a search. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ");
}

/** The words of a query, folded, each once. */
export function wordsOf(query: string): string[] {
  const words = folded(query.slice(0, MAX_QUERY_CHARS).toWellFormed()).split(/\s+/u);
  return [...new Set(words)].filter((word) => word !== "");
}

/** Whether all of these words (of `wordsOf`) stand in a comment. The ids of people are no words. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const said = textParts(text).map((part) =>
    part.what === "words" ? part.words : part.what === "node" ? part.target : " ",
  );
  const searched = folded(said.join(""));
  return words.every((word) => searched.includes(word));
}
