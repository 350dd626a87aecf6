// A comparison as a document: headings and lists of sentences, and how that is written as Markdown. Pure: the words come
// from whoever asks. Other formats are made of the same blocks.
import { LISTED_LOOKS, type ChangeEntry, type ChangeList } from "./changeList.ts";
import { factsOf } from "./changeListFacts.ts";
import { saidOf, type ChangeWords, type Sentence } from "./changeListSentences.ts";
import type { ChangeLook } from "./comparison.ts";

export interface ProtocolWords extends ChangeWords {
  /** „Neu (3)“ */
  heading: (look: ChangeLook, count: number) => string;
  subject: (entry: ChangeEntry) => string;
}

export interface Protocol {
  title: string;
  /** What was compared, when it was written, what was left out. */
  preface: readonly string[];
  groups: readonly { heading: string; items: readonly ProtocolItem[] }[];
}

export interface ProtocolItem {
  subject: string;
  sentences: readonly { sentence: Sentence; by: string | null }[];
}

/** @param entries those that are shown: a filter holds for the protocol, too */
export function changeProtocol(
  { sides }: ChangeList,
  entries: readonly ChangeEntry[],
  words: ProtocolWords,
  head: Pick<Protocol, "title" | "preface">,
): Protocol {
  const groups = LISTED_LOOKS.flatMap((look) => {
    const own = entries.filter((entry) => entry.look === look);
    if (own.length === 0) return [];
    const items = own.map((entry) => {
      const { said, by } = saidOf(factsOf(entry, sides), entry.subject.on, words);
      const sentences = said.map((one) => ({ ...one, by: one.by ?? by }));
      return { subject: words.subject(entry), sentences };
    });
    return [{ heading: words.heading(look, own.length), items }];
  });
  return { ...head, groups };
}

/** With removed words ~~struck~~ and added ones **strong**. */
export function protocolMarkdown({ title, preface, groups }: Protocol): string {
  const blocks = [`# ${escaped(title)}`, ...preface.map(escaped)];
  for (const { heading, items } of groups) {
    blocks.push(`## ${escaped(heading)}`);
    blocks.push(items.map(itemLines).join("\n"));
  }
  return `${blocks.join("\n\n")}\n`;
}

function itemLines({ subject, sentences }: ProtocolItem): string {
  const lines = sentences.map(({ sentence, by }) => {
    const text = sentence.map(markedUp).join("");
    return `  - ${text}${by === null ? "" : `, ${escaped(by)}`}`;
  });
  return [`- **${escaped(subject)}**`, ...lines].join("\n");
}

const MARKS = { same: "", removed: "~~", added: "**" } as const;

/** Spaces at the edge of marks would keep them from being read as such. */
function markedUp({ how, text }: Sentence[number]): string {
  const mark = MARKS[how];
  const inner = text.trim();
  if (mark === "" || inner === "") return escaped(text);
  const [before = "", after = ""] = text.split(inner, 2);
  return `${escaped(before)}${mark}${escaped(inner)}${mark}${escaped(after)}`;
}

/** Nothing that somebody wrote is markup, and no line break ends a list. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#~|]/g, "\\$&").replace(/\s*\n+\s*/g, " ⏎ ");
}
