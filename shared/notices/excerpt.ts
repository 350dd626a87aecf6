// The beginning of a comment as one line for people: names for mentions, titles for nodes, no markup. The words stay
// strangers': whoever shows them escapes them as they do any text.
import { cleanLine } from "#shared/cleanLine.ts";
import { EXCERPT_CHARS } from "#shared/comments/api.ts";
import { textParts } from "#shared/comments/tokens.ts";

export interface Lookup {
  /** null: nobody who may be named here. */
  nameOf(this: void, personId: string): string | null;
  /** What the node is called, or was; null: it is not there; undefined: nobody knows. */
  titleOf(this: void, nodeId: string): string | null | undefined;
  /** What is said of a node that is gone, and of one without a title. */
  words: { nodeGone: string; untitled: string };
}

/** What stands for something of which nothing can be said. */
const NAMELESS = "…";
/** Ids that this software gives: 128 random bits in base64url, or those of the starter map. */
const OWN_ID = /^(?:[A-Za-z0-9_-]{22}|start-n\d+)$/;

/** Whether a link to a node names it by its id: else it is a title that somebody typed. */
export function isOwnId(target: string): boolean {
  return OWN_ID.test(target);
}

export function excerptOf(text: string, { nameOf, titleOf, words: said }: Lookup): string {
  const nodeLink = (target: string): string => {
    const title = titleOf(target);
    if (typeof title === "string") return `„${title.trim() || said.untitled}“`;
    if (!isOwnId(target)) return `„${target}“`;
    return title === null ? `(${said.nodeGone})` : `„${NAMELESS}“`;
  };
  const words = textParts(text).map((part) => {
    switch (part.what) {
      case "words":
        return withoutMarkup(part.words);
      case "mention":
        return `@${nameOf(part.personId) ?? NAMELESS}`;
      case "node":
        return nodeLink(part.target);
    }
  });
  const line = words.join("").replace(/\s+/gu, " ").trim();
  const short = cleanLine(line, EXCERPT_CHARS);
  return short.length < line.length ? `${short.trimEnd()} …` : short;
}

/** Markdown without the marks that only a renderer understands. Meant to be readable, not to be exact. */
function withoutMarkup(words: string): string {
  return words
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, "")
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, "$1")
    .replace(/(?:\*\*|__|~~|`+)/g, "")
    .replace(/(?<![\w*])([*_])(?=\S)([^*_\n]*[^*_\s])\1(?![\w*])/g, "$2");
}
