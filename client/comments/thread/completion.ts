// What is being looked for where the caret stands: somebody behind an @, a node behind [[. Pure.
import type { Draft } from "./draftText.ts";
import { labelFor } from "./draftText.ts";

export interface Wanted {
  what: "person" | "node";
  /** Where its @ or [[ stands in the text. */
  from: number;
  query: string;
}

/** Names are short; behind this many letters nobody looks for one any more. */
const MAX_QUERY_CHARS = 60;
/** "Prof. Dr. Anna Lena Weber-Schmidt" */
const MAX_NAME_WORDS = 5;

export function wantedAt(text: string, caret: number): Wanted | null {
  const before = text.slice(0, caret);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const lineFrom = before.length - line.length;
  const brackets = line.lastIndexOf("[[");
  if (brackets >= 0 && !/[[\]]/.test(line.slice(brackets + 2))) {
    const query = line.slice(brackets + 2);
    return query.length > MAX_QUERY_CHARS
      ? null
      : { what: "node", from: lineFrom + brackets, query };
  }
  const at = line.lastIndexOf("@");
  // An address of mail has a letter before its @.
  if (at < 0 || /[\p{L}\p{N}_.+-]/u.test(line.charAt(at - 1))) return null;
  const query = line.slice(at + 1);
  if (query.startsWith(" ") || query.startsWith("{") || query.length > MAX_QUERY_CHARS) return null;
  if (query.split(" ").length > MAX_NAME_WORDS) return null;
  return { what: "person", from: lineFrom + at, query };
}

/** Puts what was chosen in the place of what was typed. @returns where the caret goes, too */
export function complete(
  draft: Draft,
  wanted: Wanted,
  caret: number,
  { label: wish, token }: { label: string; token: string },
): { draft: Draft; caret: number } {
  const label = labelFor(wish, token, draft);
  const rest = draft.text.slice(caret).replace(/^\]\]/, "");
  const space = /^\s/.test(rest) ? "" : " ";
  const head = `${draft.text.slice(0, wanted.from)}${label}${space}`;
  const tokens = new Map(draft.tokens).set(label, token);
  return { draft: { text: head + rest, tokens }, caret: head.length + (space === "" ? 1 : 0) };
}
