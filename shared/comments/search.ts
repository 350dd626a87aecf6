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

/** What stands in a text in the place of ids; undefined: nothing is known of it. */
export interface Named {
  nameOf(this: void, personId: string): string | undefined;
  titleOf(this: void, target: string): string | undefined;
}

const NOBODY: Named = { nameOf: () => undefined, titleOf: () => undefined };

/**
 * Whether all of these words (of `wordsOf`) stand in a comment as people read it, or in `around`, such as the title of what
 * it is about. The ids of people are no words.
 */
export function hasWords(
  text: string,
  words: readonly string[],
  { nameOf, titleOf }: Named = NOBODY,
  around = "",
): boolean {
  const said = textParts(text).map((part) => {
    if (part.what === "words") return part.words;
    if (part.what === "mention") return nameOf(part.personId) ?? " ";
    return titleOf(part.target) ?? part.target;
  });
  const searched = folded(`${around}\n${said.join("")}`);
  return words.every((word) => searched.includes(word));
}
