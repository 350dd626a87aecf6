// What a text field's change means for a shared text, and where carets go.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, setNodeTitle } from "#shared/map/edit.ts";
import { titleOf } from "#shared/map/read.ts";
import { caretAfter, replacementBetween, type Replacement } from "#shared/map/textDiff.ts";

// Pairs whose halves are shared: 😀 and 😁 begin alike, 😀 and 🨀 end alike.
const text = fc
  .array(fc.constantFrom("a", "b", "l", "😀", "😁", "🨀", "ä"), { maxLength: 8 })
  .map((letters) => letters.join(""));

function apply(before: string, { index, remove, insert }: Replacement): string {
  return before.slice(0, index) + insert + before.slice(index + remove);
}

function titleIn(doc: Y.Doc, id: string): string {
  const title = titleOf(doc, id);
  if (title === null) throw new Error("no title");
  return title.toJSON();
}

const place = { parentId: null, x: 0, y: 0 };

describe("shared text", () => {
  it("MO-13: one replacement gives exactly the wanted text and splits no character", () => {
    fc.assert(
      fc.property(text, text, fc.option(fc.nat(20), { nil: undefined }), (before, after, caret) => {
        const replacement = replacementBetween(before, after, caret);
        if (replacement === null) {
          expect(after).toBe(before);
          return;
        }
        expect(apply(before, replacement)).toBe(after);
        const { index, remove, insert } = replacement;
        const pieces = [before.slice(0, index), before.slice(index, index + remove), insert];
        pieces.push(before.slice(index + remove));
        for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it("MO-13: the caret tells equal letters apart", () => {
    expect(replacementBetween("hello", "helllo", 3)).toEqual({ index: 2, remove: 0, insert: "l" });
    expect(replacementBetween("hello", "helllo", 5)).toEqual({ index: 4, remove: 0, insert: "l" });
  });

  it("MO-13: what two people type at once in different spots of a title both stays", () => {
    fc.assert(
      fc.property(text, text, text, (base, left, right) => {
        const one = new Y.Doc();
        const id = createNode({ doc: one, origin: null }, { kind: "note", place, title: base });
        const two = new Y.Doc();
        Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
        setNodeTitle({ doc: one, origin: null }, id, left + base, left.length);
        setNodeTitle({ doc: two, origin: null }, id, base + right, base.length + right.length);
        Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
        Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
        expect(titleIn(one, id)).toBe(titleIn(two, id));
        const merged = titleIn(one, id);
        expect(merged).toHaveLength(left.length + base.length + right.length);
        if (base !== "") expect(merged).toBe(left + base + right);
      }),
    );
  });

  it("MO-14: a caret stays between its letters when somebody else types before or behind it", () => {
    fc.assert(
      fc.property(text, text, text, (head, tail, typed) => {
        const caret = head.length;
        const before = { index: 0, remove: 0, insert: typed };
        expect(caretAfter(caret, before)).toBe(caret === 0 ? 0 : caret + typed.length);
        const behind = { index: caret + tail.length, remove: 0, insert: typed };
        expect(caretAfter(caret, behind)).toBe(caret);
        const around = { index: 0, remove: head.length + tail.length, insert: typed };
        const moved = caretAfter(caret, around);
        expect(moved >= 0 && moved <= typed.length).toBe(true);
      }),
    );
  });

  it("MO-4: a title that is cut at its limit ends with a whole character", () => {
    const doc = new Y.Doc();
    const edit = { doc, origin: null };
    const id = createNode(edit, { kind: "note", place, title: `a${"😀".repeat(300)}` });
    expect(titleIn(doc, id).isWellFormed()).toBe(true);
    setNodeTitle(edit, id, `bb${"😀".repeat(300)}`);
    setNodeTitle(edit, id, `b${"😀".repeat(300)}`);
    expect(titleIn(doc, id).isWellFormed()).toBe(true);
  });
});
