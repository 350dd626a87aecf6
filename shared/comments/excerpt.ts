// The beginning of a comment, for lists: no half letters and no half tokens.
import { EXCERPT_CHARS } from "./api.ts";
import { mentionOf, nodeLinkTo, textParts } from "./tokens.ts";

/** So much of a text is enough to make its excerpt: a token that begins within it is whole. */
export const EXCERPT_SOURCE_CHARS = EXCERPT_CHARS + 260;

/** At most EXCERPT_CHARS of the text as it was written. */
export function excerptOf(text: string): string {
  let excerpt = "";
  for (const part of textParts(text)) {
    const room = EXCERPT_CHARS - excerpt.length;
    if (part.what === "words" && part.words.length > room) {
      return excerpt + beginning(part.words, room);
    }
    const token =
      part.what === "words"
        ? part.words
        : part.what === "mention"
          ? mentionOf(part.personId)
          : nodeLinkTo(part.target);
    if (token.length > room) return excerpt;
    excerpt += token;
  }
  return excerpt;
}

function beginning(words: string, chars: number): string {
  const last = words.charCodeAt(chars - 1);
  const isHalf = last >= 0xd800 && last < 0xdc00;
  return words.slice(0, isHalf ? chars - 1 : chars);
}
