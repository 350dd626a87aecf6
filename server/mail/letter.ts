// A letter's two forms: plain text, and HTML with nothing in it that is fetched from anywhere. Knows no languages.

interface LetterLink {
  address: string;
  words: string;
}

/** One of several things that a letter tells. */
export interface LetterItem {
  /** What this one and those that follow it belong to; null: as the one before. */
  heading: string | null;
  text: string;
  /** What somebody said; empty: nothing. */
  quote: string;
  link: LetterLink;
}

export interface Letter {
  subject: string;
  greeting: string;
  /** Paragraphs before and after the link. */
  before: string[];
  /** Between `before` and the link. */
  items?: LetterItem[];
  link: LetterLink;
  after: string[];
  /** In the last line, after everything else. */
  end?: LetterLink;
}

export function plainText({ greeting, before, items, link, after, end }: Letter): string {
  const paragraphs = [
    greeting,
    ...before,
    ...(items ?? []).map(plainItem),
    items === undefined ? link.address : `${link.words}: ${link.address}`,
    ...after,
    ...(end === undefined ? [] : [`${end.words}: ${end.address}`]),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function plainItem({ heading, text, quote, link }: LetterItem): string {
  const lines = [text, ...(quote === "" ? [] : [`> ${quote}`]), link.address].join("\n");
  return heading === null ? lines : `${heading}\n\n${lines}`;
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => `&#${character.codePointAt(0)?.toString() ?? ""};`,
  );
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function anchor({ address, words }: LetterLink): string {
  return `<a href="${escaped(address)}">${escaped(words)}</a>`;
}

function htmlItem({ heading, text, quote, link }: LetterItem): string {
  return [
    ...(heading === null ? [] : [`<h2 style="font-size: 1.1em">${escaped(heading)}</h2>`]),
    paragraph(text),
    ...(quote === "" ? [] : [`<blockquote>${escaped(quote)}</blockquote>`]),
    `<p>${anchor(link)}</p>`,
  ].join("\n");
}

export function html(letter: Letter, language: string): string {
  const { subject, greeting, before, items, link, after, end } = letter;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    `<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em">`,
    paragraph(greeting),
    ...before.map(paragraph),
    ...(items ?? []).map(htmlItem),
    `<p>${anchor(link)}</p>`,
    ...(items === undefined ? [`<p>${escaped(link.address)}</p>`] : []),
    ...after.map(paragraph),
    ...(end === undefined ? [] : [`<p>${anchor(end)}</p>`]),
    "</body></html>\n",
  ].join("\n");
}
