// A description as plain page content, without an editor: only the elements and marks that the model knows.
import { useMemo, useRef, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import { readRichText, type RichText, type RichTextRun } from "#shared/map/richText.ts";
import styles from "./RichText.module.css";

export function DescriptionText({ fragment }: { fragment: Y.XmlFragment }) {
  const { t } = useTranslation();
  const version = useRef(0);
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const onChange = () => {
        version.current++;
        listener();
      };
      fragment.observeDeep(onChange);
      return () => fragment.unobserveDeep(onChange);
    },
    [fragment],
  );
  useSyncExternalStore(subscribe, () => version.current);
  const content = readRichText(fragment);
  if (content.length === 0) return <p className={styles.none}>{t("inspector.noDescription")}</p>;
  return <div className={styles.text}>{drawn(content)}</div>;
}

function drawn(content: RichText): ReactNode[] {
  // Descriptions have no ids of their own; nothing in here keeps state, so the position is key enough.
  return content.map((part, index) => {
    if ("text" in part) return <span key={index}>{marked(part)}</span>;
    const children = drawn(part.children);
    switch (part.element) {
      case "heading":
        return <h4 key={index}>{children}</h4>;
      case "bulletList":
        return <ul key={index}>{children}</ul>;
      case "orderedList":
        return <ol key={index}>{children}</ol>;
      case "listItem":
        return <li key={index}>{children}</li>;
      case "blockquote":
        return <blockquote key={index}>{children}</blockquote>;
      case "hardBreak":
        return <br key={index} />;
      case "horizontalRule":
        return <hr key={index} />;
      default:
        return <p key={index}>{children}</p>;
    }
  });
}

/** The address was checked by `readRichText`. */
function marked({ text, marks = {} }: RichTextRun): ReactNode {
  let result: ReactNode = text;
  if ("bold" in marks) result = <strong>{result}</strong>;
  if ("italic" in marks) result = <em>{result}</em>;
  if ("underline" in marks) result = <u>{result}</u>;
  if ("strike" in marks) result = <s>{result}</s>;
  const href = marks["link"]?.["href"];
  if (href === undefined) return result;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {result}
    </a>
  );
}
