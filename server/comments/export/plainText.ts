// A comment as plain text: Markdown's signs gone, lists with bullets, names and titles in place of tokens. Whatever a text
// is made of, this ends soon and never throws. Pure.
import type { List, Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { textParts } from "#shared/comments/tokens.ts";

export interface TokenLetters {
  person: (id: string) => string;
  node: (target: string) => string;
}

/** As long as a cell of a spreadsheet may be. Short tokens can stand for long titles. */
const MAX_CHARS = 32_767;
/** Twenty quotes or lists within each other are no text; reading thousands of them takes seconds. */
const DEEP = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){20}/m;
// A token goes through the parser as its number between two letters that mean nothing to anybody.
const PLACE = /\uE000(\d+)\uE001/g;
const PLACE_LETTERS = /[\uE000\uE001]/g;

/** @param isParsed false: the text stays as it was written, but for its tokens */
export function plainText(text: string, letters: TokenLetters, isParsed = true): string {
  const pieces: string[] = [];
  const place = (piece: string): string => `\uE000${pieces.push(piece) - 1}\uE001`;
  const source = textParts(text)
    .map((part) => {
      if (part.what === "words") return part.words.replace(PLACE_LETTERS, "");
      if (part.what === "mention") return place(`@${letters.person(part.personId)}`);
      return place(letters.node(part.target));
    })
    .join("");
  const plain =
    isParsed && !DEEP.test(source) ? blocks(fromMarkdown(source).children, "\n\n") : source;
  return shortened(plain, pieces).trim();
}

/** With the pieces in their places, as long as there is room. */
function shortened(plain: string, pieces: readonly string[]): string {
  let text = "";
  // Every other part is the number of a piece.
  for (const [index, part] of plain.split(PLACE).entries()) {
    text += index % 2 === 0 ? part : (pieces[Number(part)] ?? "");
    if (text.length > MAX_CHARS) return `${text.slice(0, MAX_CHARS - 1).toWellFormed()}…`;
  }
  return text;
}

function blocks(nodes: readonly RootContent[], between: string): string {
  return nodes.map(block).join(between);
}

function block(node: Nodes): string {
  switch (node.type) {
    case "list":
      return list(node);
    case "blockquote":
      return indented(blocks(node.children, "\n\n"), "> ", "> ");
    case "code":
      return node.value;
    case "thematicBreak":
      return "* * *";
    default:
      return words(node);
  }
}

function list({ ordered, start, children }: List): string {
  return children
    .map((item, index) => {
      const sign = ordered === true ? `${(start ?? 1) + index}. ` : "• ";
      return indented(blocks(item.children, "\n"), sign, " ".repeat(sign.length));
    })
    .join("\n");
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : others}${line}`)
    .join("\n");
}

function words(node: Nodes): string {
  switch (node.type) {
    case "text":
    case "html":
    case "inlineCode":
      return node.value;
    case "break":
      return "\n";
    case "image":
      return node.alt ?? "";
    case "link": {
      const said = node.children.map(words).join("");
      return said === node.url || `mailto:${said}` === node.url ? said : `${said} (${node.url})`;
    }
    default:
      return "children" in node ? node.children.map(words).join("") : "";
  }
}
