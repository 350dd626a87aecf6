// Exported comments as a document to read: a heading for each node, below it the threads with what came of them.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IParagraphOptions,
} from "docx";
import type { ExportedComment, ExportedTalk, ExportedThread } from "./exportedTalk.ts";

const FONT = "Calibri";
const GREY = "5a6670";
const INK = "1f2d3a";
/** Twentieths of a point. */
const INDENT = 360;

export async function asDocx(talk: ExportedTalk, now: number): Promise<Uint8Array> {
  const { words, threads, timeZone } = talk;
  const format = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const when = (at: number): string => format.format(at);
  const title = words.title(talk.mapTitle);
  const count = threads.reduce((sum, { comments }) => sum + comments.length, 0);
  const document = new Document({
    title,
    creator: "Zukunftslandkarte",
    lastModifiedBy: "Zukunftslandkarte",
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, language: { value: words.locale } } },
        title: { run: { font: FONT, size: 40, bold: true, color: INK } },
        heading1: heading(30, 360),
        heading2: heading(24, 240),
      },
    },
    sections: [
      {
        footers: { default: new Footer({ children: [pageNumber(words.page)] }) },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE, spacing: { after: 120 } }),
          small(words.asOf(when(now), timeZone)),
          small(`${talk.only}: ${words.counts(threads.length, count)}`),
          ...(threads.length === 0 ? [new Paragraph(words.nothing)] : []),
          ...threads.flatMap((thread, index) => [
            ...placeHeading(thread, threads[index - 1]),
            ...threadParagraphs(thread, talk, when),
          ]),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function heading(size: number, before: number) {
  return {
    run: { font: FONT, size, bold: true, color: INK },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  };
}

/** Only where the thread before hangs on something else. */
function placeHeading(thread: ExportedThread, before: ExportedThread | undefined): Paragraph[] {
  if (before?.kind === thread.kind && before.place === thread.place) return [];
  const text = thread.place === "" ? thread.kind : `${thread.kind}: ${thread.place}`;
  return [new Paragraph({ text, heading: HeadingLevel.HEADING_1 })];
}

function threadParagraphs(
  thread: ExportedThread,
  { words }: ExportedTalk,
  when: (at: number) => string,
): Paragraph[] {
  const { number, state, outcome, reason, comments } = thread;
  const paragraphs = [
    new Paragraph({
      text: `${words.thread(number)} (${state})`,
      heading: HeadingLevel.HEADING_2,
    }),
    ...comments.flatMap((comment) => commentParagraphs(comment, when)),
  ];
  if (outcome === "") return paragraphs;
  const closing = [`${words.result}: ${outcome}`];
  if (reason !== "") closing.push(`${words.reason}: ${reason}`);
  return [...paragraphs, ...closing.map((text) => framed(text))];
}

function commentParagraphs(comment: ExportedComment, when: (at: number) => string): Paragraph[] {
  const { author, organisation, at, text, replyTo } = comment;
  const by = organisation === "" ? author : `${author}, ${organisation}`;
  const indent = { left: replyTo === null ? 0 : INDENT };
  return [
    new Paragraph({
      indent,
      spacing: { before: 120 },
      keepNext: true,
      children: [
        new TextRun({ text: by, bold: true }),
        new TextRun({ text: ` · ${when(at)}`, color: GREY }),
      ],
    }),
    ...text.split(/\n{2,}/).map((block) => lines(block, { indent, spacing: { after: 60 } })),
  ];
}

/** What came of a thread, set off by a line at its side. */
function framed(text: string): Paragraph {
  return lines(text, {
    indent: { left: INDENT / 2 },
    spacing: { before: 80, after: 80 },
    border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: GREY } },
  });
}

/** One paragraph; its line breaks stay. */
function lines(text: string, options: IParagraphOptions): Paragraph {
  const children = text
    .split("\n")
    .map((line, index) => new TextRun(index === 0 ? line : { text: line, break: 1 }));
  return new Paragraph({ ...options, children });
}

function small(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, color: GREY })] });
}

function pageNumber(page: string): Paragraph {
  const children = [`${page} `, PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES];
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ children, color: GREY, size: 18 })],
  });
}
