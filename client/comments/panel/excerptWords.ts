// The beginning of a comment as plain words: names and titles in place of tokens, Markdown's signs left out. Pure.
import { textParts } from "#shared/comments/tokens.ts";

export interface TokenNames {
  person: (id: string) => string;
  /** By id, or by the words that somebody typed in its place; in quotation marks. */
  node: (target: string) => string;
}

/** At the beginning of a line: headings, quotes, lists; anywhere: emphasis, code. */
const LINE_SIGNS = /^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+/gm;
const EMPHASIS = /(\*\*|__|~~|`+)(?=\S)(.+?)\1/g;
/** One sign alone: only around whole words, since it also stands in sums and file names. */
const SLANTED = /(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])([^*_\n]*?[^\s*_])\1(?![\p{L}\p{N}*_])/gu;
const LINK = /!?\[([^\]\n]*)\]\([^)\s]*\)/g;

export function excerptWords(text: string, names: TokenNames): string {
  return textParts(text)
    .map((part) => {
      if (part.what === "mention") return `@${names.person(part.personId)}`;
      if (part.what === "node") return names.node(part.target);
      return part.words
        .replace(LINE_SIGNS, "")
        .replace(LINK, "$1")
        .replace(EMPHASIS, "$2")
        .replace(SLANTED, "$2");
    })
    .join("")
    .replace(/\s+/gu, " ")
    .trim();
}
