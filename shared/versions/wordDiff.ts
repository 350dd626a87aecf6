// Which words went and which came, between two texts: for reading, not for merging.
import { keptPairs } from "#shared/map/alignment.ts";

export interface WordRun {
  how: "same" | "removed" | "added";
  text: string;
}

/** Words, and what stands between them: each a token. */
const TOKENS = /[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;

/** The runs without the added ones are `before`, without the removed ones `after`. */
export function wordDiff(before: string, after: string): WordRun[] {
  const [was, is] = [before.match(TOKENS) ?? [], after.match(TOKENS) ?? []];
  const runs: WordRun[] = [];
  const push = (how: WordRun["how"], tokens: readonly string[]): void => {
    if (tokens.length === 0) return;
    const last = runs.at(-1);
    if (last?.how === how) last.text += tokens.join("");
    else runs.push({ how, text: tokens.join("") });
  };
  let [doneBefore, doneAfter] = [0, 0];
  for (const [atBefore, atAfter] of [...keptPairs(was, is), [was.length, is.length] as const]) {
    push("removed", was.slice(doneBefore, atBefore));
    push("added", is.slice(doneAfter, atAfter));
    push("same", was.slice(atBefore, atBefore + 1));
    [doneBefore, doneAfter] = [atBefore + 1, atAfter + 1];
  }
  return runs;
}
