// What somebody writes in, and what is sent: people read "@Anika Weber" and "[[Digitale Daseinsvorsorge]]" while they
// write, the server gets ids. Pure; names and titles are given.
import { nodeLinkTo, textParts } from "#shared/comments/tokens.ts";

/** A text as its author reads it, and which of its words stand for a token. */
export interface Draft {
  text: string;
  /** "@Anika Weber" → "@{…}"; words that do not occur in the text (any more) do no harm. */
  tokens: ReadonlyMap<string, string>;
}

export const EMPTY_DRAFT: Draft = { text: "", tokens: new Map() };

/** Longer titles are cut: what is written must stay readable. */
const MAX_LABEL_CHARS = 80;

export function mentionLabel(name: string): string {
  return `@${oneLine(name)}`;
}

/** Brackets of a title would end the token. */
export function nodeLabel(title: string): string {
  return nodeLinkTo(oneLine(title.replace(/\[/g, "(").replace(/\]/g, ")")));
}

function oneLine(words: string): string {
  const line = words.replace(/\s+/gu, " ").trim();
  return line.length > MAX_LABEL_CHARS ? `${line.slice(0, MAX_LABEL_CHARS - 1)}…` : line;
}

/**
 * The words for a token that are nobody else's in this draft: two people of one name become "@Anika Weber" and
 * "@Anika Weber (2)".
 */
export function labelFor(wanted: string, token: string, { tokens }: Pick<Draft, "tokens">): string {
  for (let number = 1; ; number++) {
    const label = number === 1 ? wanted : numbered(wanted, number);
    const taken = tokens.get(label);
    if (taken === undefined || taken === token) return label;
  }
}

function numbered(label: string, number: number): string {
  return label.endsWith("]]") ? `${label.slice(0, -2)} (${number})]]` : `${label} (${number})`;
}

/** What is sent. Of words that begin alike the longest counts, and only whole words do. */
export function sentText({ text, tokens }: Draft): string {
  const labels = [...tokens.keys()].toSorted((a, b) => b.length - a.length);
  let sent = "";
  let at = 0;
  while (at < text.length) {
    const label = labels.find((words) => stands(words, text, at));
    sent += label === undefined ? text.charAt(at) : (tokens.get(label) ?? label);
    at += label?.length ?? 1;
  }
  return sent;
}

function stands(label: string, text: string, at: number): boolean {
  if (!text.startsWith(label, at)) return false;
  if (label.endsWith("]]")) return true;
  return !isWordLetter(text.charAt(at - 1)) && !isWordLetter(text.charAt(at + label.length));
}

function isWordLetter(letter: string): boolean {
  return /[\p{L}\p{N}_]/u.test(letter);
}

/** How a token reads to an author; null: it has no words, and stays what it is. */
export interface TokenWords {
  mention: (personId: string) => string | null;
  node: (target: string) => string | null;
}

/** What was sent, to be edited: `sentText` of it is the same text again. */
export function draftOf(sent: string, words: TokenWords): Draft {
  const tokens = new Map<string, string>();
  let text = "";
  for (const part of textParts(sent)) {
    if (part.what === "words") {
      text += part.words;
      continue;
    }
    const [token, wanted] =
      part.what === "mention"
        ? [`@{${part.personId}}`, words.mention(part.personId)]
        : [nodeLinkTo(part.target), words.node(part.target)];
    if (wanted === null) {
      text += token;
      continue;
    }
    const label = labelFor(wanted, token, { tokens });
    tokens.set(label, token);
    text += label;
  }
  // Words that would be taken for a token, or a token for words: better read an id than send something else.
  const draft: Draft = { text, tokens };
  return sentText(draft) === sent ? draft : { text: sent, tokens: new Map() };
}

/**
 * Words that were typed without being chosen from a list count too, where only one is called that. What several are
 * called means none of them, and not somebody of a shorter name either.
 */
export function withUniqueNames(draft: Draft, named: Iterable<readonly [string, string]>): Draft {
  const byLabel = new Map<string, string>();
  for (const [label, token] of named) byLabel.set(label, byLabel.has(label) ? label : token);
  const tokens = new Map(draft.tokens);
  for (const [label, token] of byLabel) {
    if (!tokens.has(label) && draft.text.includes(label)) tokens.set(label, token);
  }
  return { text: draft.text, tokens };
}
