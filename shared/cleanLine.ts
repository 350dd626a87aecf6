// Text of strangers on one line: titles, tags, names of people.

// Control characters, and the marks that reorder or hide text around them (bidirectional overrides and isolates,
// zero-width no-break space): a title must not be able to disguise its neighbours.
export const HARMFUL_CHARACTERS = new RegExp(
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]`,
  "g",
);

/** Text of one line as it may be shown: no control or direction-override characters, no half ones, bounded length. */
export function cleanLine(text: string, maxChars: number): string {
  const cleaned = text.replace(HARMFUL_CHARACTERS, "").replace(/[\n\t\u2028\u2029]+/g, " ");
  return cleaned.slice(0, maxChars).toWellFormed();
}

// Letters that draw nothing, but for the two that join and part letters in Persian and in the scripts of India.
const UNSEEN = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;
/** More signs than this on one letter reach into the lines above and below. */
const PILED_UP = /(\p{M}{4})\p{M}+/gu;

/** What somebody is called: also nothing that cannot be seen, or that covers what stands around it. */
export function cleanName(text: string, maxChars: number): string {
  return cleanLine(text.replace(UNSEEN, "").replace(PILED_UP, "$1"), maxChars).trim();
}
