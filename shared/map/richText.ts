// A description (Y.XmlFragment) as plain JSON and back, total in both directions: elements, marks and addresses that
// are not on the schema's lists are left out, however deep a stranger nested them.
import * as Y from "yjs";
import { isSafeHref, RICH_TEXT_ELEMENTS, RICH_TEXT_MARKS } from "./schema.ts";

export interface RichTextRun {
  text: string;
  marks?: Record<string, Record<string, string>>;
}
export interface RichTextElement {
  element: string;
  level?: number;
  children: RichText;
}
export type RichText = (RichTextRun | RichTextElement)[];

/** Deeper elements are flattened away: lists within lists of a person's making end long before. */
const MAX_DEPTH = 24;
const MAX_ELEMENTS = 5_000;

/** The marks of a run, as far as they are on the schema's list; undefined: none. */
export function readMarks(attributes: unknown): Record<string, Record<string, string>> | undefined {
  if (typeof attributes !== "object" || attributes === null) return undefined;
  const marks: [string, Record<string, string>][] = [];
  for (const [name, value] of Object.entries<unknown>({ ...attributes })) {
    // y-tiptap writes overlapping marks as `name--hash`.
    const mark = name.split("--")[0] ?? name;
    if (!RICH_TEXT_MARKS.has(mark)) continue;
    if (mark === "link") {
      const href =
        typeof value === "object" && value !== null && "href" in value ? value.href : null;
      if (isSafeHref(href)) marks.push([mark, { href }]);
    } else marks.push([mark, {}]);
  }
  return marks.length === 0 ? undefined : Object.fromEntries(marks);
}

/** Neighbours that look alike are one run, wherever the document happens to split them. */
function addRun(runs: RichText, text: string, marks: RichTextRun["marks"]): void {
  const last = runs.at(-1);
  if (last !== undefined && "text" in last && sameMarks(last.marks, marks)) last.text += text;
  else runs.push(marks === undefined ? { text } : { text, marks });
}

function sameMarks(a: RichTextRun["marks"] = {}, b: RichTextRun["marks"] = {}): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && a[name]?.["href"] === b[name]?.["href"])
  );
}

export function readRichText(fragment: Y.XmlFragment): RichText {
  let elements = 0;
  const readChildren = (parent: Y.XmlFragment, depth: number): RichText => {
    const result: RichText = [];
    for (const child of parent.toArray()) {
      if (++elements > MAX_ELEMENTS) break;
      if (child instanceof Y.XmlText) {
        for (const { insert, attributes } of child.toDelta() as Iterable<{
          insert: unknown;
          attributes?: unknown;
        }>) {
          if (typeof insert !== "string") continue;
          addRun(result, insert.toWellFormed(), readMarks(attributes));
        }
      } else if (child instanceof Y.XmlElement && depth < MAX_DEPTH) {
        if (!RICH_TEXT_ELEMENTS.has(child.nodeName)) continue;
        const children = readChildren(child, depth + 1);
        const level = Number(child.getAttribute("level"));
        result.push(
          child.nodeName === "heading"
            ? { element: "heading", level: level >= 1 && level <= 3 ? level : 2, children }
            : { element: child.nodeName, children },
        );
      }
    }
    return result;
  };
  return readChildren(fragment, 0);
}

/** Makes the types that a content is stored as, to be put into a fragment `depth` levels below the root's. */
export function richTextTypes(parts: RichText, depth = 0): (Y.XmlElement | Y.XmlText)[] {
  const result: (Y.XmlElement | Y.XmlText)[] = [];
  let text: Y.XmlText | null = null;
  let end = 0;
  for (const part of parts) {
    if ("text" in part) {
      if (text === null) {
        text = new Y.XmlText();
        end = 0;
        result.push(text);
      }
      text.insert(end, part.text.toWellFormed(), readMarks(part.marks) ?? {});
      end += part.text.length;
      continue;
    }
    text = null;
    if (!RICH_TEXT_ELEMENTS.has(part.element) || depth >= MAX_DEPTH) continue;
    const element = new Y.XmlElement<Record<string, string | number>>(part.element);
    if (part.element === "heading") element.setAttribute("level", part.level ?? 2);
    element.insert(0, richTextTypes(part.children, depth + 1));
    result.push(element as Y.XmlElement);
  }
  return result;
}

/** Fills an empty fragment. */
export function writeRichText(fragment: Y.XmlFragment, content: RichText): void {
  fragment.insert(0, richTextTypes(content));
}

/** One paragraph of plain text, or several where the text has line breaks. */
export function richTextOf(plain: string): RichText {
  return plain.split("\n").map((line) => ({
    element: "paragraph",
    children: line === "" ? [] : [{ text: line }],
  }));
}

const BLOCKS_WITH_TEXT: ReadonlySet<string> = new Set(["paragraph", "heading"]);

/** The words alone, a line per paragraph. */
export function plainTextOf(content: RichText): string {
  let text = "";
  for (const part of content) {
    if ("text" in part) text += part.text;
    else if (part.element === "hardBreak") text += "\n";
    else {
      text += plainTextOf(part.children);
      if (BLOCKS_WITH_TEXT.has(part.element)) text += "\n";
    }
  }
  return text;
}
