// Texts of comments: what is kept of them, how they begin in a list, and which words they have.
import fc from "fast-check";
import { expect, it } from "vitest";
import { EXCERPT_CHARS, newCommentSchema } from "#shared/comments/api.ts";
import { EXCERPT_SOURCE_CHARS, excerptOf } from "#shared/comments/excerpt.ts";
import { hasWords, wordsOf } from "#shared/comments/search.ts";
import { mentionsIn } from "#shared/comments/tokens.ts";
import { newId } from "#shared/map/ids.ts";

function keptOf(text: string): string | null {
  const read = newCommentSchema.safeParse({ id: newId(), text });
  return read.success ? read.data.text : null;
}

it.each([
  ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["\u0000\u0007a\u001b[31m\u009f", "a[31m"],
  ["a\u202eb\u2066c\ufeff", "abc"],
  ["\ud800a\udc00", "\ufffda\ufffd"],
  ["  - eins\n\t- zwei \n\n ", "  - eins\n\t- zwei"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["👍", "👍"],
])("CO-21: of %j is kept %j", (text, kept) => {
  expect(keptOf(text)).toBe(kept);
});

it.each(["", " \n\t ", "\u0000\u0001", "\u200b\u200d", "\u0301", "\u202e\n"])(
  "CO-21: %j says nothing and is refused",
  (text) => {
    expect(keptOf(text)).toBeNull();
  },
);

it("CO-28: an excerpt is the beginning of the text, and ends within no letter and no token", () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 80, unit: "grapheme" }),
    fc.constantFrom("👩‍🚀", "𝔉", " ", "@", "[[", "@{"),
    fc.constant(null).map(() => `@{${"p".repeat(22)}}`),
    fc.integer({ min: 1, max: 200 }).map((length) => `[[${"n".repeat(length)}]]`),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("").toWellFormed();
      const excerpt = excerptOf(text);
      expect(text.startsWith(excerpt)).toBe(true);
      expect(excerpt.length).toBeLessThanOrEqual(EXCERPT_CHARS);
      expect(excerpt.isWellFormed()).toBe(true);
      const cut = text.slice(excerpt.length);
      // Joined again, the same people are mentioned in both parts as in the whole.
      expect(new Set([...mentionsIn(excerpt), ...mentionsIn(cut)])).toEqual(
        new Set(mentionsIn(text)),
      );
      if (text.length <= EXCERPT_CHARS) expect(excerpt).toBe(text);
      const source = Array.from(text).slice(0, EXCERPT_SOURCE_CHARS).join("");
      expect(excerptOf(source)).toBe(excerpt);
    }),
  );
});

it.each([
  ["Café am Ring", "cafe RING", true],
  ["Cafe am Ring", "café", true],
  ["Die Straße", "STRASSE", true],
  ["ÄRZTE", "arzte", true],
  ["Ελληνικός", "ελληνικοσ", true],
  ["日本語のテキスト", "日本", true],
  ["eins zwei", "zwei  eins", true],
  ["eins", "eins zwei", false],
  ["100 Prozent", "100%", false],
  ["abc", "a_c", false],
  ["abc", ".*", false],
  ["a.*b (", ".* (", true],
  ["nichts", "__proto__", false],
  ["[[Neue Schule]] sehen", "schule", true],
  ["@{abcdefghijklmnopqrstuv} sehen", "abcdef", false],
])("CO-17: %j, searched for %j: %s", (text, query, isFound) => {
  expect(hasWords(text, wordsOf(query))).toBe(isFound);
});
