// Markdown as React elements: listed elements only, HTML as the letters it was typed with, safe addresses alone. Nothing
// of a text can become markup, style or script.
import type { Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { createElement, Fragment, type ReactNode, useMemo } from "react";
import styles from "./Legal.module.css";

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i;
/** A page has its own first heading; those of the text go below it. */
const HEADINGS = ["h2", "h3", "h4", "h4", "h4", "h4"] as const;

export function Markdown({ text }: { text: string }) {
  const tree = useMemo(() => fromMarkdown(text), [text]);
  return <div className={styles.words}>{inside(tree.children)}</div>;
}

function inside(nodes: readonly RootContent[]): ReactNode {
  // Position in an unchanging text is a key that lasts.
  return nodes.map((node, index) => <Fragment key={index}>{element(node)}</Fragment>);
}

function element(node: Nodes): ReactNode {
  switch (node.type) {
    case "text":
    case "html":
      return node.value;
    case "paragraph":
      return <p>{inside(node.children)}</p>;
    case "heading":
      return createElement(HEADINGS[node.depth - 1] ?? "h4", null, inside(node.children));
    case "emphasis":
      return <em>{inside(node.children)}</em>;
    case "strong":
      return <strong>{inside(node.children)}</strong>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "blockquote":
      return <blockquote>{inside(node.children)}</blockquote>;
    case "list":
      return node.ordered === true ? (
        <ol start={node.start ?? 1}>{inside(node.children)}</ol>
      ) : (
        <ul>{inside(node.children)}</ul>
      );
    case "listItem":
      return <li>{inside(node.children)}</li>;
    case "link":
      return SAFE_ADDRESS.test(node.url) ? (
        <a href={node.url} rel="noreferrer">
          {inside(node.children)}
        </a>
      ) : (
        inside(node.children)
      );
    case "image":
      // Nothing is loaded from elsewhere.
      return node.alt ?? "";
    default:
      return "children" in node ? inside(node.children) : null;
  }
}
