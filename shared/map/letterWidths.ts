// How wide words are in the page's font before any browser has drawn them: for sizes of cards, places of labels, and
// what fits on a card that is seen from afar.

/** Hundredths of the type size, Source Sans 3 at the weight of titles; regular text is a little narrower. */
const WIDTHS: Readonly<Record<number, string>> = {
  20: " ",
  26: "ijl|",
  28: "',.:;’I",
  32: "!()-[]f",
  35: "/t",
  37: "r",
  43: "s",
  45: "*?zc",
  48: '"x–„“”J',
  51: "0123456789#$+<=>FeéLY_vyagkä",
  54: "EVXZSToö",
  57: "AbdhnpquÄüCP",
  59: "RBKß",
  64: "DG&",
  67: "HNUÜOQÖ",
  75: "Mw",
  82: "W—",
  96: "%m@…",
};
/** Of letters that the table does not know: rather too wide than too narrow. */
const OTHER = 60;

const widthOf = new Map<string, number>();
for (const [width, letters] of Object.entries(WIDTHS)) {
  for (const letter of letters) widthOf.set(letter, Number(width) / 100);
}

function letterWidth(letter: string): number {
  return widthOf.get(letter) ?? OTHER / 100;
}

/** Roughly how wide a text is in one line, in the unit of `fontPx`. */
export function textWidth(text: string, fontPx: number): number {
  let ems = 0;
  for (const letter of text) ems += letterWidth(letter);
  return ems * fontPx;
}

/** The lines of a text in a column of this width: broken between words, and within those that are wider than it. */
export function linesOf(text: string, width: number, fontPx: number): string[] {
  const room = width / fontPx;
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    let used = 0;
    // Words with the spaces behind them; a hyphen, too, may end a line.
    for (const word of paragraph.match(/[^\s-]*-+|[^\s-]+\s*|\s+/gu) ?? []) {
      const wide = textWidth(word.trimEnd(), 1);
      if (used + wide > room && line !== "") {
        lines.push(line);
        line = "";
        used = 0;
      }
      if (wide <= room) {
        line += word;
        used += textWidth(word, 1);
        continue;
      }
      for (const letter of word) {
        const next = letterWidth(letter);
        if (used + next > room && line !== "") {
          lines.push(line);
          line = "";
          used = 0;
        }
        line += letter;
        used += next;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** As much of a text as fits on so many lines; what is cut off is said by an ellipsis. */
export function cutToLines(text: string, width: number, fontPx: number, maxLines: number): string {
  const lines = linesOf(text, width, fontPx);
  if (lines.length <= maxLines) return text;
  const shown = lines.slice(0, maxLines);
  let last = (shown.pop() ?? "").trimEnd();
  while (last !== "" && textWidth(`${last}…`, fontPx) > width) last = last.slice(0, -1).trimEnd();
  return `${shown.join("")}${last}…`;
}
