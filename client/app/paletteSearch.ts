// Finding commands and nodes by a few letters. Pure, and quick enough for every keystroke on thousands of nodes.

/** Lower case, without accents and umlaut dots, so that "ubergang" finds "Übergang". */
export function plainLetters(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/**
 * How well `text` (as `plainLetters` gives it) answers to all of `words`: 0 not at all; the earlier and the more at
 * the beginning of a word, the higher.
 */
export function matchScore(text: string, words: readonly string[]): number {
  let score = 1;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    if (at === 0) score += 3;
    else if (isWordStart(text, at)) score += 2;
    else score += 1;
  }
  return score;
}

function isWordStart(text: string, at: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? " ");
}

/** The `limit` best of `items`, best first, otherwise in their order. Without words: the first ones. */
export function bestMatches<T>(
  items: Iterable<T>,
  textOf: (item: T) => string,
  query: string,
  limit: number,
): T[] {
  const words = plainLetters(query).split(/\s+/u).filter(Boolean);
  const scored: { item: T; score: number }[] = [];
  for (const item of items) {
    const score = matchScore(plainLetters(textOf(item)), words);
    if (score > 0) scored.push({ item, score });
  }
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item);
}
