// Markdown as React elements: listed elements only, HTML as the letters it was typed with, safe addresses alone. Nothing
// of a text can become markup, style or script. Knows nothing of what a piece stands for.
import type { Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { Fragment, type ReactNode, useMemo } from "react";
import { classes } from "./classes.ts";
import styles from "./Markdown.module.css";

/** Something in a text that Markdown does not look into. */
export interface Piece {
  /** What stands for it where nothing but letters can: in code, in an address. */
  letters: string;
  shown: ReactNode;
}

/** Parts in order; strings are Markdown. */
export type MarkdownText = string | readonly (string | Piece)[];

/** How one kind of text is drawn. */
export interface MarkdownStyle {
  isSafeAddress: (address: string) => boolean;
  /** @param depth 1–6, as in the text */
  heading: (depth: number, children: ReactNode) => ReactNode;
  /** For links: whether they leave the page that they stand on alone. */
  opensNewTab: boolean;
}

export interface MarkdownProps {
  text: MarkdownText;
  look: MarkdownStyle;
  /** Narrower, for the side of something else. */
  isCompact?: boolean;
}

export function Markdown({ text, look, isCompact = false }: MarkdownProps) {
  const content = useMemo(() => drawn(text, look), [text, look]);
  return <div className={classes(styles.words, isCompact && styles.compact)}>{content}</div>;
}

// A piece goes through the parser as its number between two letters that mean nothing to anybody. Where a text has
// these letters itself, each is a piece of its own.
const BEGIN = "\uE000";
const END = "\uE001";
const PLACE = /\uE000(\d+)\uE001/g;

/** Exported for the test that looks at every element that can come out. */
export function drawn(text: MarkdownText, look: MarkdownStyle): ReactNode {
  const parts = typeof text === "string" ? [text] : text;
  const pieces: Piece[] = [];
  const place = (piece: Piece): string => `${BEGIN}${pieces.push(piece) - 1}${END}`;
  const source = parts
    .map((part) =>
      typeof part === "string"
        ? part.replace(/[\uE000\uE001]/g, (letter) => place({ letters: letter, shown: letter }))
        : place(part),
    )
    .join("");
  return new Drawing(pieces, look).all(fromMarkdown(source).children);
}

class Drawing {
  readonly #pieces: readonly Piece[];
  readonly #look: MarkdownStyle;
  /** What can be pressed must not lie in what can be pressed. */
  #isInLink = false;

  constructor(pieces: readonly Piece[], look: MarkdownStyle) {
    this.#pieces = pieces;
    this.#look = look;
  }

  all(nodes: readonly RootContent[]): ReactNode {
    // Position in an unchanging text is a key that lasts.
    return nodes.map((node, index) => <Fragment key={index}>{this.#element(node)}</Fragment>);
  }

  #element(node: Nodes): ReactNode {
    switch (node.type) {
      case "text":
        return this.#words(node.value);
      case "html":
        return this.#letters(node.value);
      case "paragraph":
        return <p>{this.all(node.children)}</p>;
      case "heading":
        return this.#look.heading(node.depth, this.all(node.children));
      case "emphasis":
        return <em>{this.all(node.children)}</em>;
      case "strong":
        return <strong>{this.all(node.children)}</strong>;
      case "inlineCode":
        return <code>{this.#letters(node.value)}</code>;
      case "code":
        return (
          <pre>
            <code>{this.#letters(node.value)}</code>
          </pre>
        );
      case "break":
        return <br />;
      case "thematicBreak":
        return <hr />;
      case "blockquote":
        return <blockquote>{this.all(node.children)}</blockquote>;
      case "list":
        return node.ordered === true ? (
          <ol start={node.start ?? 1}>{this.all(node.children)}</ol>
        ) : (
          <ul>{this.all(node.children)}</ul>
        );
      case "listItem":
        return <li>{this.all(node.children)}</li>;
      case "link":
        return this.#link(this.#letters(node.url), node.children);
      case "image":
        // Nothing is loaded from elsewhere.
        return this.#letters(node.alt ?? "");
      default:
        return "children" in node ? this.all(node.children) : null;
    }
  }

  #link(address: string, content: readonly RootContent[]): ReactNode {
    if (!this.#look.isSafeAddress(address)) return this.all(content);
    this.#isInLink = true;
    const children = this.all(content);
    this.#isInLink = false;
    return this.#look.opensNewTab ? (
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <a href={address} rel="noreferrer">
        {children}
      </a>
    );
  }

  #words(value: string): ReactNode {
    // Every other part is the number of a piece.
    return value
      .split(PLACE)
      .map((part, index) =>
        index % 2 === 0 ? part : <Fragment key={index}>{this.#inPlace(part)}</Fragment>,
      );
  }

  #inPlace(index: string): ReactNode {
    const piece = this.#piece(index);
    return this.#isInLink ? piece?.letters : piece?.shown;
  }

  #letters(value: string): string {
    return value.replace(PLACE, (_, index: string) => this.#piece(index)?.letters ?? "");
  }

  #piece(index: string): Piece | undefined {
    return this.#pieces[Number(index)];
  }
}
