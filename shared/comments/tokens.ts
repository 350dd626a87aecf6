// What a comment's text can hold beside words: `@{personId}` and `[[nodeId]]`. Names and titles are looked up when they
// are shown, so that neither outlives its person or its node in a text.

const MENTION = /@\{([A-Za-z0-9_-]{1,64})\}/g;
const NODE_LINK = /\[\[([^[\]\n]{1,200})\]\]/g;

export type TextPart =
  | { what: "words"; words: string }
  | { what: "mention"; personId: string }
  /** `target`: a node's id, or what somebody typed in its place: a title. */
  | { what: "node"; target: string };

export function mentionOf(personId: string): string {
  return `@{${personId}}`;
}

export function nodeLinkTo(target: string): string {
  return `[[${target}]]`;
}

/** Ids of the people mentioned, each once, in the order of their first mention. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, id]) => id ?? ""))];
}

/** Cuts a text into words and tokens; joined again they are the text. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  const tokens = new RegExp(`${MENTION.source}|${NODE_LINK.source}`, "g");
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    if (match.index > end) parts.push({ what: "words", words: text.slice(end, match.index) });
    const [token, personId, target] = match;
    if (personId !== undefined) parts.push({ what: "mention", personId });
    else if (target !== undefined) parts.push({ what: "node", target });
    end = match.index + token.length;
  }
  if (end < text.length) parts.push({ what: "words", words: text.slice(end) });
  return parts;
}
