// A letter's two forms: plain text, and HTML with nothing in it that is fetched from anywhere. Knows no languages.

export interface Letter {
  subject: string;
  greeting: string;
  /** Paragraphs before and after the link. */
  before: string[];
  link: { address: string; words: string };
  after: string[];
}

export function plainText({ greeting, before, link, after }: Letter): string {
  return `${[greeting, ...before, link.address, ...after].join("\n\n")}\n`;
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

export function html(letter: Letter, language: string): string {
  const { subject, greeting, before, link, after } = letter;
  const address = escaped(link.address);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    `<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em">`,
    paragraph(greeting),
    ...before.map(paragraph),
    `<p><a href="${address}">${escaped(link.words)}</a></p>`,
    `<p>${address}</p>`,
    ...after.map(paragraph),
    "</body></html>\n",
  ].join("\n");
}
