// The smallest single replacement that turns one text into another: what a text field's change means for a Y.Text,
// so that the letters two people type at once in different spots both stay.

export interface Replacement {
  /** In UTF-16 units, as Y.Text counts. */
  index: number;
  remove: number;
  insert: string;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * `caret` is where the caret stands in `after`, if known: typing an "l" into "hello" could be any of three places,
 * and only the caret tells which. Never splits a surrogate pair (Yjs would replace the halves by U+FFFD).
 */
export function replacementBetween(
  before: string,
  after: string,
  caret: number = after.length,
): Replacement | null {
  if (before === after) return null;
  const tailLimit = Math.min(before.length, after.length);
  let tail = 0;
  const mostTail = Math.min(tailLimit, Math.max(0, after.length - caret));
  while (
    tail < mostTail &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  let head = 0;
  const mostHead = tailLimit - tail;
  while (head < mostHead && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  // The caret is only a hint: whatever else is equal behind the change belongs to the tail.
  while (
    tail < tailLimit - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  if (head > 0 && (isLowSurrogate(before, head) || isLowSurrogate(after, head))) head--;
  if (
    tail > 0 &&
    (isLowSurrogate(before, before.length - tail) || isLowSurrogate(after, after.length - tail))
  ) {
    tail--;
  }
  return {
    index: head,
    remove: before.length - head - tail,
    insert: after.slice(head, after.length - tail),
  };
}

/** Where a caret at `position` of the text before a remote replacement stands after it. */
export function caretAfter(position: number, { index, remove, insert }: Replacement): number {
  if (position <= index) return position;
  if (position >= index + remove) return position - remove + insert.length;
  return index + insert.length;
}
